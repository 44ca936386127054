/** @file Python's operators in their order: from operands and operators in a row to what is done first. */
import type { Expression } from './syntax.ts';

export interface Operand {
  readonly operand: Expression;
}

/** From the loosest on (The Python Language Reference, 6.17). A power binds tighter than a sign before it and is no part of this. */
const LEVELS: readonly (readonly string[])[] = [['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '//', '%', '@']];

const COMPARISONS: ReadonlySet<string> = new Set(['<', '>', '==', '>=', '<=', '!=', '<>', 'in', 'is']);

/** `row` alternates as the grammar found it, `not in` and `is not` in two words. */
export function inOrderOfPrecedence(row: readonly (Operand | string)[]): Expression {
  let at = 0;
  const next = () => row[at];
  const takes = (operator: string) => next() === operator && ++at > 0;

  const between = (left: Expression, right: Expression) => ({ line: left.line, from: left.from, to: right.to });

  /** Of one kind from left to right, in a loop: a sum has any number of terms. */
  function chain(
    operand: () => Expression,
    join: (left: Expression, operator: string, right: Expression) => Expression,
    of: readonly string[],
  ): Expression {
    let left = operand();
    for (let operator = next(); typeof operator === 'string' && of.includes(operator); operator = next()) {
      at++;
      left = join(left, operator, operand());
    }
    return left;
  }

  const either = (): Expression => chain(both, (left, _, right) => ({ ...between(left, right), kind: 'either', left, right }), ['or']);
  const both = (): Expression => chain(negated, (left, _, right) => ({ ...between(left, right), kind: 'both', left, right }), ['and']);

  function negated(): Expression {
    let times = 0;
    while (takes('not')) times++;
    let value = compared();
    for (; times > 0; times--) value = { line: value.line, from: value.from, to: value.to, kind: 'unary', operator: 'not', value };
    return value;
  }

  function compared(): Expression {
    const values = [level(0)];
    const operators: string[] = [];
    for (let operator = comparison(); operator !== null; operator = comparison()) {
      operators.push(operator);
      values.push(level(0));
    }
    return operators.length === 0 ? values[0]! : { ...between(values[0]!, values.at(-1)!), kind: 'compare', values, operators };
  }

  function comparison(): string | null {
    const operator = next();
    if (operator === 'not' && row[at + 1] === 'in') {
      at += 2;
      return 'not in';
    }
    if (typeof operator !== 'string' || !COMPARISONS.has(operator)) return null;
    at++;
    return operator === 'is' && takes('not') ? 'is not' : operator;
  }

  function level(index: number): Expression {
    if (index === LEVELS.length) return signed();
    return chain(
      () => level(index + 1),
      (left, operator, right) => ({ ...between(left, right), kind: 'binary', operator, left, right }),
      LEVELS[index]!,
    );
  }

  function signed(): Expression {
    const signs: string[] = [];
    for (let sign = next(); sign === '+' || sign === '-' || sign === '~'; sign = next()) {
      signs.push(sign);
      at++;
    }
    let value = power();
    for (const operator of signs.reverse()) value = { line: value.line, from: value.from, to: value.to, kind: 'unary', operator, value };
    return value;
  }

  function power(): Expression {
    const base = (row[at++] as Operand).operand;
    if (!takes('**')) return base;
    const right = signed();
    return { ...between(base, right), kind: 'binary', operator: '**', left: base, right };
  }

  return either();
}
