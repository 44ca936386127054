/** @file A Python to judge by, where the machine has one. */
import { spawnSync } from 'node:child_process';

/** The first Python that can import these modules, or null. Debian keeps its packages with /usr/bin/python3. */
export function pythonWith(...modules: string[]): string | null {
  const imports = `import ${modules.join(', ')}`;
  return ['/usr/bin/python3', 'python3'].find((python) => spawnSync(python, ['-c', imports]).status === 0) ?? null;
}

/** What a script prints, as JSON. */
export function runPython(python: string, script: string, ...args: string[]): unknown {
  const { status, stdout, stderr } = spawnSync(python, ['-c', script, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
