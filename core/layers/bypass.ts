import { findLayer } from './index.ts';

/**
 * Whether a block is out of use: what arrives at its first wired input passes on as it is. Data must enter and a loss must end, so an Input
 * and a loss stay in use whatever is written; a block of a layer that is not known can be bypassed.
 */
export function isBypassed({ layer, bypassed }: { readonly layer: string; readonly bypassed?: boolean | undefined }): boolean {
  return bypassed === true && (findLayer(layer)?.role ?? 'hidden') === 'hidden';
}
