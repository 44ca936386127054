/**
 * @file Writes tests/fixtures/exported-python.json: the losses of the exported files of the examples as PyTorch computes them, in single
 * and in double precision. Needs a Python that has torch (1.13 or 2.x): node tests/agreement/exported-python-fixtures.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, FILES, STEPS } from '../helpers/exported-examples.ts';
import { curvesOf } from '../helpers/exported-python.ts';
import { exportedPython } from '../helpers/exported.ts';
import { pythonWith } from '../helpers/python.ts';

const python = pythonWith('torch');
if (python === null) throw new Error('No Python that has torch was found.');

const beside = Object.fromEntries(FILES.map(({ name, bytes }) => [name, bytes]));
const codes = await Promise.all(EXAMPLES.map(([, document]) => exportedPython(document, { files: FILES })));
const curves = curvesOf(
  python,
  codes.map(({ code }) => ({ code, arguments: ['--steps', String(STEPS)], beside })),
);
const byName = Object.fromEntries(EXAMPLES.map(([name], index) => [name, curves[index]!]));
writeFileSync(join(import.meta.dirname, '../fixtures/exported-python.json'), `${JSON.stringify(byName)}\n`);
