/** @file `gradscape check`: the findings of the compiler and, if asked for, whether the gradients are true. */
import { mutedCodes } from '../document/muted.ts';
import { type Command, readArguments } from './command.ts';
import { gradientFacts, printGradients } from './gradient-report.ts';
import { compileInput, measureInput, openInput, withData } from './open-input.ts';
import { printFindings } from './print-findings.ts';
import { printJson } from './report.ts';
import { startSession } from './start-session.ts';

export const check: Command = {
  usage: 'check FILE [--network NAME] [--gradients] [--data SPEC] [--target COL] [--json]',
  about: `Says what is wrong with a network, and warns where theory and one batch of its data foresee a lost or a swelling gradient. Exit 0
      if it can be trained, 1 if it has errors, 2 if it cannot be read; warnings do not change it. With --gradients it also
      compares the gradients that training would use with central differences of the loss, layer by layer, on rows of the data; exit 1
      if one is wrong or not finite.`,
  async run(argv) {
    const options = { network: 'text', gradients: 'flag', data: 'text', target: 'text', json: 'flag' } as const;
    const { file, values } = readArguments('check', argv, options);
    const { gradients: wanted = false, json } = values;
    const client = startSession();
    try {
      const input = await openInput(client, file, values);
      const { document, folder } = withData(input, values.data, values.target);
      const compiled = await measureInput(client, await compileInput(client, document, folder, wanted || values.data !== undefined));
      const findings = [...input.findings, ...compiled.findings];
      const errors = findings.filter(({ severity }) => severity === 'error').length;
      const checked = wanted && errors === 0 ? await client.checkGradients() : null;
      if (json) {
        const gradients = checked && gradientFacts(checked.check, checked.step);
        process.stdout.write(printJson({ file, errors, findings, ...(wanted ? { gradients } : {}) }));
      } else {
        process.stdout.write(printFindings(findings, mutedCodes(document)) + (errors === 0 ? `${document.name}: no errors.\n` : ''));
        if (checked) process.stdout.write(`\n${printGradients(document.name, checked.check, checked.step)}`);
      }
      return errors === 0 && checked?.check.passed !== false ? 0 : 1;
    } finally {
      client.close();
    }
  },
};
