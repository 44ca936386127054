import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** One thing the build makes. Paths are relative to the project; an input may be a folder. */
export interface Step {
  readonly name: string;
  readonly inputs: readonly string[];
  /** Files without which the step runs again, whatever its inputs are. */
  readonly outputs: readonly string[];
  readonly run: () => Promise<void>;
}

/** Inputs of every step: what the tools are. */
const TOOLS = ['package-lock.json', 'tsconfig.json'];

function filesUnder(path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
    entry.name === 'generated' ? [] : filesUnder(`${path}/${entry.name}`),
  );
}

function hashOf(inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap(filesUnder).sort())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

/** Runs the step unless its outputs are there and its inputs are, byte for byte, those of the last run. */
export async function whenChanged(step: Step): Promise<void> {
  const stamp = join(root, 'dist/.stamps', step.name);
  const hash = hashOf([...TOOLS, ...step.inputs]);
  const built = step.outputs.every((path) => existsSync(join(root, path)));
  if (built && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  console.log(`Building ${step.name} ...`);
  rmSync(stamp, { force: true }); // a build that fails half-way is not taken for one that ended
  await step.run();
  mkdirSync(join(root, 'dist/.stamps'), { recursive: true });
  writeFileSync(stamp, hash);
}
