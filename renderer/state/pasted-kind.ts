/** @file What a text is that someone pastes: blocks that were copied, a whole network, or nothing of ours. */
import { FRAGMENT_NAME } from '../editing/fragment-text.ts';

/** Python that speaks of PyTorch. */
const NAMES_TORCH = /^\s*(import|from)\s+torch\b|\bnn\s*\.\s*(Module|Sequential|Linear)\b/m;

export function pastedKind(text: string): 'blocks' | 'document' | 'pytorch' | null {
  const start = text.trimStart();
  if (!start.startsWith('{')) return NAMES_TORCH.test(text) ? 'pytorch' : null;
  let value: unknown;
  try {
    value = JSON.parse(start);
  } catch {
    return null;
  }
  const { format, name } = value as { readonly format?: unknown; readonly name?: unknown };
  if (format !== 'gradscape') return null;
  return name === FRAGMENT_NAME ? 'blocks' : 'document';
}
