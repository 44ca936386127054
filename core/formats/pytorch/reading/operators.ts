/** @file Python's operators over values: plain ones are computed, sums of tensors become blocks, and the rest is not known. */
import { findLayer } from '../../../layers/index.ts';
import { block } from './modules.ts';
import { change, doubted, MOST_ITEMS, mutable, spend, type Run } from './run.ts';
import type { Doubt, Span } from './source.ts';
import { float, int, isSame, keyOf, numberOf, text, tuple, unknown, type Value } from './value.ts';

/** The layer of each operator between tensors. */
const BETWEEN_TENSORS: Readonly<Record<string, string>> = { '+': 'Add' };

export function binary(run: Run, operator: string, a: Value, b: Value, span: Span): Value {
  if (run.seen.lossValues.size > 0 && (isLossValue(run, a) || isLossValue(run, b))) return otherLoss(run, operator, a, b, span);
  if (a.kind === 'unknown') return a;
  if (b.kind === 'unknown') return b;
  if (a.kind === 'tensor' || b.kind === 'tensor') return betweenTensors(run, operator, a, b, span);
  if (a.kind === 'batch' || b.kind === 'batch') return doubted(run, span, 'clause:py_batch');
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== null && right !== null) return arithmetic(run, operator, a, b, span);
  if (operator === '+') {
    if (a.kind === 'text' && b.kind === 'text') return limitedText(run, a.value + b.value, span);
    if (a.kind === 'list' && b.kind === 'list') return list(run, a.doubt ?? b.doubt, [...a.items, ...b.items], span);
    if (a.kind === 'tuple' && b.kind === 'tuple') return tuple([...a.items, ...b.items]);
  }
  if (operator === '*') {
    const [many, times] = right !== null ? [a, right] : [b, left ?? 0];
    if (many.kind === 'text')
      return limitedText(
        run,
        times > 0 && many.value.length * times <= MOST_ITEMS ? many.value.repeat(times) : times > 0 ? null : '',
        span,
      );
    if (many.kind === 'list' || many.kind === 'tuple') {
      if (many.items.length * times > MOST_ITEMS) return doubted(run, span, 'clause:py_too_many', { most: MOST_ITEMS });
      const items = Array.from({ length: Math.max(0, times) }, () => many.items).flat();
      return many.kind === 'tuple' ? tuple(items) : list(run, many.doubt, items, span);
    }
  }
  if (operator === '%' && a.kind === 'text') return percent(run, a.value, b, span);
  return doubted(run, span, 'clause:py_operator', { operator });
}

/** Learning from a loss that something was added to: its block is the loss alone. */
export function learnFrom({ seen, source }: Run, value: Value): void {
  const changed = value.kind === 'unknown' ? seen.lossValues.get(value.doubt) : null;
  if (changed) seen.passedOver.push({ what: 'loss', span: changed, construct: source.shown(changed) });
}

function isLossValue({ seen }: Run, value: Value): boolean {
  return value.kind === 'unknown' && seen.lossValues.has(value.doubt);
}

/** A loss with a penalty, a part of one: what it comes to is not known, and that it is another one is kept for where it is learnt from. */
function otherLoss(run: Run, operator: string, a: Value, b: Value, span: Span): Value {
  const [loss, other] = isLossValue(run, a) ? [a, b] : [b, a];
  if (numberOf(other) === (operator === '+' || operator === '-' ? 0 : 1)) return loss;
  const made = doubted(run, span, 'clause:py_loss_inside');
  run.seen.lossValues.set(made.doubt, span);
  return made;
}

function list(run: Run, doubt: Doubt | null, items: readonly Value[], span: Span): Value {
  if (doubt) return unknown(doubt);
  spend(run, span, items.length);
  if (items.length > MOST_ITEMS) return doubted(run, span, 'clause:py_too_many', { most: MOST_ITEMS });
  return { ...mutable(run), kind: 'list', items: [...items] };
}

function limitedText(run: Run, value: string | null, span: Span): Value {
  return value === null || value.length > MOST_ITEMS ? doubted(run, span, 'clause:py_too_many', { most: MOST_ITEMS }) : text(value);
}

function betweenTensors(run: Run, operator: string, a: Value, b: Value, span: Span): Value {
  const layer = BETWEEN_TENSORS[operator];
  if (!run.graph || a.kind !== 'tensor' || b.kind !== 'tensor' || layer === undefined)
    return doubted(run, span, 'clause:py_tensor_operator', { operator });
  return block(run, run.graph, findLayer(layer)!, {}, null, [a, b], span);
}

/** Of two numbers; whole ones stay whole where Python keeps them so. */
function arithmetic(run: Run, operator: string, a: Value, b: Value, span: Span): Value {
  const [left, right] = [numberOf(a)!, numberOf(b)!];
  const result = COMPUTED[operator]?.(left, right);
  const isWhole = a.kind !== 'float' && b.kind !== 'float' && operator !== '/' && !(operator === '**' && right < 0);
  if (result === undefined || !Number.isFinite(result) || (isWhole && !Number.isSafeInteger(result)))
    return doubted(run, span, 'clause:py_number');
  return isWhole ? int(result) : float(result);
}

const COMPUTED: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  // Python's remainder has the sign of the divisor
  '%': (a, b) => a - b * Math.floor(a / b),
  '**': (a, b) => a ** b,
  '<<': (a, b) => a * 2 ** b,
  '>>': (a, b) => Math.floor(a / 2 ** b),
};

/** `'fc%d' % i`: whole numbers and texts. */
function percent(run: Run, format: string, values: Value, span: Span): Value {
  const given = values.kind === 'tuple' ? values.items : [values];
  let next = 0;
  let known = true;
  const made = format.replace(/%([^])/g, (_, letter: string) => {
    if (letter === '%') return '%';
    const value = given[next++];
    const word = value && 'sdi'.includes(letter) ? wordOf(value) : null;
    known &&= word !== null;
    return word ?? '';
  });
  return known ? limitedText(run, made, span) : doubted(run, span, 'clause:py_operator', { operator: '%' });
}

/** As `str` prints it, of what that is the same in every Python. */
export function wordOf(value: Value): string | null {
  if (value.kind === 'text' || value.kind === 'int') return String(value.value);
  if (value.kind === 'bool') return value.value ? 'True' : 'False';
  return value.kind === 'none' ? 'None' : null;
}

export function unary(run: Run, operator: string, value: Value, span: Span): Value {
  if (value.kind === 'unknown') return value;
  const number = numberOf(value);
  if (number !== null && operator === '-') return value.kind === 'float' ? float(-number) : int(-number);
  if (number !== null && operator === '+') return value.kind === 'bool' ? int(number) : value;
  return value.kind === 'tensor'
    ? doubted(run, span, 'clause:py_tensor_operator', { operator })
    : doubted(run, span, 'clause:py_operator', { operator });
}

/** True or false, or null if it is not known. */
export function compare(operator: string, a: Value, b: Value): boolean | null {
  switch (operator) {
    case '==':
      return isSame(a, b);
    case '!=':
    case '<>':
      return negated(isSame(a, b));
    case 'is':
      return identical(a, b);
    case 'is not':
      return negated(identical(a, b));
    case 'in':
      return contains(b, a);
    case 'not in':
      return negated(contains(b, a));
    default:
      return ordered(operator, a, b);
  }
}

const negated = (value: boolean | null) => (value === null ? null : !value);

/** What is a tensor or a module is never None. */
function identical(a: Value, b: Value): boolean | null {
  if (a.kind === 'unknown' || b.kind === 'unknown') return null;
  if (a.kind === 'none' || b.kind === 'none') return a.kind === b.kind;
  return isSame(a, b);
}

function contains(many: Value, item: Value): boolean | null {
  if (many.kind === 'text') return item.kind === 'text' ? many.value.includes(item.value) : null;
  if (many.kind === 'dict') {
    const key = keyOf(item);
    return many.doubt || key === null ? null : many.entries.has(key);
  }
  if (many.kind === 'container' && item.kind === 'text') return many.modules.has(item.value);
  if (many.kind !== 'list' && many.kind !== 'tuple') return null;
  if (many.kind === 'list' && many.doubt) return null;
  const found = many.items.map((other) => isSame(item, other));
  return found.includes(true) ? true : found.includes(null) ? null : false;
}

function ordered(operator: string, a: Value, b: Value): boolean | null {
  const order =
    a.kind === 'text' && b.kind === 'text'
      ? a.value < b.value
        ? -1
        : a.value > b.value
          ? 1
          : 0
      : numbersInOrder(numberOf(a), numberOf(b));
  if (order === null || Number.isNaN(order)) return null;
  return operator === '<'
    ? order < 0
    : operator === '>'
      ? order > 0
      : operator === '<='
        ? order <= 0
        : operator === '>='
          ? order >= 0
          : null;
}

function numbersInOrder(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a < b ? -1 : a > b ? 1 : a === b ? 0 : NaN;
}

/** `a += b`: a list is changed itself. */
export function updated(run: Run, operator: string, a: Value, b: Value, span: Span): Value {
  if (operator === '+' && a.kind === 'list' && (b.kind === 'list' || b.kind === 'tuple')) {
    change(run, a);
    if (b.kind === 'list') a.doubt ??= b.doubt;
    spend(run, span, b.items.length);
    if (a.items.length + b.items.length > MOST_ITEMS) a.doubt ??= doubted(run, span, 'clause:py_too_many', { most: MOST_ITEMS }).doubt;
    else a.items.push(...b.items);
    return a;
  }
  if (operator === '+' && a.kind === 'list' && b.kind === 'unknown') {
    change(run, a);
    a.doubt ??= b.doubt;
    return a;
  }
  const result = binary(run, operator, a, b, span);
  // a sum of tensors is written over the first one, and over whatever else goes by its name
  if (a.kind === 'tensor') run.graph?.overwritten.set(a.from, span);
  return result;
}

/** For a condition that is not known, what each way gives if both give the same. */
export function eitherOf(run: Run, a: Value, b: Value, span: Span): Value {
  return isSame(a, b) === true ? a : a.kind === 'unknown' ? a : b.kind === 'unknown' ? b : doubted(run, span, 'clause:py_condition');
}
