import { parseDocument } from '../document/parse-document.ts';
import { InputError } from '../findings/input-error.ts';
import { readModelFile } from './model-file.ts';
import type { Choice, Opened, Wish } from './opened.ts';
import { FOREIGN, isForeign, sniff } from './sniff.ts';

/**
 * Opens whatever Gradscape opens, told apart by content: a model file, an ONNX file or a document.
 * @throws InputError one sentence that says what the file is, or what is wrong in it and where
 */
export async function openFile(name: string, bytes: Uint8Array, wish: Wish = {}): Promise<Opened | Choice> {
  const kind = sniff(bytes);
  if (isForeign(kind)) throw foreign(name, kind);
  switch (kind) {
    case 'safetensors':
      return openModel(name, bytes);
    case 'onnx':
      return openOnnx(name, bytes, wish);
    case 'json':
      return openDocument(name, bytes);
    case 'unknown':
      // its name says what it was meant to be, so say what is wrong with it as such
      if (name.toLowerCase().endsWith('.safetensors')) return openModel(name, bytes);
      if (name.toLowerCase().endsWith('.onnx')) return openOnnx(name, bytes, wish);
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

async function openModel(name: string, bytes: Uint8Array): Promise<Opened> {
  return { origin: 'model', ...(await readModelFile(name, bytes)), findings: [] };
}

function openDocument(name: string, bytes: Uint8Array): Opened {
  return { origin: 'document', document: parseDocument(name, bytes), weights: null, findings: [] };
}

async function openOnnx(name: string, bytes: Uint8Array, wish: Wish): Promise<Opened> {
  const { readOnnx } = await import('./onnx/read-onnx.ts');
  return readOnnx(name, bytes, wish);
}
