import { shownName } from '../../document/shown.ts';

/** Names that a sentence tells before it leaves off. */
const TOLD = 12;

/** `a, b, c, …`, each as a sentence can show it. */
export function listed(names: readonly string[]): string {
  return [...names.slice(0, TOLD).map(shownName), ...(names.length > TOLD ? ['…'] : [])].join(', ');
}
