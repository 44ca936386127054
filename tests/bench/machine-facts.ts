/** @file The machine that the numbers are of. */
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

const VECTORS = ['fma', 'avx', 'avx2', 'avx512f', 'neon', 'asimd'];

export interface MachineFacts {
  readonly cpu: string;
  readonly threads: number;
  /** What of its vector instructions the system tells; empty where it does not. */
  readonly vectors: readonly string[];
  readonly node: string;
  readonly v8: string;
  /** Flags that Node was started with. */
  readonly flags: readonly string[];
  readonly system: string;
}

export function machineFacts(): MachineFacts {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    threads: availableParallelism(),
    vectors: vectors(),
    node: process.versions.node,
    v8: process.versions.v8,
    flags: process.execArgv,
    system: `${process.platform} ${process.arch}`,
  };
}

function vectors(): string[] {
  if (process.platform !== 'linux') return [];
  const [, flags = ''] = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8')) ?? [];
  return VECTORS.filter((name) => flags.split(' ').includes(name));
}
