/** @file The data of a written network: rows that are drawn stand in the file, others are read from where they are. */
import type { Layer } from '../../layers/layer.ts';
import type { WrittenData, WrittenNetwork, WrittenScaling } from '../written-network.ts';
import { DIGITS, skeletonLines } from './write-digits.ts';
import { float32, literal, quoted, wrapped } from './write-literals.ts';
import { packed } from './write-packed.ts';

export interface DataCode {
  /** `load_data` and what it takes. */
  readonly code: string;
  /** Behind all that is to be read; empty without rows in the file. */
  readonly rows: string;
  /** Modules of the standard library. */
  readonly imports: readonly string[];
}

/** Constants of more columns are packed. */
const COLUMNS_TO_READ = 40;

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

const SPLIT_CODE = `

def split(classes):
    """Numbers of the rows to learn from and of those to judge by, in random order; each class keeps its share in both."""
    source = words(SPLIT)
    kept = set()
    for label, count in enumerate(VALIDATION_ROWS):
        group = [row for row, one in enumerate(classes) if one == label]
        for i in range(count):
            j = i + integer(len(group) - i, source)
            kept.add(group[j])
            group[j] = group[i]
    order = shuffled(len(classes), source)
    return [row for row in order if row not in kept], [row for row in order if row in kept]
`;

const UNPACKED = `

def unpacked(text):
    """Numbers of 32 bits that were packed with zlib and written in base64."""
    return torch.frombuffer(bytearray(zlib.decompress(base64.b64decode(text))), dtype=torch.float32)
`;

/** Rows and classes as they are read; `rows` are features of 32 bits, `targets` a list. */
const FIND = `def found(path):
    """A file by its path from this one, else by its name alone beside this one."""
    here = Path(__file__).parent
    return here / path if (here / path).exists() else here / Path(path).name
`;

const READ_CSV = `${FIND}

def read_rows():
    """Features and targets of all rows of the file."""
    with open(found(DATA_FILE), newline="", encoding="utf-8-sig") as file:
        rows = [[cell.strip() for cell in row] for row in csv.reader(file, delimiter=DELIMITER)]
`;

const READ_IDX = `${FIND}

def read_idx(path):
    """The numbers of an IDX file, plain or packed with gzip: MNIST's format."""
    data = found(path).read_bytes()
    if data[:2] == b"\\x1f\\x8b":
        data = gzip.decompress(data)
    axes = data[3]
    shape = struct.unpack(f">{axes}I", data[4 : 4 + 4 * axes])
    return torch.frombuffer(bytearray(data[4 + 4 * axes :]), dtype=torch.uint8).reshape(shape)


def read_rows():
    """Pixels from 0 to 1, and the label of each picture."""
    images = read_idx(IMAGES_FILE).flatten(1)
    return (images.double() / 255).float(), read_idx(LABELS_FILE).tolist()
`;

export async function dataCode({ blocks, data }: WrittenNetwork & { readonly data: WrittenData }): Promise<DataCode> {
  const { layer } = blocks.at(-1)!;
  return data.source.kind === 'rows' ? rowsInFile(data, layer) : rowsRead(data, layer);
}

async function rowsInFile({ train, validation, width, targetWidth, scaling }: WrittenData, loss: Layer): Promise<DataCode> {
  const wide = width + targetWidth;
  const numbers = new Float32Array((train.rows + validation.rows) * wide);
  let at = 0;
  for (const { rows, features, targets } of [train, validation])
    for (let row = 0; row < rows; row++) {
      numbers.set(features.subarray(row * width, (row + 1) * width), at);
      numbers.set(targets.subarray(row * targetWidth, (row + 1) * targetWidth), at + width);
      at += wide;
    }
  const scaled = await scalingCode(scaling);
  const about = scaling ? '; they are scaled already: x = (raw - OFFSET) / SCALE' : '';
  return {
    code: `TRAINING_ROWS = ${train.rows}
${scaled}

def load_data():
    """Features and targets of the rows to learn from, and of those to judge by, from the end of this file${about}."""
    rows = unpacked(ROWS).reshape(-1, ${wide})
    x, y = rows[:, :${width}], ${loss.task === 'classification' ? `rows[:, ${width}].long()` : `rows[:, ${width}:]`}
    return x[:TRAINING_ROWS], y[:TRAINING_ROWS], x[TRAINING_ROWS:], y[TRAINING_ROWS:]
${UNPACKED}`,
    rows: `ROWS = """\n${await packed(numbers)}\n"""\n`,
    imports: ['base64', 'zlib'],
  };
}

async function scalingCode(scaling: WrittenScaling | null): Promise<string> {
  if (!scaling) return '';
  const { offset, scale } = scaling;
  if (offset.length > COLUMNS_TO_READ)
    return `OFFSET, SCALE = unpacked(
    """
${await packed(endToEnd(offset, scale))}
    """
).chunk(2)
`;
  const list = (values: Float32Array) => `torch.tensor(\n    [\n${wrapped(Array.from(values, float32), '        ')}\n    ]\n)`;
  return `OFFSET = ${list(offset)}\nSCALE = ${list(scale)}\n`;
}

function endToEnd(one: Float32Array, other: Float32Array): Float32Array<ArrayBuffer> {
  const both = new Float32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** How many rows of each class are kept to judge by; of a regression, how many rows. */
function validationRows({ task, classes, validation }: WrittenData): number[] {
  if (task === 'regression') return [validation.rows];
  const counts = classes.map(() => 0);
  for (const label of validation.targets) counts[label]! += 1;
  return counts;
}

async function rowsRead(data: WrittenData, loss: Layer): Promise<DataCode> {
  const { constants, code, imports } = reading(data);
  const packs = data.scaling !== null && data.scaling.offset.length > COLUMNS_TO_READ;
  const x = data.scaling ? '(features - OFFSET) / SCALE' : 'features';
  const groups = data.task === 'regression' ? '[0] * len(targets)' : 'targets';
  return {
    code: `${constants.join('\n')}
VALIDATION_ROWS = ${literal(validationRows(data))}${data.task === 'classification' ? '  # of each class' : ''}
${packs ? `${UNPACKED}\n\n` : ''}${await scalingCode(data.scaling)}

def load_data():
    """Features and targets of the rows to learn from, and of those to judge by."""
    features, targets = read_rows()
    train, validation = split(${groups})
    x, y = ${x}, ${loss.task === 'classification' ? 'torch.tensor(targets)' : 'torch.tensor(targets, dtype=torch.float32)[:, None]'}
    return x[train], y[train], x[validation], y[validation]


${code}${SPLIT_CODE}`,
    rows: '',
    imports: packs ? [...imports, 'base64', 'zlib'] : imports,
  };
}

interface Reading {
  readonly constants: readonly string[];
  readonly code: string;
  readonly imports: readonly string[];
}

function reading(data: WrittenData): Reading {
  const { source, width } = data;
  switch (source.kind) {
    case 'rows':
      throw new Error('These rows stand in the file.');
    case 'csv': {
      const { path, delimiter, header, decimal, target } = source;
      const columns = Array.from({ length: width + 1 }, (_, column) => column).filter((column) => column !== target);
      // classes that are numbers are one class however they are written: 1 and 1.0
      const numeric = data.classes.every((name) => NUMBER.test(name));
      const number = (cell: string) => `float(${cell}${decimal === 'comma' ? '.replace(",", ".")' : ''})`;
      const named = numeric ? number('row[TARGET]') : 'row[TARGET]';
      return {
        constants: [
          `DATA_FILE = ${quoted(path)}`,
          `DELIMITER = ${quoted(delimiter)}`,
          `FEATURES = ${isRange(columns) ? `range(${columns[0]}, ${columns.at(-1)! + 1})` : literal(columns)}  # columns, counted from 0`,
          `TARGET = ${target}`,
          ...(data.task === 'classification'
            ? [
                `CLASSES = [\n${wrapped(
                  data.classes.map((name) => (numeric ? name : quoted(name))),
                  '    ',
                )}\n]`,
              ]
            : []),
        ],
        code: `${READ_CSV}${delimiter === ' ' ? '    rows = [[cell for cell in row if cell] for row in rows]\n' : ''}    rows = [row for row in rows if any(row)]${header ? '[1:]' : ''}
    features = torch.tensor([[${number('row[column]')} for column in FEATURES] for row in rows])
    return features, [${data.task === 'classification' ? `CLASSES.index(${named})` : number('row[TARGET]')} for row in rows]
`,
        imports: ['csv'],
      };
    }
    case 'idx':
      return {
        constants: [`IMAGES_FILE = ${quoted(source.images)}`, `LABELS_FILE = ${quoted(source.labels)}`],
        code: READ_IDX,
        imports: ['gzip'],
      };
    case 'digits':
      return {
        constants: [`DIGITS = ${source.rows}`, `GRAIN = ${literal(source.noise)}`, ...skeletonLines(source.skeletons)],
        code: DIGITS,
        imports: [],
      };
    default:
      return source satisfies never;
  }
}

function isRange(columns: readonly number[]): boolean {
  return columns.at(-1)! - columns[0]! === columns.length - 1;
}
