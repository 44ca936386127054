/** @file `gradscape check`: the findings of the compiler. */
import { type Command, readArguments } from './command.ts';
import { compileInput, openInput } from './open-input.ts';
import { printFindings, printJson } from './report.ts';
import { startSession } from './start-session.ts';

export const check: Command = {
  usage: 'check FILE [--json]',
  about: 'Says what is wrong with a network. Exit 0 if it can be trained, 1 if it has errors, 2 if it cannot be read.',
  async run(argv) {
    const { file, values } = readArguments('check', argv, { json: 'flag' });
    const client = startSession();
    try {
      const input = await openInput(client, file);
      const compiled = await compileInput(client, input.document, input.folder, false);
      const findings = [...input.findings, ...compiled.findings];
      const errors = findings.filter(({ severity }) => severity === 'error').length;
      if (values.json) process.stdout.write(printJson({ file, errors, findings }));
      else process.stdout.write(printFindings(findings) + (errors === 0 ? `${input.document.name}: no errors.\n` : ''));
      return errors === 0 ? 0 : 1;
    } finally {
      client.close();
    }
  },
};
