import { ownText } from '../document/own-text.ts';
import { documentText, parseDocument } from '../document/parse-document.ts';
import { InputError } from '../findings/input-error.ts';
import { finding } from '../findings/messages.ts';
import { DRAWING, modelIn, unusedIn } from './model-file.ts';
import type { Choice, Opened, Wish } from './opened.ts';
import { readSafetensors, type Safetensors } from './safetensors.ts';
import { FOREIGN, isForeign, LARGEST, sniff } from './sniff.ts';
import { listed } from './state-dict/listed.ts';

/**
 * Opens whatever Gradscape opens, told apart by content: a model file, plain tensors, an ONNX file, PyTorch code or a document.
 * @throws InputError one sentence that says what the file is, or what is wrong in it and where
 */
export async function openFile(name: string, bytes: Uint8Array, wish: Wish = {}): Promise<Opened | Choice> {
  const kind = sniff(bytes);
  if (isForeign(kind)) throw foreign(name, kind);
  switch (kind) {
    case 'safetensors':
      return openTensors(name, bytes, wish);
    case 'onnx':
      return openOnnx(name, bytes, wish);
    case 'json':
      return openDocument(name, bytes);
    case 'python':
      return openPython(name, bytes, wish);
    case 'unknown':
      // its name says what it was meant to be, so say what is wrong with it as such
      if (name.toLowerCase().endsWith('.safetensors')) return openTensors(name, bytes, wish);
      if (name.toLowerCase().endsWith('.onnx')) return openOnnx(name, bytes, wish);
      if (name.toLowerCase().endsWith('.py')) return openPython(name, bytes, wish);
      if (name.toLowerCase().endsWith('.json')) return openDocument(name, bytes);
      throw new InputError('file_foreign', { file: name, what: 'clause:is_unknown', hint: 'clause:hint_choose' });
    default:
      return kind satisfies never;
  }
}

/** What a file is that cannot be opened, and what to do about it. */
export function foreign(file: string, kind: keyof typeof FOREIGN): InputError {
  return new InputError('file_foreign', { file, ...FOREIGN[kind] });
}

async function openTensors(name: string, bytes: Uint8Array, { beside }: Wish): Promise<Opened> {
  const container = readSafetensors(name, bytes);
  if (!container.metadata.has(DRAWING)) return openState(name, container, beside);
  const model = await modelIn(name, container);
  const unused = unusedIn(model);
  const findings = unused.length > 0 ? [finding('tensors_unused', {}, { file: name, names: listed(unused) })] : [];
  return { origin: 'model', ...model, findings };
}

async function openState(name: string, container: Safetensors, beside: Wish['beside']): Promise<Opened> {
  const { openStateDict } = await import('./state-dict/open-state-dict.ts');
  return openStateDict(name, container, beside);
}

function openDocument(name: string, bytes: Uint8Array): Opened {
  const text = documentText(name, bytes);
  const document = parseDocument(name, text);
  return { origin: 'document', document, weights: null, text: ownText(text, document), findings: [] };
}

async function openOnnx(name: string, bytes: Uint8Array, wish: Wish): Promise<Opened> {
  const { readOnnx } = await import('./onnx/read-onnx.ts');
  return readOnnx(name, bytes, wish);
}

async function openPython(name: string, bytes: Uint8Array, { network }: Wish): Promise<Opened | Choice> {
  const { readPython } = await import('./pytorch/read-python.ts');
  return readPython(name, textOf(name, bytes), network);
}

function textOf(file: string, bytes: Uint8Array): string {
  if (bytes.length > LARGEST.python) throw new InputError('file_too_large', { file, got: bytes.length, expected: LARGEST.python });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError('text_encoding', { file });
  }
}
