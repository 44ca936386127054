/** @file How the page looks and which language it speaks, as it told the shell last: the frame and the native dialogs go with it, at the next start too. */
import * as v from 'valibot';
import type { ShellAppearance } from './bridge.ts';
import { KeptValue } from './kept-value.ts';

/** The ground that the page is drawn on: `--ground` of its theme. A window shows it until there is a page. */
export const GROUND = { light: '#f5f6f8', dark: '#0e1116' } as const;

const SCHEMA = v.object({ theme: v.picklist(['system', 'dark', 'light']), language: v.picklist(['en', 'hi']) });

/** @param locale of the system, such as "hi-IN" */
export const usualLanguage = (locale: string): ShellAppearance['language'] => (locale.startsWith('hi') ? 'hi' : 'en');

/**
 * @param path of the file that it is kept in
 * @param locale of the system: the page goes by it, too, until it is asked to speak otherwise
 */
export function keptAppearance(path: string, locale: string): KeptValue<ShellAppearance> {
  return new KeptValue(path, SCHEMA, { theme: 'system', language: usualLanguage(locale) });
}
