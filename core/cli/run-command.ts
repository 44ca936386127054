/** @file What the command `gradscape` does: the same core as the window, without the window. Exit 0 done, 1 the network has errors, 2 bad
 * input, 3 a run was trained or read and is sick, 70 a mistake of ours, 128 and its number after a signal. */
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../findings/input-error.ts';
import { Refused } from '../session/client.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { convert } from './convert.ts';
import { diagnose } from './diagnose.ts';
import { info } from './info.ts';
import { predict } from './predict.ts';
import { train } from './train.ts';

const COMMANDS: Readonly<Record<string, Command>> = { check, info, train, predict, convert, diagnose };

function help(): string {
  const commands = Object.values(COMMANDS).map(({ usage, about }) => `  gradscape ${usage}\n      ${about}\n`);
  return `Gradscape: draw a neural network, train it, and watch the true gradient of every layer.\n\n${commands.join('')}
FILE is a model file (.safetensors), a document (.gradscape.json), PyTorch code (.py, of which --network NAME names one network where there
are several) or an ONNX file (.onnx), told apart by what is in it. LOG is what train --telemetry or gradscape_log.py in PyTorch wrote.
--json prints one JSON object on standard output and nothing else there.
Exit codes: 0 done, 1 the network has errors, 2 bad input, 3 a run ended with an error among its findings, 70 a mistake of ours.
`;
}

async function main([name, ...rest]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string };
    process.stdout.write(`gradscape ${version}\n`);
    return 0;
  }
  try {
    if (!Object.hasOwn(COMMANDS, name)) throw new InputError('command_unknown', { got: name, known: Object.keys(COMMANDS).join(', ') });
    const command = COMMANDS[name]!;
    if (rest.includes('--help') || rest.includes('-h')) {
      process.stdout.write(`gradscape ${command.usage}\n\n${command.about}\n`);
      return 0;
    }
    return await command.run(rest);
  } catch (error) {
    if (error instanceof InputError || error instanceof Refused) {
      process.stderr.write(`gradscape: ${error.message}\n`);
      return 2;
    }
    process.stderr.write(`gradscape failed, and not through your input. Please report this:\n${(error as Error).stack}\n`);
    return 70; // EX_SOFTWARE of sysexits.h
  }
}

// Whoever reads only the first lines closes the pipe; the work is done all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

// Through `exit`, which takes back what was half-written; a command may have an answer of its own.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal]);
  });

process.exitCode = await main(process.argv.slice(2));
