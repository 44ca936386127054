/** @file Python as far as networks and their training are written in it: what a text says, each part with the line it stands in. */

interface Placed {
  /** Counted from 1. */
  readonly line: number;
  /** Where it stands in the text, to show it as it was written. */
  readonly from: number;
  readonly to: number;
}

export type Expression = Placed &
  (
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'none' | 'ellipsis' }
    | { readonly kind: 'bool'; readonly value: boolean }
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'text'; readonly value: string }
    /** What stands between its braces, and the words between. */
    | { readonly kind: 'format'; readonly parts: readonly (string | Expression)[] }
    | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
    | { readonly kind: 'index'; readonly of: Expression; readonly at: readonly Expression[] }
    | { readonly kind: 'slice'; readonly bounds: readonly (Expression | null)[] }
    | { readonly kind: 'call'; readonly of: Expression; readonly arguments: readonly Given[] }
    | { readonly kind: 'unary'; readonly operator: string; readonly value: Expression }
    | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'both' | 'either'; readonly left: Expression; readonly right: Expression }
    /** a < b < c: each pair must hold. */
    | { readonly kind: 'compare'; readonly values: readonly Expression[]; readonly operators: readonly string[] }
    | { readonly kind: 'conditional'; readonly test: Expression; readonly then: Expression; readonly otherwise: Expression }
    | { readonly kind: 'list' | 'tuple' | 'set'; readonly items: readonly Expression[] }
    | { readonly kind: 'star'; readonly value: Expression }
    | { readonly kind: 'dict'; readonly entries: readonly (readonly [key: Expression | null, value: Expression])[] }
    | { readonly kind: 'lambda'; readonly parameters: readonly Parameter[]; readonly result: Expression }
    | { readonly kind: 'comprehension'; readonly of: 'list' | 'dict'; readonly result: Expression; readonly clauses: readonly Clause[] }
    | { readonly kind: 'named'; readonly name: string; readonly value: Expression }
    /** What is not evaluated: await, yield. */
    | { readonly kind: 'other' }
  );

/** An argument of a call: with a name, `*values` or `**values`. */
export interface Given {
  readonly name: string | null;
  readonly spread: '' | '*' | '**';
  readonly value: Expression;
}

export interface Parameter {
  readonly name: string;
  readonly default: Expression | null;
  readonly spread: '' | '*' | '**';
  /** After `*`: given by its name alone. */
  readonly keywordOnly: boolean;
}

/** Of a comprehension. */
export type Clause =
  { readonly kind: 'for'; readonly target: Expression; readonly over: Expression } | { readonly kind: 'if'; readonly test: Expression };

export type Statement = Placed &
  (
    | { readonly kind: 'expression'; readonly value: Expression }
    | { readonly kind: 'assign'; readonly targets: readonly Expression[]; readonly value: Expression }
    /** `x: int`, which names a field. */
    | { readonly kind: 'declare'; readonly target: Expression }
    | { readonly kind: 'update'; readonly target: Expression; readonly operator: string; readonly value: Expression }
    | { readonly kind: 'if'; readonly test: Expression; readonly then: Body; readonly otherwise: Body }
    | { readonly kind: 'for'; readonly target: Expression; readonly over: Expression; readonly body: Body; readonly otherwise: Body }
    | { readonly kind: 'while'; readonly test: Expression; readonly body: Body; readonly otherwise: Body }
    | { readonly kind: 'with'; readonly items: readonly (readonly [value: Expression, target: Expression | null])[]; readonly body: Body }
    /** What runs if nothing goes wrong: the handlers are left out. */
    | { readonly kind: 'try'; readonly body: Body }
    | {
        readonly kind: 'function';
        readonly name: string;
        readonly parameters: readonly Parameter[];
        readonly body: Body;
        readonly decorators: readonly string[];
      }
    | {
        readonly kind: 'class';
        readonly name: string;
        readonly bases: readonly Given[];
        readonly body: Body;
        readonly decorators: readonly string[];
      }
    | { readonly kind: 'import'; readonly names: readonly { readonly path: string; readonly as: string }[]; readonly star: string | null }
    | { readonly kind: 'return'; readonly value: Expression | null }
    | { readonly kind: 'global'; readonly names: readonly string[] }
    | { readonly kind: 'break' | 'continue' | 'pass' | 'raise' | 'assert' }
    | { readonly kind: 'delete'; readonly targets: readonly Expression[] }
    /** What is not followed: match, yield. */
    | { readonly kind: 'other' }
  );

export type Body = readonly Statement[];
