/** @file `gradscape convert`: a network in a file of one kind, as a file of another. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { NewFile } from '../disk/new-file.ts';
import { printDocument } from '../document/print-document.ts';
import type { Finding } from '../findings/finding.ts';
import { InputError } from '../findings/input-error.ts';
import type { Client } from '../session/client.ts';
import type { ExportFormat } from '../session/protocol.ts';
import { type Command, readFiles } from './command.ts';
import { compileInput, movedTo, openInput, type Input } from './open-input.ts';
import { printFindings } from './print-findings.ts';
import { printJson } from './report.ts';
import { startSession } from './start-session.ts';

type Kind = 'model' | 'document' | ExportFormat;

const ENDINGS: readonly (readonly [ending: RegExp, kind: Kind])[] = [
  [/\.safetensors$/i, 'model'],
  [/\.json$/i, 'document'],
  [/\.py$/i, 'pytorch'],
  [/\.onnx$/i, 'onnx'],
];

const HOLDS_WEIGHTS: Readonly<Record<Kind, boolean>> = { model: true, document: false, pytorch: false, onnx: true };

export const convert: Command = {
  usage: 'convert FROM TO [--network NAME] [--weights MODEL] [--json]',
  about: `Writes the network in one file as another, whose ending says what it is to be: a model file (.safetensors), a document
      (.gradscape.json), PyTorch code (.py) or an ONNX file (.onnx). Weights go along where both have them; where only TO has, they are drawn as
      training would begin with them; --weights takes those of MODEL, whose names and shapes must be the network's. What TO cannot say, or
      FROM leaves open, is told on standard error. Of PyTorch code with several networks --network names the one that is wanted. Exit 0 if TO
      was written, 1 if the network has errors that TO cannot have, 2 for bad input; then TO is as it was.`,
  async run(argv) {
    const { files, values } = readFiles('convert', argv, ['FROM', 'TO'], { network: 'text', weights: 'text', json: 'flag' });
    const [from, to] = files as [string, string];
    const kind = kindOf(to);
    if (isSame(from, to))
      throw new InputError('argument_invalid', {
        argument: 'TO',
        got: `"${to}"`,
        expected: 'another file than FROM, which stays as it is',
      });
    const client = startSession();
    let file: NewFile | null = null;
    try {
      file = await NewFile.begin(to);
      const input = await openInput(client, from, values);
      const written = await writtenAs(kind, client, input, from, to);
      process.stderr.write(printFindings(written.findings));
      if (!written.content) return 1;
      await file.write(written.content);
      await file.finish();
      const weights = !HOLDS_WEIGHTS[kind] ? null : input.weights ? 'of FROM' : 'drawn';
      process.stdout.write(
        values.json
          ? printJson({ from, to, network: input.document.name, weights, findings: written.findings })
          : print(input, to, weights),
      );
      return 0;
    } finally {
      await file?.discard();
      client.close();
    }
  },
};

/** @throws InputError argument_invalid */
function kindOf(to: string): Kind {
  const found = ENDINGS.find(([ending]) => ending.test(to));
  if (!found)
    throw new InputError('argument_invalid', {
      argument: 'TO',
      got: `"${to}"`,
      expected: 'a .safetensors, .gradscape.json, .py or .onnx file',
    });
  return found[1];
}

/** What would be written over is what is read. */
function isSame(from: string, to: string): boolean {
  return resolve(from) === resolve(to) || (existsSync(from) && existsSync(to) && realpathSync(from) === realpathSync(to));
}

interface Written {
  /** Null if the network has errors that such a file cannot have. */
  readonly content: string | Uint8Array | null;
  readonly findings: readonly Finding[];
}

/** @throws Refused with what the format has no way to say */
async function writtenAs(kind: Kind, client: Client, input: Input, from: string, to: string): Promise<Written> {
  const folder = dirname(resolve(to));
  const moved = movedTo(folder, input);
  const { document } = moved;
  if (kind === 'document') return { content: printDocument(document), findings: input.findings };
  const compiled = await compileInput(client, document, moved.folder, false);
  if (!compiled.forecast) return { content: null, findings: [...input.findings, ...compiled.findings] };
  if (kind === 'model') return { content: (await client.save(document)).bytes, findings: input.findings };
  const modelFile = input.origin === 'model' ? relative(folder, resolve(from)).replaceAll(sep, '/') : null;
  const { bytes, findings } = await client.export(document, kind, modelFile);
  return { content: bytes, findings: [...input.findings, ...findings] };
}

function print({ document, weights: had }: Input, to: string, weights: string | null): string {
  const about =
    weights === null ? (had ? 'without its weights' : '') : weights === 'drawn' ? 'with weights drawn anew' : 'with its weights';
  return `${document.name} written to ${to}${about && `, ${about}`}\n`;
}
