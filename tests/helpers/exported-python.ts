/** @file Runs files of Python that were exported, many in one interpreter. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runPython } from './python.ts';

export interface Script {
  readonly code: Uint8Array;
  readonly arguments: readonly string[];
  /** Computed in double precision. */
  readonly double?: boolean;
  /** Files beside it, by name. */
  readonly beside?: Readonly<Record<string, Uint8Array>>;
}

/** Imports each as a module and runs its main; of one that fails, its output is the error. */
const RUN = `
import contextlib, importlib.util, io, json, os, sys, traceback
import torch
torch.set_num_threads(1)
outputs = []

def doubled(module):
    load_data = module.load_data
    module.load_data = lambda: tuple(part.double() if part.is_floating_point() else part for part in load_data())
    if hasattr(module, "network"):
        module.network.double()
    else:
        made = module.Network
        module.Network = lambda: made().double()

for folder, arguments, double in json.load(open(sys.argv[1])):
    os.chdir(folder)
    told = io.StringIO()
    try:
        with contextlib.redirect_stdout(told):
            spec = importlib.util.spec_from_file_location("net", folder + "/net.py")
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            assert told.getvalue() == "", "importing it must do nothing but define"
            if double:
                doubled(module)
            module.main(arguments)
        outputs.append(told.getvalue())
    except Exception:
        outputs.append(traceback.format_exc())
print(json.dumps(outputs))
`;

/** What each script prints. */
export function runExported(python: string, scripts: readonly Script[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gradscape-python-'));
  try {
    const jobs = scripts.map(({ code, arguments: given, double = false, beside = {} }) => {
      const own = mkdtempSync(join(folder, 'net-'));
      writeFileSync(join(own, 'net.py'), code);
      for (const [name, bytes] of Object.entries(beside)) writeFileSync(join(own, name), bytes);
      return [own, given, double];
    });
    writeFileSync(join(folder, 'jobs.json'), JSON.stringify(jobs));
    return runPython(python, RUN, join(folder, 'jobs.json')) as string[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The losses of `--steps`. */
export function lossesIn(output: string): number[] {
  const losses = [...output.matchAll(/^step \d+ loss (\S+)$/gm)].map(([, loss]) => Number(loss));
  if (losses.length === 0) throw new Error(output);
  return losses;
}

/** What the same script loses in single and in double precision. */
export interface Curve {
  readonly losses: readonly number[];
  readonly exact: readonly number[];
}

export function curvesOf(python: string, scripts: readonly Script[]): Curve[] {
  const outputs = runExported(python, [...scripts, ...scripts.map((script) => ({ ...script, double: true }))]).map(lossesIn);
  return scripts.map((_, index) => ({ losses: outputs[index]!, exact: outputs[scripts.length + index]! }));
}

const TOLERANCE = 1e-4;
/** A loss that falls below this part of the first is a difference of numbers that are far larger. */
const SMALL = 0.01;

export interface Comparison {
  /** The largest difference from PyTorch, relative to the size of the loss there. */
  readonly apart: number;
  /** Steps that were compared. */
  readonly steps: number;
}

/**
 * Our losses beside PyTorch's, for as long as single precision determines them: where PyTorch's own two precisions come to differ, as in a
 * run that explodes, no digits are to be agreed on from there on.
 */
export function compared(ours: readonly number[], { losses, exact }: Curve): Comparison {
  const scale = losses.map((loss) => Math.max(loss, SMALL * losses[0]!));
  const end = ours.findIndex(
    (loss, step) => !Number.isFinite(loss) || !(Math.abs(losses[step]! - exact[step]!) <= TOLERANCE * scale[step]!),
  );
  const shared = ours.slice(0, end < 0 ? undefined : end);
  return {
    apart: shared.reduce((most, loss, step) => Math.max(most, Math.abs(loss - losses[step]!) / scale[step]!), 0),
    steps: shared.length,
  };
}
