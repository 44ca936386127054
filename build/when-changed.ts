import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** One thing the build makes. Paths are relative to the project's folder; an input may be a folder. */
export interface Step {
  readonly name: string;
  readonly inputs: readonly string[];
  /** Files without which the step runs again, whatever its inputs are. */
  readonly outputs: readonly string[];
  readonly run: () => Promise<void>;
}

/** Inputs of every step: what the tools are. */
const TOOLS = ['package-lock.json', 'tsconfig.json'];

function filesUnder(folder: string, path: string): string[] {
  if (!existsSync(join(folder, path))) return [];
  if (!statSync(join(folder, path)).isDirectory()) return [path];
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) =>
    entry.name === 'generated' ? [] : filesUnder(folder, `${path}/${entry.name}`),
  );
}

/** Of names and contents, each with its length, so that no two sets of files look alike. */
function hashOf(folder: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap((input) => filesUnder(folder, input)).sort()) {
    const content = readFileSync(join(folder, path));
    hash.update(`${path}\0${content.byteLength}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Runs the step unless its outputs are there and its inputs are, byte for byte, those of the last run. */
export async function whenChanged(step: Step, folder = root): Promise<void> {
  const stamp = join(folder, 'dist/.stamps', step.name);
  const hash = hashOf(folder, [...TOOLS, ...step.inputs]);
  const built = step.outputs.every((path) => existsSync(join(folder, path)));
  if (built && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  console.log(`Building ${step.name} ...`);
  rmSync(stamp, { force: true }); // a build that fails half-way is not taken for one that ended
  await step.run();
  mkdirSync(join(folder, 'dist/.stamps'), { recursive: true });
  writeFileSync(stamp, hash);
}
