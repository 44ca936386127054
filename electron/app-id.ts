/** Who the app is to the system: macOS and the installer of Windows have it from the package, and Windows shows notifications of none else. */
export const APP_ID = 'app.gradscape';
