/** @file The files that hold a network: a model file with its weights, or the document alone. */
import { m } from '../language/generated/messages.js';
import type { FileKind } from '../host/host.ts';

export type NetworkFile = 'model' | 'document';

export function fileKind(kind: NetworkFile | 'any'): FileKind {
  switch (kind) {
    case 'model':
      return { title: m.file_model(), endings: ['.safetensors'] };
    case 'document':
      return { title: m.file_document(), endings: ['.gradscape.json'] };
    case 'any':
      return { title: m.file_network(), endings: ['.safetensors', '.gradscape.json'] };
    default:
      return kind satisfies never;
  }
}

export function kindOfName(name: string): NetworkFile {
  return name.toLowerCase().endsWith('.json') ? 'document' : 'model';
}

/** A file name that every file system takes. */
export function fileNameFor(title: string, kind: NetworkFile): string {
  const stem = title.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-').trim() || 'network';
  return stem + fileKind(kind).endings[0]!;
}
