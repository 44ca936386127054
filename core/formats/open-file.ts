import type { Document } from '../document/document.ts';
import { parseDocument } from '../document/parse-document.ts';
import { InputError } from '../findings/input-error.ts';
import { readModelFile, type Weights } from './model-file.ts';
import { FOREIGN, sniff } from './sniff.ts';

export interface Opened {
  readonly document: Document;
  /** Null for a document that was saved without weights. */
  readonly weights: Weights | null;
}

/**
 * Opens whatever Gradscape opens: a model file or a document, told apart by content.
 * @throws InputError one sentence that says what the file is, or what is wrong in it and where
 */
export async function openFile(name: string, bytes: Uint8Array): Promise<Opened> {
  const kind = sniff(bytes);
  switch (kind) {
    case 'safetensors':
      return readModelFile(name, bytes);
    case 'json':
      return { document: parseDocument(name, bytes), weights: null };
    case 'unknown':
      // its name says what it was meant to be, so say what is wrong with it as such
      if (name.toLowerCase().endsWith('.safetensors')) return readModelFile(name, bytes);
      if (name.toLowerCase().endsWith('.json')) return { document: parseDocument(name, bytes), weights: null };
      throw new InputError('file_foreign', {
        file: name,
        what: 'clause:is_unknown',
        hint: 'clause:hint_choose',
      });
    default:
      throw new InputError('file_foreign', { file: name, ...FOREIGN[kind] });
  }
}
