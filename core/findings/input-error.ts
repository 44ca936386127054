/** @file Bad input from outside: a file, a cell, an argument. One clear sentence that names the place; never a stack. */
import type { Numbers } from './finding.ts';
import { MESSAGES, fill, type FindingCode } from './messages.ts';

export class InputError extends Error {
  readonly code: FindingCode;
  readonly numbers: Numbers;

  constructor(code: FindingCode, numbers: Numbers) {
    super(fill(MESSAGES[code].text, numbers));
    this.name = 'InputError';
    this.code = code;
    this.numbers = numbers;
  }
}
