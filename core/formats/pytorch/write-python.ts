/**
 * @file A network as one file of Python that needs PyTorch 1.13 or later and nothing else: it defines the network, and run by itself it
 * trains as Gradscape does, from the same weights through the same batches to the same losses.
 *
 * What Python has no word for (places, notes, groups, settings of the data) stands at the end of the file in the dictionary GRADSCAPE: the
 * document as it is saved, for whoever opens the file again. The network is what the code says, with or without it.
 */
import { notesOf } from '../../document/notes.ts';
import type { WrittenNetwork } from '../written-network.ts';
import { dataCode, type DataCode } from './write-data.ts';
import { comment, literalInLines } from './write-literals.ts';
import { networkCode, type NetworkCode } from './write-network.ts';
import { randomCode } from './write-random.ts';
import { lossAndOptimizer, trainingCode, trainingConstants } from './write-training.ts';
import { weightsCode } from './write-weights.ts';

/** The name under which the document stands in the file. */
export const DOCUMENT = 'GRADSCAPE';

export async function writePython(network: WrittenNetwork): Promise<Uint8Array<ArrayBuffer>> {
  const written = networkCode(network);
  const training = network.data && (await trainingSections({ ...network, data: network.data }, written));
  const sections = [
    header(network),
    importsFor(written, training?.data ?? null),
    trainingConstants(network),
    `${leftOut(network)}${written.code}`,
    ...(training?.sections ?? [lossAndOptimizer(network)]),
    `${comment('The network as it is drawn, for Gradscape to open this file again.')}\n${DOCUMENT} = ${literalInLines(network.document)}`,
    training?.data.rows ?? '',
    training ? 'if __name__ == "__main__":\n    main()' : '',
  ];
  return new TextEncoder().encode(joined(sections));
}

/** Two empty lines between them, as Python's style guide has it. */
function joined(sections: readonly string[]): string {
  return `${sections
    .map((section) => section.trim())
    .filter((section) => section !== '')
    .join('\n\n\n')}\n`;
}

/** The first two lines are the same in every file: in them a comment could say how the file is encoded. */
function header(network: WrittenNetwork): string {
  const { document, data } = network;
  const usage = data
    ? `
#   python FILE               trains, and tells after each epoch how it goes
#   python FILE --steps 20    takes 20 steps, and tells the loss of each
#   python FILE --help        what else it takes`
    : `
# It is the network alone: Gradscape had no data to train it on.`;
  const notes = notesOf(document).map(({ text }) => `#\n${comment(text)}\n`);
  return `# A network of Gradscape as PyTorch code. It needs PyTorch 1.13 or later and nothing else.
#
${comment(document.name)}
#${usage}
${notes.join('')}`;
}

function importsFor({ code, isInstance }: NetworkCode, data: DataCode | null): string {
  const plain = data ? ['argparse', 'json', 'math', 'struct', ...data.imports] : [];
  const named = [
    ...(code.includes('OrderedDict(') && isInstance ? ['from collections import OrderedDict'] : []),
    ...(data ? ['from pathlib import Path'] : []),
  ];
  return `${[...plain.toSorted().map((name) => `import ${name}`), ...named].join('\n')}\n\nimport torch\nfrom torch import nn`;
}

function leftOut({ leftOut: { bypassed, unused } }: WrittenNetwork): string {
  const line = (words: string, names: readonly string[]) => (names.length === 0 ? '' : `${comment(`${words}: ${names.join(', ')}`)}\n`);
  return line('Left out, for they are bypassed', bypassed) + line('Left out, for they lead to no loss', unused);
}

async function trainingSections(
  network: WrittenNetwork & { readonly data: NonNullable<WrittenNetwork['data']> },
  written: NetworkCode,
): Promise<{ sections: readonly string[]; data: DataCode }> {
  const data = await dataCode(network);
  return {
    data,
    sections: [trainingCode(network, written), data.code, weightsCode(network, written.called), randomCode(network, written.called)],
  };
}
