/**
 * @file The files of a network: a model file with its weights, the document alone, what other programs write it as, a picture of it, or the
 * recording of its run.
 */
import type { ExportFormat } from '../../core/session/protocol.ts';
import { m } from '../language/generated/messages.js';
import type { FileKind } from '../host/host.ts';

export type NetworkFile = 'model' | 'document';
/** A picture of the network: it cannot be opened again. */
export type PictureFile = 'svg' | 'png';
/** What a run has said, as text. */
export type RecordingFile = 'jsonl' | 'csv';

type Kind = NetworkFile | ExportFormat | PictureFile | RecordingFile;

export function fileKind(kind: Kind | 'any'): FileKind {
  switch (kind) {
    case 'model':
      return { title: m.file_model(), endings: ['.safetensors'] };
    case 'document':
      return { title: m.file_document(), endings: ['.gradscape.json'] };
    case 'pytorch':
      return { title: m.file_pytorch(), endings: ['.py'] };
    case 'onnx':
      return { title: m.file_onnx(), endings: ['.onnx'] };
    case 'svg':
      return { title: m.file_svg(), endings: ['.svg'] };
    case 'png':
      return { title: m.file_png(), endings: ['.png'] };
    case 'jsonl':
      return { title: m.file_jsonl(), endings: ['.jsonl'] };
    case 'csv':
      return { title: m.file_csv(), endings: ['.csv'] };
    case 'any':
      return { title: m.file_network(), endings: ['.safetensors', '.gradscape.json', '.py', '.onnx'] };
    default:
      return kind satisfies never;
  }
}

export function kindOfName(name: string): NetworkFile {
  return name.toLowerCase().endsWith('.json') ? 'document' : 'model';
}

/** A file name that every file system takes. */
export function fileNameFor(title: string, kind: Kind): string {
  const stem = title.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-').trim() || 'network';
  return stem + fileKind(kind).endings[0]!;
}
