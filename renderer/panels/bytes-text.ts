/** @file Amounts of memory in powers of 1000, three digits: 8.1 MB, 640 kB. */
import { format } from 'd3-format';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Whole megabytes, for what grows: "120 MB". */
export function megabytesText(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${format(power === 0 ? 'd' : '.3~r')(bytes / 1000 ** power)} ${UNITS[power]}`;
}
