/**
 * Opens an address in a tab of its own, which shares nothing with this one: neither its thread nor its fate. A browser does not tell whether
 * it has, but it takes what the person has just done as used up when it does.
 * @returns false where it has not
 */
export function openTab(address: string): boolean {
  const { userActivation } = navigator;
  const wasActive = userActivation.isActive;
  window.open(address, '_blank', 'noopener');
  return wasActive && !userActivation.isActive;
}
