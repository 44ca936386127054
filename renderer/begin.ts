/** @file What the start waits for, asked for before the rest of the page is even run. */
import { chooseHost } from './host/choose-host.ts';

export const host = chooseHost();
