import { InputError } from '../../findings/input-error.ts';
import { baseName, givenFile } from '../files.ts';
import { scaleSetting } from '../scale.ts';
import type { DataValues } from '../setting.ts';
import type { SourceOf } from '../source.ts';
import { validationSetting } from '../split.ts';
import type { Table } from '../table.ts';
import { MOST_NUMBERS } from '../limits.ts';
import { DECIMALS } from './cell.ts';
import { DELIMITERS, detectDelimiter } from './delimiter.ts';
import { columnLabel, columnNames, HEADERS, isHeader } from './header.ts';
import { numberCell, refuseMissing } from './number-cell.ts';
import { mostRows, visitRows } from './rows.ts';
import { readTarget, targetColumn, TASKS } from './target.ts';
import { decodeText } from './text.ts';

const settings = {
  path: {
    kind: 'file',
    default: '',
    accept: ['.csv', '.tsv', '.txt', '.data'],
    help: {
      en: 'The file. One row a line; every column but the target must be numbers.',
      hi: 'File का नाम। हर line एक row; target को छोड़ हर column में numbers होने चाहिए।',
    },
  },
  target: {
    kind: 'column',
    default: null,
    help: {
      en: 'The column to predict: its name, or its number counted from 1. Left empty, it is the last.',
      hi: 'जिस column का अनुमान लगाना है: उसका नाम, या 1 से गिनकर number। ख़ाली छोड़ें तो आख़िरी।',
    },
  },
  task: {
    kind: 'choice',
    default: 'auto',
    choices: TASKS,
    help: {
      en: 'Whether the target names a class or measures something. "auto" takes text and up to 20 different whole numbers for classes.',
      hi: 'Target किसी class का नाम है या कोई माप। "auto" text को और 20 तक अलग-अलग पूर्ण numbers को classes मानता है।',
    },
  },
  delimiter: {
    kind: 'choice',
    default: 'auto',
    choices: ['auto', ...DELIMITERS],
    help: { en: 'What stands between two cells. "auto" finds it out.', hi: 'दो cells के बीच क्या है। "auto" ख़ुद पहचान लेता है।' },
  },
  header: {
    kind: 'choice',
    default: 'auto',
    choices: HEADERS,
    help: {
      en: 'Whether the first line holds the names of the columns. "auto" says yes if it has no number.',
      hi: 'क्या पहली line में columns के नाम हैं। "auto" हाँ मानता है अगर उसमें कोई number न हो।',
    },
  },
  decimal: {
    kind: 'choice',
    default: 'point',
    choices: DECIMALS,
    help: { en: 'How fractions are written: 5.1 (point) or 5,1 (comma).', hi: 'दशमलव कैसे लिखा है: 5.1 (point) या 5,1 (comma)।' },
  },
  validation: validationSetting(0.25),
  scale: scaleSetting('standardise'),
} as const;

/** A table of numbers with a target column, from a text file: comma, semicolon, tab or spaces, with a header or without. */
export const csv: SourceOf<typeof settings> = {
  name: 'csv',
  title: { en: 'CSV file', hi: 'CSV file' },
  help: {
    en: 'Your own table, one row a line: numbers to learn from and a column to predict.',
    hi: 'आपकी अपनी table, हर line एक row: सीखने के लिए numbers और एक column जिसका अनुमान लगाना है।',
  },
  settings,
  files: ['path'],
  read(values, files) {
    return readTable(baseName(values.path), givenFile(files, values.path)!, values);
  },
};

function readTable(data: string, bytes: Uint8Array, options: DataValues<typeof settings>): Table {
  const text = decodeText(data, bytes);
  const delimiter = options.delimiter === 'auto' ? detectDelimiter(text) : options.delimiter;

  let first: readonly string[] = [];
  let header = false;
  let target = 0;
  let width = 0;
  let features = new Float32Array(0);
  const targetCells: string[] = [];
  const lines: number[] = [];
  /** One string for equal cells: a slice would keep the whole file alive. */
  const interned = new Map<string, string>();

  visitRows(data, text, delimiter, (cells, line) => {
    if (first.length === 0) {
      first = cells;
      if (cells.length < 2) throw new InputError('data_one_column', { data, line, delimiter });
      header = isHeader(cells, options.header, options.decimal);
      target = targetColumn(data, columnNames(cells, header), header, options.target);
      width = cells.length - 1;
      const numbers = mostRows(text) * width;
      if (numbers > MOST_NUMBERS) throw new InputError('data_numbers_many', { data, got: numbers, most: MOST_NUMBERS });
      features = new Float32Array(numbers);
      if (header) return;
    }
    if (cells.length !== first.length)
      throw new InputError('data_row_ragged', { data, line, got: cells.length, expected: first.length, delimiter });
    let at = lines.length * width;
    for (let index = 0; index < cells.length; index++) {
      const place = () => ({ data, line, column: columnLabel(first, header, index), first: cells === first });
      if (index !== target) features[at++] = numberCell(cells[index]!, options.decimal, place);
      else refuseMissing(cells[index]!, place);
    }
    const cell = cells[target]!;
    if (!interned.has(cell)) interned.set(cell, cell);
    targetCells.push(interned.get(cell)!);
    lines.push(line);
  });
  if (lines.length === 0) throw new InputError('data_empty', { data });

  const { task, targets, classes } = readTarget(
    data,
    columnLabel(first, header, target),
    targetCells,
    (row) => lines[row]!,
    options.decimal,
    options.task,
  );
  return {
    name: data,
    rows: lines.length,
    shape: [width],
    features: features.subarray(0, lines.length * width),
    targets,
    targetWidth: 1,
    task,
    classes,
    columns: columnNames(first, header).filter((_, index) => index !== target),
    picture: null,
  };
}
