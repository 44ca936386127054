/**
 * @file Draws the app's icons from renderer/icon.svg, as each system wants them, into build/icons: run it when the drawing changes, and
 * commit what it makes. The packages take them as they are, for what would convert them is fetched from the network.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { ensureChromium } from './chromium.ts';
import { root } from './root.ts';

export interface Picture {
  readonly size: number;
  readonly png: Uint8Array;
  /** Red, green, blue and opacity of each pixel, row by row from the top. */
  readonly pixels: Uint8Array;
}

const LINUX = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS = [16, 24, 32, 48, 64, 256];
/** Apple's name of an entry, by the pixels that it holds: a screen of double density takes the entry of twice the size. */
const APPLE: Readonly<Record<string, number>> = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };
/** Apple's drawings leave a tenth of their width free on every side, and the Dock expects it. */
const APPLE_MARGIN = 0.1;

/** An icon of macOS: each entry is a PNG, all numbers are big-endian. */
export function icns(pictures: readonly Picture[]): Buffer {
  const entries = Object.entries(APPLE).map(([name, size]) => {
    const { png } = pictures.find((picture) => picture.size === size)!;
    const head = Buffer.from(`${name}....`, 'latin1');
    head.writeUInt32BE(8 + png.byteLength, 4);
    return Buffer.concat([head, png]);
  });
  const head = Buffer.from('icns....', 'latin1');
  head.writeUInt32BE(8 + entries.reduce((sum, entry) => sum + entry.byteLength, 0), 4);
  return Buffer.concat([head, ...entries]);
}

/** A bitmap as icons have it: twice as high as it is, for a mask of one bit would follow, and from the bottom row up. */
function bitmap({ size, pixels }: Picture): Buffer {
  const maskRow = Math.ceil(size / 32) * 4;
  const data = Buffer.alloc(40 + size * size * 4 + maskRow * size);
  data.writeUInt32LE(40, 0);
  data.writeInt32LE(size, 4);
  data.writeInt32LE(size * 2, 8);
  data.writeUInt16LE(1, 12);
  data.writeUInt16LE(32, 14);
  data.writeUInt32LE(size * size * 4 + maskRow * size, 20);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const from = ((size - 1 - y) * size + x) * 4;
      data.set([pixels[from + 2]!, pixels[from + 1]!, pixels[from]!, pixels[from + 3]!], 40 + (y * size + x) * 4);
    }
  return data;
}

/** An icon of Windows: bitmaps, for installers read no PNG below 256 pixels, and a PNG of 256. */
export function ico(pictures: readonly Picture[]): Buffer {
  const images = pictures.map((picture) => (picture.size < 256 ? bitmap(picture) : Buffer.from(picture.png)));
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.byteLength;
  images.forEach((image, i) => {
    const { size } = pictures[i]!;
    const at = 6 + 16 * i;
    head.writeUInt8(size % 256, at); // 0 stands for 256
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(image.byteLength, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += image.byteLength;
  });
  return Buffer.concat([head, ...images]);
}

/** Runs in the page, where the types of its globals are not known here. */
const DRAWING = `async ({ address, sizes, margin }) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  return Promise.all(
    sizes.map(async (size) => {
      const canvas = new OffscreenCanvas(size, size);
      const pen = canvas.getContext('2d');
      pen.drawImage(image, size * margin, size * margin, size * (1 - 2 * margin), size * (1 - 2 * margin));
      const { data } = pen.getImageData(0, 0, size, size);
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      return { size, png: [...(await blob.bytes())], pixels: [...data] };
    }),
  );
}`;

async function draw(svg: string, sizes: readonly number[], margin: number): Promise<Picture[]> {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const what = JSON.stringify({ address: `data:image/svg+xml,${encodeURIComponent(svg)}`, sizes, margin });
    const drawn = await page.evaluate<{ size: number; png: number[]; pixels: number[] }[]>(`(${DRAWING})(${what})`);
    return drawn.map(({ size, png, pixels }) => ({ size, png: Uint8Array.from(png), pixels: Uint8Array.from(pixels) }));
  } finally {
    await browser.close();
  }
}

if (process.argv[1] === import.meta.filename) {
  const folder = join(root, 'build/icons');
  mkdirSync(folder, { recursive: true });
  const svg = readFileSync(join(root, 'renderer/icon.svg'), 'utf8');
  // Without a size of its own the drawing is that of the largest picture, not of a page.
  const sized = svg.replace('<svg ', '<svg width="1024" height="1024" ');
  const full = await draw(sized, LINUX, 0);
  for (const { size, png } of full) writeFileSync(join(folder, `${size}x${size}.png`), png);
  writeFileSync(join(folder, 'icon.ico'), ico(full.filter(({ size }) => WINDOWS.includes(size))));
  writeFileSync(join(folder, 'icon.icns'), icns(await draw(sized, [...new Set(Object.values(APPLE))], APPLE_MARGIN)));
}
