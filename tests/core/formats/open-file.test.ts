import { expect, test } from 'vitest';
import { emptyDocument } from '../../../core/document/document.ts';
import { printDocument } from '../../../core/document/print-document.ts';
import { InputError } from '../../../core/findings/input-error.ts';
import { openFile } from '../../../core/formats/open-file.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const bytes = (...values: number[]) => Uint8Array.from(values);
const document = ascii(printDocument(emptyDocument('n')));

const refusal = (name: string, content: Uint8Array) =>
  openFile(name, content).then(
    () => 'accepted',
    (error: InputError) => (error instanceof InputError ? error.code : String(error)),
  );

test('opens a document whatever its name', async () => {
  expect(await openFile('x.safetensors', document)).toEqual({
    origin: 'document',
    document: emptyDocument('n'),
    weights: null,
    findings: [],
  });
});

test.each([
  ['notes.txt', ascii('hello'), 'file_foreign'],
  ['cut.safetensors', bytes(1, 2, 3), 'safetensors_short'],
  ['net.gradscape.json', bytes(0xff, 0xfe, 0x7b, 0x00), 'text_encoding'],
  ['net.pt', ascii('PK\u0003\u0004'), 'file_foreign'],
  ['empty.safetensors', new Uint8Array(), 'file_foreign'],
])('refuses %s', async (name, content, code) => expect(await refusal(name, content)).toBe(code));

test('says what a foreign file is and what to do', async () => {
  await expect(openFile('net.pt', ascii('PK\u0003\u0004'))).rejects.toThrow(
    'net.pt is a zip archive, as PyTorch (.pt, .pth) and NumPy (.npz) write, which Gradscape cannot open. ' +
      'In PyTorch, save the weights with safetensors.torch.save_file(model.state_dict(), "model.safetensors").',
  );
});
