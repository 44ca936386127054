/** @file `gradscape diagnose`: the rules over the recorded log of a run, ours or PyTorch's. */
import { basename } from 'node:path';
import { mutedCodes } from '../document/muted.ts';
import { type Command, readArguments, SICK } from './command.ts';
import { judgeLog, type Judged } from './judge-log.ts';
import { hasError, printFindings } from './print-findings.ts';
import { printJson } from './report.ts';

export const diagnose: Command = {
  usage: 'diagnose LOG.jsonl [--json]',
  about: `Judges a recorded run by the rules that a live one is judged by: a log of train --telemetry, or one that gradscape_log.py writes in
      PyTorch. Exit 0 if no error stands at its end, 3 if one does that the network does not mute, 2 if the log cannot be read.`,
  async run(argv) {
    const { file, values } = readArguments('diagnose', argv, { json: 'flag' });
    const judged = await judgeLog(file);
    const { findings, document, cutAt, ...facts } = judged;
    const muted = document ? mutedCodes(document) : [];
    const name = document?.name ?? basename(file);
    if (cutAt !== null) process.stderr.write(`gradscape: ${file} breaks off in line ${cutAt}; the verdict is of what is before it.\n`);
    process.stdout.write(
      values.json
        ? printJson({ file, name, ...facts, cut_at_line: cutAt, findings, muted })
        : print(name, judged) + (printFindings(findings, muted) || 'no findings\n'),
    );
    return hasError(findings, muted) ? SICK : 0;
  },
};

function print(name: string, { step, planned_steps, recorded, skill }: Judged): string {
  const length = step < planned_steps ? `step ${step} of ${planned_steps}` : `${step} step${step === 1 ? '' : 's'}`;
  const kept = recorded < step ? `, ${recorded} of them recorded` : '';
  return `${name}: ${length}${kept}${Number.isFinite(skill) ? `, skill ${skill.toFixed(3)}` : ''}\n`;
}
