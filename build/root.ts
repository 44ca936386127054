import { join } from 'node:path';

/** The project's folder, wherever a script is started from. */
export const root = join(import.meta.dirname, '..');
