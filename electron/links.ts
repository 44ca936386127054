/** @file The pages of the web that the app may show in the browser: these and no others, whatever a file or a page says. */
import { InputError } from '../core/findings/input-error.ts';

const PYTORCH = 'https://docs.pytorch.org/docs/stable/';

export const LINKS: Readonly<Record<string, string>> = {
  pytorch: PYTORCH,
};

/** @throws InputError if it is not in the list */
export function linkOf(name: string): string {
  const link = Object.hasOwn(LINKS, name) ? LINKS[name] : undefined;
  if (link === undefined) throw new InputError('shell_refused', { why: 'clause:shell_not_understood' });
  return link;
}
