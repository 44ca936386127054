import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parsePython } from '../../../../../core/formats/pytorch/reading/parse-python.ts';
import { sourceOf } from '../../../../../core/formats/pytorch/reading/source.ts';
import type { Expression } from '../../../../../core/formats/pytorch/reading/syntax.ts';

const expressions = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../fixtures/python-expressions.json'), 'utf8')) as Record<
  string,
  string
>;

const WORDS = new Set(['in', 'not in', 'is', 'is not']);
const spaced = (operator: string) => (WORDS.has(operator) ? ` ${operator} ` : operator);

/** With brackets around each operation. */
function grouped(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'number':
      return expression.text;
    case 'attribute':
      return `${grouped(expression.of)}.${expression.name}`;
    case 'index':
      return `${grouped(expression.of)}[${expression.at.map(grouped).join(', ')}]`;
    case 'call':
      return `${grouped(expression.of)}(${expression.arguments.map(({ value }) => grouped(value)).join(', ')})`;
    case 'unary':
      return `(${expression.operator === 'not' ? 'not ' : expression.operator}${grouped(expression.value)})`;
    case 'binary':
      return `(${grouped(expression.left)}${expression.operator}${grouped(expression.right)})`;
    case 'both':
      return `(${grouped(expression.left)} and ${grouped(expression.right)})`;
    case 'either':
      return `(${grouped(expression.left)} or ${grouped(expression.right)})`;
    case 'compare': {
      const [first, ...others] = expression.values.map(grouped);
      return `(${first}${others.map((value, index) => `${spaced(expression.operators[index]!)}${value}`).join('')})`;
    }
    case 'conditional':
      return `(${grouped(expression.then)} if ${grouped(expression.test)} else ${grouped(expression.otherwise)})`;
    default:
      return expression.kind;
  }
}

test('operators are grouped as Python groups them', () => {
  const read = Object.keys(expressions).map((text) => {
    const [statement] = parsePython(sourceOf('net.py', text));
    return [text, statement?.kind === 'expression' ? grouped(statement.value) : statement?.kind];
  });
  expect(Object.fromEntries(read)).toEqual(expressions);
});
