/**
 * @file The rows that the runs learn from, drawn from a seed by the definitions of scikit-learn's make_circles, make_blobs and make_moons,
 * and of the Playground's spiral and exclusive or. Written as CSV, so that they reach a run as a person's own file does.
 */
import { Random, STREAMS } from '../../core/tensor/random.ts';

interface Row {
  readonly x: number;
  readonly y: number;
  readonly kind: number;
}

export interface DataSet {
  readonly rows: readonly Row[];
  /** So many of them are kept to judge by. */
  readonly validation: number;
}

const SEED = 1;

/** The centres that numpy's RandomState(2) draws from (-10, 10): two lie close together, so that nobody gets every row right. */
const BLOB_CENTERS: readonly Center[] = [
  [-1.28010196, -9.48147536],
  [0.99324956, -1.29355215],
  [-1.59264396, -3.39330358],
];

type Center = readonly [x: number, y: number];

const DATA_SETS = {
  circle: () => ({ rows: circles(1000, 0.1, 0.8), validation: 300 }),
  rawcircle: () => ({ rows: circles(1000, 0.1, 0.8).map(({ x, y, kind }) => ({ x: 100 * x, y: 100 * y, kind })), validation: 300 }),
  noisycircle40: () => ({ rows: circles(400, 0.35, 0.5), validation: 360 }),
  blob: () => ({ rows: blobs(1000, BLOB_CENTERS, 2), validation: 300 }),
  blobsep: () => ({ rows: standardised(blobs(600, drawnCenters(3), 0.4)), validation: 200 }),
  moons: () => ({ rows: halfMoons(600, 0.1), validation: 200 }),
  xor: () => ({ rows: exclusiveOr(600), validation: 200 }),
  spiral: () => ({ rows: spirals(600, 0.03), validation: 180 }),
} as const satisfies Record<string, () => DataSet>;

export type DataName = keyof typeof DATA_SETS;
export const DATA_NAMES = Object.keys(DATA_SETS) as DataName[];

export function dataSet(name: DataName): DataSet {
  return DATA_SETS[name]();
}

/** A header and a line for each row; classes are a, b, c. */
export function csvOf({ rows }: DataSet): Uint8Array {
  const lines = rows.map(({ x, y, kind }) => `${Math.fround(x)},${Math.fround(y)},${'abc'[kind]}`);
  return new TextEncoder().encode(`${['x,y,kind', ...lines].join('\n')}\n`);
}

function source(): Random {
  return new Random(SEED, STREAMS.data);
}

/** A large circle (class 0) and one `factor` as large within (class 1), half of the rows on each. */
function circles(count: number, noise: number, factor: number): Row[] {
  const random = source();
  const outer = Math.floor(count / 2);
  return Array.from({ length: count }, (_, row) => {
    const kind = row < outer ? 0 : 1;
    const angle = 2 * Math.PI * (kind === 0 ? row / outer : (row - outer) / (count - outer));
    const radius = kind === 0 ? 1 : factor;
    return { x: radius * Math.cos(angle) + noise * random.normal(), y: radius * Math.sin(angle) + noise * random.normal(), kind };
  });
}

function blobs(count: number, centers: readonly Center[], deviation: number): Row[] {
  const random = source();
  return Array.from({ length: count }, (_, row) => {
    const kind = row % centers.length;
    const [x, y] = centers[kind]!;
    return { x: x + deviation * random.normal(), y: y + deviation * random.normal(), kind };
  });
}

/** In the square that make_blobs draws them from. This draw has them 7 apart and more, so that the blobs can be told apart without error. */
function drawnCenters(count: number): Center[] {
  const random = new Random(SEED, STREAMS.data, 4);
  return Array.from({ length: count }, () => [20 * random.uniform() - 10, 20 * random.uniform() - 10]);
}

/** Mean 0 and (biased) deviation 1 in each column. */
function standardised(rows: readonly Row[]): Row[] {
  const scaler = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return (value: number) => (value - mean) / deviation;
  };
  const [scaleX, scaleY] = [scaler(rows.map(({ x }) => x)), scaler(rows.map(({ y }) => y))];
  return rows.map(({ x, y, kind }) => ({ x: scaleX(x), y: scaleY(y), kind }));
}

function halfMoons(count: number, noise: number): Row[] {
  const random = source();
  const outer = Math.floor(count / 2);
  return Array.from({ length: count }, (_, row) => {
    const kind = row < outer ? 0 : 1;
    const angle = Math.PI * (kind === 0 ? row / (outer - 1) : (row - outer) / (count - outer - 1));
    const x = kind === 0 ? Math.cos(angle) : 1 - Math.cos(angle);
    const y = kind === 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
    return { x: x + noise * random.normal(), y: y + noise * random.normal(), kind };
  });
}

/** Uniform over the square; class 1 where both coordinates have the same sign. */
function exclusiveOr(count: number): Row[] {
  const random = source();
  return Array.from({ length: count }, () => {
    const [x, y] = [2 * random.uniform() - 1, 2 * random.uniform() - 1];
    return { x, y, kind: x * y > 0 ? 1 : 0 };
  });
}

/** Two arms of one turn and three quarters, evenly filled: t is the root of what runs from 0.02 to 1. */
function spirals(count: number, noise: number): Row[] {
  const random = source();
  const perArm = Math.floor(count / 2);
  return Array.from({ length: count }, (_, row) => {
    const kind = row < perArm ? 0 : 1;
    const t = Math.sqrt(0.02 + (0.98 * (row % perArm)) / (perArm - 1));
    const angle = 1.75 * 2 * Math.PI * t + Math.PI * kind;
    return { x: 1.5 * t * Math.sin(angle) + noise * random.normal(), y: 1.5 * t * Math.cos(angle) + noise * random.normal(), kind };
  });
}
