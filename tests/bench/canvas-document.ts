/** @file A deep network of any number of blocks, as people draw them: residual blocks of Linear, BatchNorm1d and ReLU, laid out by Tidy. */
import type { Document } from '../../core/document/document.ts';
import { apply } from '../../core/document/edits.ts';
import { add, block, chain, type Block } from '../../core/lessons/chain.ts';
import { blocksPerRow } from '../../renderer/editing/rows.ts';
import { tidied } from '../../renderer/editing/tidy.ts';

/** The size of the canvas that it is laid out for, in pixels: a window of 1440 × 900. */
const CANVAS = { width: 952, height: 532 } as const;
const WIDTH = 32;
/** Of training that nobody waits for: it goes on for as long as it is looked at. */
const EPOCHS = 1_000_000;

function residualBlock(number: number): Block[] {
  return [
    block('Linear', `fc${number}a`, { out_features: WIDTH }),
    block('BatchNorm1d', `bn${number}a`),
    block('ReLU', `relu${number}a`),
    block('Linear', `fc${number}b`, { out_features: WIDTH }),
    block('BatchNorm1d', `bn${number}b`),
    add(`add${number}`, number === 1 ? 'relu0' : `relu${number - 1}b`),
    block('ReLU', `relu${number}b`),
  ];
}

/** `count` blocks, from Input to loss. What does not make a whole residual block follows as Linear and ReLU. */
export function deepNetwork(count: number): Document {
  const begin = [block('Input', 'input', { shape: [2] }), block('Linear', 'fc0', { out_features: WIDTH }), block('ReLU', 'relu0')];
  const end = [block('Linear', 'head', { out_features: 2 }), block('CrossEntropyLoss', 'loss')];
  const room = count - begin.length - end.length;
  const whole = Math.floor(room / residualBlock(1).length);
  const residual = Array.from({ length: whole }, (_, index) => residualBlock(index + 1)).flat();
  const rest = Array.from({ length: room - residual.length }, (_, index) =>
    index % 2 === 0 ? block('Linear', `fill${index}`, { out_features: WIDTH }) : block('ReLU', `fill${index}`),
  );
  const network = chain(
    `${count} blocks`,
    [...begin, ...residual, ...rest, ...end],
    { optimizer: { kind: 'Adam', lr: 0.001 }, batch_size: 32, epochs: EPOCHS, seed: 1, clip_grad_norm: null },
    { source: 'spiral' },
  );
  const edit = tidied(network, { perRow: blocksPerRow(count, CANVAS.width, CANVAS.height) });
  return edit ? apply(network, edit).document : network;
}
