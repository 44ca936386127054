import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Data } from 'resedit';
import { expect, test } from 'vitest';
import { icns, ico, type Picture } from '../../build/icons.ts';
import { root } from '../../build/root.ts';

const folder = join(root, 'build/icons');
/** Width and height, from where a PNG says them. */
const sizeOf = (png: Buffer): readonly number[] => {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
};

/** Entries of an icon of macOS: their names and contents. */
function entriesOf(file: Buffer): [name: string, content: Buffer][] {
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.byteLength);
  const entries: [string, Buffer][] = [];
  for (let at = 8; at < file.byteLength; at += file.readUInt32BE(at + 4))
    entries.push([file.toString('latin1', at, at + 4), file.subarray(at + 8, at + file.readUInt32BE(at + 4))]);
  return entries;
}

test('a picture is of the size that its name says', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.png'));
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) {
    const size = Number(name.split('x')[0]);
    expect(sizeOf(readFileSync(join(folder, name))), name).toEqual([size, size]);
  }
});

test('the icon of macOS has every size, for screens of both densities', () => {
  const sizes = entriesOf(readFileSync(join(folder, 'icon.icns'))).map(([name, png]) => [name, sizeOf(png)[0]]);
  expect(Object.fromEntries(sizes)).toEqual({ ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 });
});

test('the icon of Windows is of bitmaps, and of one PNG that is large enough for an installer', () => {
  const { icons } = Data.IconFile.from(readFileSync(join(folder, 'icon.ico')));
  expect(icons.map(({ width, height, data }) => [width || 256, height || 256, data.isIcon()])).toEqual([
    [16, 16, true],
    [24, 24, true],
    [32, 32, true],
    [48, 48, true],
    [64, 64, true],
    [256, 256, false],
  ]);
});

test('a bitmap has its rows from the bottom up, and its colours from blue to red', () => {
  // red over blue
  const picture: Picture = {
    size: 2,
    png: new Uint8Array(),
    pixels: Uint8Array.from([255, 0, 0, 255, 255, 0, 0, 255, 0, 0, 255, 128, 0, 0, 255, 128]),
  };
  const image = ico([picture]).subarray(22);
  expect([image.readInt32LE(4), image.readInt32LE(8)]).toEqual([2, 4]);
  expect([...image.subarray(40, 56)]).toEqual([255, 0, 0, 128, 255, 0, 0, 128, 0, 0, 255, 255, 0, 0, 255, 255]);
});

test('an icon of macOS is made of its pictures as they are', () => {
  const pictures = [32, 64, 128, 256, 512, 1024].map((size) => ({ size, png: Uint8Array.of(size / 32), pixels: new Uint8Array() }));
  expect(entriesOf(icns(pictures)).map(([name, content]) => [name, content[0]! * 32])).toContainEqual(['ic10', 1024]);
});
