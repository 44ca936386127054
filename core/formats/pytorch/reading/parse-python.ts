/** @file From the text of a Python file to its statements, by a grammar of the whole language. Nothing is run. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { InputError } from '../../../findings/input-error.ts';
import { inOrderOfPrecedence, type Operand } from './precedence.ts';
import type { Source } from './source.ts';
import { readText } from './read-text.ts';
import type { Body, Clause, Expression, Given, Parameter, Statement } from './syntax.ts';

/** Of code and ends of lines, without texts, comments and spaces: more takes the grammar over a second, and a network with its training is a tenth of it. */
const MOST_CODE = 150_000;
/** Brackets, blocks, and parts of expressions in one another; Python itself allows 200 brackets. */
const DEEPEST = 100;

const strict = parser.configure({ strict: true });

/**
 * The statements of a Python file.
 * @throws InputError python_large, python_deep, python_syntax
 */
export function parsePython(source: Source): Body {
  refuseUnlessSmall(source);
  return new Reader(source).body(treeOf(source).topNode);
}

function treeOf(source: Source) {
  try {
    return strict.parse(source.text);
  } catch (error) {
    // in strict mode the parser tells where it stopped by its message alone
    const position = error instanceof SyntaxError ? /^No parse at (\d+)/.exec(error.message)?.[1] : undefined;
    if (position === undefined) throw error;
    throw misunderstood(source, Number(position));
  }
}

function misunderstood(source: Source, from: number): InputError {
  const rest = source.shown({ line: 0, from, to: Math.min(source.text.length, from + 20) });
  return new InputError('python_syntax', {
    file: source.file,
    line: source.lineAt(from),
    token: rest === '' ? 'clause:py_end' : JSON.stringify(rest),
  });
}

/** Before the grammar sees it: how much code there is and how deep its brackets are, in one pass. */
function refuseUnlessSmall(source: Source): void {
  const { file, text } = source;
  let code = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end - 1;
    } else if (character === '"' || character === "'") at = endOfText(text, at);
    else if (!' \t\r\\'.includes(character) && ++code > MOST_CODE) throw new InputError('python_large', { file, expected: MOST_CODE });
    if ('([{'.includes(character) && ++depth > DEEPEST)
      throw new InputError('python_deep', { file, line: source.lineAt(at), most: DEEPEST });
    if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
  }
}

/** Where a text that begins here ends: its last quotation mark, or the end of the line if it is not closed. */
function endOfText(text: string, start: number): number {
  const mark = text[start]!;
  const quotes = text.startsWith(mark.repeat(3), start) ? mark.repeat(3) : mark;
  for (let at = start + quotes.length; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quotes, at)) return at + quotes.length - 1;
    else if (quotes.length === 1 && text[at] === '\n') return at;
  }
  return text.length;
}

const COMPOUND: ReadonlySet<string> = new Set(['BinaryExpression', 'UnaryExpression']);
const BRACKETS: ReadonlySet<string> = new Set(['(', ')', '[', ']', '{', '}', ',']);

class Reader {
  readonly #source: Source;
  #depth = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  body(node: SyntaxNode): Body {
    return this.#within(node, () => childrenOf(node).flatMap((child) => this.#statements(child)));
  }

  #within<T>(node: SyntaxNode, read: () => T): T {
    if (++this.#depth > 2 * DEEPEST)
      throw new InputError('python_deep', { file: this.#source.file, line: this.#source.lineAt(node.from), most: 2 * DEEPEST });
    const result = read();
    this.#depth--;
    return result;
  }

  #placed({ from, to }: { readonly from: number; readonly to: number }) {
    return { line: this.#source.lineAt(from), from, to };
  }

  #text({ from, to }: SyntaxNode): string {
    return this.#source.text.slice(from, to);
  }

  #statements(node: SyntaxNode): Statement[] {
    const children = childrenOf(node);
    // of what holds others its first line
    const placed = this.#placed({ from: node.from, to: children.find(({ name }) => name === 'Body')?.from ?? node.to });
    const has = (name: string) => children.some((child) => child.name === name);
    const bodies = () => children.filter(({ name }) => name === 'Body').map((body) => this.body(body));
    switch (node.name) {
      case 'StatementGroup':
        return children.flatMap((child) => this.#statements(child));
      case 'ExpressionStatement':
        return [{ ...placed, kind: 'expression', value: this.#several(children) }];
      case 'AssignStatement':
        return [this.#assign(node, children)];
      case 'UpdateStatement': {
        const at = children.findIndex(({ name }) => name === 'UpdateOp');
        const operator = this.#text(children[at]!).slice(0, -1);
        return [
          {
            ...placed,
            kind: 'update',
            target: this.#several(children.slice(0, at)),
            operator,
            value: this.#several(children.slice(at + 1)),
          },
        ];
      }
      case 'IfStatement':
        return [this.#branches(children)];
      case 'ForStatement': {
        const start = children.findIndex(({ name }) => name === 'for');
        const over = children.findIndex(({ name }) => name === 'in');
        const end = children.findIndex(({ name }) => name === 'Body');
        const [body = [], otherwise = []] = bodies();
        const target = this.#several(children.slice(start + 1, over));
        return [{ ...placed, kind: 'for', target, over: this.#several(children.slice(over + 1, end)), body, otherwise }];
      }
      case 'WhileStatement': {
        const [body = [], otherwise = []] = bodies();
        return [{ ...placed, kind: 'while', test: this.#expression(children[1]!), body, otherwise }];
      }
      case 'WithStatement':
        return [{ ...placed, kind: 'with', items: this.#withItems(children), body: bodies()[0] ?? [] }];
      case 'TryStatement': {
        const taken = children.filter(
          (child, index) => child.name === 'Body' && ['try', 'else', 'finally'].includes(children[index - 1]!.name),
        );
        return [{ ...placed, kind: 'try', body: taken.flatMap((body) => this.body(body)) }];
      }
      case 'FunctionDefinition':
      case 'ClassDefinition':
        return [this.#definition(node, [])];
      case 'DecoratedStatement': {
        const decorators = children.filter(({ name }) => name === 'Decorator').map((decorator) => this.#decorator(decorator));
        return [this.#definition(children.at(-1)!, decorators)];
      }
      case 'ImportStatement':
        return [this.#import(node, children)];
      case 'ReturnStatement':
        return [{ ...placed, kind: 'return', value: children.length > 1 ? this.#several(children.slice(1)) : null }];
      case 'ScopeStatement':
        return [
          { ...placed, kind: 'global', names: children.filter(({ name }) => name === 'VariableName').map((name) => this.#text(name)) },
        ];
      case 'DeleteStatement': {
        const targets = this.#several(children.slice(1));
        return [{ ...placed, kind: 'delete', targets: targets.kind === 'tuple' ? targets.items : [targets] }];
      }
      case 'BreakStatement':
        return [{ ...placed, kind: 'break' }];
      case 'ContinueStatement':
        return [{ ...placed, kind: 'continue' }];
      case 'PassStatement':
      case 'PrintStatement':
      case 'TypeDefinition':
        return [{ ...placed, kind: 'pass' }];
      case 'RaiseStatement':
        return [{ ...placed, kind: 'raise' }];
      case 'AssertStatement':
        return [{ ...placed, kind: 'assert' }];
      default:
        // punctuation between statements, and what is not followed
        return has('') || /Statement$/.test(node.name) ? [{ ...placed, kind: 'other' }] : [];
    }
  }

  /** `a = b = value`, `x: int = value`, `x: int`. */
  #assign(node: SyntaxNode, children: readonly SyntaxNode[]): Statement {
    const placed = this.#placed(node);
    const parts: SyntaxNode[][] = [[]];
    for (const child of children)
      if (child.name === 'AssignOp') parts.push([]);
      else if (child.name !== 'TypeDef') parts.at(-1)!.push(child);
    const values = parts.map((part) => this.#several(part));
    if (values.length === 1) return { ...placed, kind: 'declare', target: values[0]! };
    return { ...placed, kind: 'assign', targets: values.slice(0, -1), value: values.at(-1)! };
  }

  /** An `elif` is an `if` in the `else` before it. */
  #branches(children: readonly SyntaxNode[]): Statement {
    let otherwise: Body = [];
    for (let at = children.length - 1; at > 0; at--) {
      const keyword = children[at]!;
      if (keyword.name === 'else') otherwise = this.body(children[at + 1]!);
      else if (keyword.name === 'elif') otherwise = [this.#branch(keyword, children.slice(at), otherwise)];
    }
    return this.#branch(children[0]!, children, otherwise);
  }

  #branch(keyword: SyntaxNode, [, test, then]: readonly SyntaxNode[], otherwise: Body): Statement {
    if (test!.name === 'Body') throw misunderstood(this.#source, test!.from);
    const placed = this.#placed({ from: keyword.from, to: test!.to });
    return { ...placed, kind: 'if', test: this.#expression(test!), then: this.body(then!), otherwise };
  }

  #withItems(children: readonly SyntaxNode[]): (readonly [Expression, Expression | null])[] {
    const items: [Expression, Expression | null][] = [];
    children.forEach((child, index) => {
      if (['with', 'async', 'as', ',', 'Body'].includes(child.name)) return;
      if (children[index - 1]!.name === 'as') items.at(-1)![1] = this.#expression(child);
      else items.push([this.#expression(child), null]);
    });
    return items;
  }

  #decorator(node: SyntaxNode): string {
    return childrenOf(node)
      .filter(({ name }) => name === 'VariableName')
      .map((name) => this.#text(name))
      .join('.');
  }

  #definition(node: SyntaxNode, decorators: readonly string[]): Statement {
    const children = childrenOf(node);
    const block = children.find((child) => child.name === 'Body')!;
    const placed = this.#placed({ from: node.from, to: block.from });
    const name = this.#text(children.find((child) => child.name === 'VariableName')!);
    const body = this.body(block);
    if (node.name === 'ClassDefinition') {
      const list = children.find((child) => child.name === 'ArgList');
      return { ...placed, kind: 'class', name, bases: list ? this.#arguments(list) : [], body, decorators };
    }
    const parameters = this.#parameters(children.find((child) => child.name === 'ParamList')!);
    return { ...placed, kind: 'function', name, parameters, body, decorators };
  }

  #parameters(list: SyntaxNode): Parameter[] {
    const parameters: Parameter[] = [];
    let spread: Parameter['spread'] = '';
    let keywordOnly = false;
    const children = childrenOf(list);
    children.forEach((child, index) => {
      if (child.name === '*' || child.name === '**') {
        spread = child.name;
        keywordOnly = true;
      } else if (child.name === ',') spread = '';
      else if (child.name === 'VariableName' && children[index - 1]?.name !== 'AssignOp') {
        const from = children[index + 1]?.name === 'TypeDef' ? index + 2 : index + 1;
        const usual = children[from]?.name === 'AssignOp' ? this.#expression(children[from + 1]!) : null;
        parameters.push({ name: this.#text(child), default: usual, spread, keywordOnly: keywordOnly && spread === '' });
      }
    });
    return parameters;
  }

  #arguments(list: SyntaxNode): Given[] {
    const given: Given[] = [];
    const children = childrenOf(list);
    for (let at = 0; at < children.length; at++) {
      const child = children[at]!;
      if (BRACKETS.has(child.name)) continue;
      if (child.name === '*' || child.name === '**')
        given.push({ name: null, spread: child.name, value: this.#expression(children[++at]!) });
      else if (children[at + 1]?.name === 'AssignOp') {
        given.push({ name: this.#text(child), spread: '', value: this.#expression(children[at + 2]!) });
        at += 2;
      } else if (children[at + 1]?.name === 'for') {
        // f(x for x in xs): the comprehension is the one argument
        given.push({ name: null, spread: '', value: this.#comprehension(list, children.slice(at), 'list') });
        return given;
      } else given.push({ name: null, spread: '', value: this.#expression(child) });
    }
    return given;
  }

  #import(node: SyntaxNode, children: readonly SyntaxNode[]): Statement {
    const placed = this.#placed(node);
    const at = children.findIndex(({ name }) => name === 'import');
    const from = children
      .slice(1, at)
      .map((child) => this.#text(child))
      .join('');
    const prefix = at > 0 ? `${from}.` : '';
    const listed = children.slice(at + 1).filter(({ name }) => name !== '(' && name !== ')');
    if (listed[0]?.name === '*') return { ...placed, kind: 'import', names: [], star: from };
    const words = listed.map((child) => (child.name === ',' ? ',' : child.name === 'as' ? ' as ' : this.#text(child))).join('');
    const names = words
      .split(',')
      .filter((word) => word !== '')
      .map((word) => {
        const [path = '', as] = word.split(' as ');
        // `import torch.nn` gives the name torch
        const plain = at > 0 ? path : path.split('.')[0]!;
        return { path: as === undefined ? `${prefix}${plain}` : `${prefix}${path}`, as: as ?? plain };
      });
    return { ...placed, kind: 'import', names, star: null };
  }

  /** One expression, or several with commas between, which are a tuple. */
  #several(nodes: readonly SyntaxNode[]): Expression {
    const items = this.#items(nodes);
    if (items.length === 1 && items[0]!.kind !== 'star' && !nodes.some(({ name }) => name === ',')) return items[0]!;
    const span = { from: nodes[0]?.from ?? 0, to: nodes.at(-1)?.to ?? 0 };
    return { ...this.#placed(span), kind: 'tuple', items };
  }

  #items(nodes: readonly SyntaxNode[]): Expression[] {
    const items: Expression[] = [];
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at]!;
      if (BRACKETS.has(node.name)) continue;
      if (node.name === '*') {
        const value = this.#expression(nodes[++at]!);
        items.push({ ...this.#placed({ from: node.from, to: value.to }), kind: 'star', value });
      } else items.push(this.#expression(node));
    }
    return items;
  }

  #expression(node: SyntaxNode): Expression {
    return this.#within(node, () => (COMPOUND.has(node.name) ? this.#operations(node) : this.#plain(node)));
  }

  /** The grammar knows operators, but gives `not` the last place among them: they are put in order anew. */
  #operations(node: SyntaxNode): Expression {
    const row: (Operand | string)[] = [];
    // long sums lean to the left without bound, so this may not call itself
    const waiting: SyntaxNode[] = [node];
    while (waiting.length > 0) {
      const next = waiting.pop()!;
      if (COMPOUND.has(next.name)) waiting.push(...childrenOf(next).reverse());
      else if (isOperator(next)) row.push(this.#text(next));
      else row.push({ operand: this.#expression(next) });
    }
    return inOrderOfPrecedence(row);
  }

  #plain(node: SyntaxNode): Expression {
    const placed = this.#placed(node);
    const children = childrenOf(node);
    const text = () => this.#text(node);
    switch (node.name) {
      case 'VariableName':
        return { ...placed, kind: 'name', name: text() };
      case 'None':
        return { ...placed, kind: 'none' };
      case 'Ellipsis':
        return { ...placed, kind: 'ellipsis' };
      case 'Boolean':
        return { ...placed, kind: 'bool', value: text() === 'True' };
      case 'Number':
        return { ...placed, kind: 'number', text: text() };
      case 'String':
        return { ...placed, kind: 'text', value: readText(text()) };
      case 'ContinuedString':
        return { ...placed, kind: 'format', parts: children.map((child) => this.#expression(child)) };
      case 'FormatString':
        return { ...placed, kind: 'format', parts: this.#format(node, children) };
      case 'ParenthesizedExpression':
        return this.#expression(children[1]!.name === '*' ? children[2]! : children[1]!);
      case 'TupleExpression':
        return { ...placed, kind: 'tuple', items: this.#items(children) };
      case 'ArrayExpression':
        return { ...placed, kind: 'list', items: this.#items(children) };
      case 'SetExpression':
        return { ...placed, kind: 'set', items: this.#items(children) };
      case 'DictionaryExpression':
        return { ...placed, kind: 'dict', entries: this.#entries(children) };
      case 'ArrayComprehensionExpression':
      case 'ComprehensionExpression':
      case 'SetComprehensionExpression':
        return this.#comprehension(node, children.slice(1, -1), 'list');
      case 'DictionaryComprehensionExpression':
        return this.#comprehension(node, children.slice(1, -1), 'dict');
      case 'MemberExpression': {
        const of = this.#expression(children[0]!);
        if (children[1]!.name === '.') return { ...placed, kind: 'attribute', of, name: this.#text(children[2]!) };
        return { ...placed, kind: 'index', of, at: this.#subscripts(children.slice(2, -1)) };
      }
      case 'CallExpression':
        return { ...placed, kind: 'call', of: this.#expression(children[0]!), arguments: this.#arguments(children[1]!) };
      case 'ConditionalExpression': {
        const [then, test, otherwise] = [children[0]!, children[2]!, children[4]!].map((child) => this.#expression(child));
        return { ...placed, kind: 'conditional', test: test!, then: then!, otherwise: otherwise! };
      }
      case 'LambdaExpression': {
        const list = children.find(({ name }) => name === 'ParamList');
        const parameters = list ? this.#parameters(list) : [];
        return { ...placed, kind: 'lambda', parameters, result: this.#expression(children.at(-1)!) };
      }
      case 'NamedExpression':
        return { ...placed, kind: 'named', name: this.#text(children[0]!), value: this.#expression(children[2]!) };
      default:
        return { ...placed, kind: 'other' };
    }
  }

  /** `f"fc{i}"`: the words between the braces, and what stands in them. */
  #format(node: SyntaxNode, children: readonly SyntaxNode[]): (string | Expression)[] {
    const text = this.#text(node);
    const open = /^[a-z]*("""|'''|"|')/i.exec(text)![0];
    const quotes = open.replace(/^[a-z]+/i, '');
    const parts: (string | Expression)[] = [];
    let at = node.from + open.length;
    const words = (to: number) => {
      if (to > at) parts.push(readText(`${quotes}${this.#source.text.slice(at, to).replace(/\{\{/g, '{').replace(/\}\}/g, '}')}${quotes}`));
    };
    for (const child of children) {
      if (child.name !== 'FormatReplacement') continue;
      words(child.from);
      const [, value, ...rest] = childrenOf(child);
      const plain = rest.length === 1;
      parts.push(plain ? this.#expression(value!) : { ...this.#placed(child), kind: 'other' });
      at = child.to;
    }
    words(node.to - quotes.length);
    return parts;
  }

  #entries(children: readonly SyntaxNode[]): (readonly [Expression | null, Expression])[] {
    const entries: [Expression | null, Expression][] = [];
    for (let at = 0; at < children.length; at++) {
      const child = children[at]!;
      if (BRACKETS.has(child.name)) continue;
      if (child.name === '**') entries.push([null, this.#expression(children[++at]!)]);
      else {
        entries.push([this.#expression(child), this.#expression(children[at + 2]!)]);
        at += 2;
      }
    }
    return entries;
  }

  #subscripts(children: readonly SyntaxNode[]): Expression[] {
    const groups: SyntaxNode[][] = [[]];
    for (const child of children)
      if (child.name === ',') groups.push([]);
      else groups.at(-1)!.push(child);
    return groups.filter((group) => group.length > 0).map((group) => this.#subscript(group));
  }

  #subscript(group: readonly SyntaxNode[]): Expression {
    if (!group.some(({ name }) => name === ':')) return this.#expression(group[0]!);
    const bounds: (Expression | null)[] = [null];
    for (const child of group)
      if (child.name === ':') bounds.push(null);
      else bounds[bounds.length - 1] = this.#expression(child);
    return { ...this.#placed({ from: group[0]!.from, to: group.at(-1)!.to }), kind: 'slice', bounds };
  }

  #comprehension(node: SyntaxNode, children: readonly SyntaxNode[], of: 'list' | 'dict'): Expression {
    const first = children.findIndex(({ name }) => name === 'for');
    const clauses: Clause[] = [];
    for (let at = first; at < children.length;) {
      const next = children.findIndex(({ name }, index) => index > at && (name === 'for' || name === 'if'));
      const part = children.slice(at + 1, next < 0 ? children.length : next).filter(({ name }) => name !== 'async' && name !== ')');
      if (children[at]!.name === 'if') clauses.push({ kind: 'if', test: this.#expression(part[0]!) });
      else {
        const over = part.findIndex(({ name }) => name === 'in');
        clauses.push({ kind: 'for', target: this.#several(part.slice(0, over)), over: this.#expression(part[over + 1]!) });
      }
      at = next < 0 ? children.length : next;
    }
    const made = children.slice(0, first).filter(({ name }) => name !== 'async');
    const result: Expression =
      of === 'dict' && made.length === 3
        ? { ...this.#placed(node), kind: 'tuple', items: [this.#expression(made[0]!), this.#expression(made[2]!)] }
        : this.#several(made);
    return { ...this.#placed(node), kind: 'comprehension', of, result, clauses };
  }
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== 'Comment') children.push(child);
  return children;
}

function isOperator({ name }: SyntaxNode): boolean {
  return ['ArithOp', 'BitOp', 'CompareOp', 'and', 'or', 'not', 'in', 'is'].includes(name);
}
