/** @file What a wire is called: its ends, what flows along it, and what is wrong with it. */
import type { Shape } from '../../core/tensor/shape.ts';
import type { Finding } from '../../core/findings/finding.ts';
import { m } from '../language/generated/messages.js';
import { sentenceOf } from '../state/finding-words.ts';

/** "Wire from fc1 to relu1, 64 × 512"; the shape is that of a batch. */
export function wireName(from: string, to: string, shape: Shape | null, batch: number, finding: Finding | undefined): string {
  const name = m.wire_name({ from, to });
  const named = shape ? `${name}, ${[batch, ...shape].join(' × ')}` : name;
  return finding ? `${named}. ${sentenceOf(finding)}` : named;
}
