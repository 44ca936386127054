import { Random, STREAMS } from '../../tensor/random.ts';
import { scaleSetting } from '../scale.ts';
import { validationSetting } from '../split.ts';
import type { SourceOf } from '../source.ts';
import { pointTable, rowsSetting, setPoint, targetNoiseSetting } from './points.ts';

/** Centre and sign of each bump: two rows of three, hill beside valley, as TensorFlow Playground lays them out. */
const BUMPS = [
  [-0.65, 0.4, 1],
  [0, 0.4, -1],
  [0.65, 0.4, 1],
  [-0.65, -0.4, -1],
  [0, -0.4, 1],
  [0.65, -0.4, -1],
] as const;
const WIDTH = 0.2;

const settings = {
  rows: rowsSetting(1000),
  noise: targetNoiseSetting(0.05),
  validation: validationSetting(0.3),
  scale: scaleSetting('none'),
} as const;

/** Points of the square [-1, 1]² with the height Σ ± exp(-d² / 2·0.2²) of three hills and three valleys. */
export const bumps: SourceOf<typeof settings> = {
  name: 'bumps',
  title: { en: 'Gauss bumps', hi: 'Gauss bumps (टीले)' },
  help: {
    en: 'The height of three hills and three valleys: a regression that needs hidden layers.',
    hi: 'तीन टीलों और तीन गड्ढों की ऊँचाई: ऐसी regression जिसे hidden layers चाहिए।',
  },
  settings,
  files: [],
  read({ rows, noise }, _files, seed) {
    const random = new Random(seed, STREAMS.data);
    const table = pointTable('bumps', rows, []);
    for (let row = 0; row < rows; row++) {
      const x = 2 * random.uniform() - 1;
      const y = 2 * random.uniform() - 1;
      let height = 0;
      for (const [centreX, centreY, sign] of BUMPS)
        height += sign * Math.exp(-((x - centreX) ** 2 + (y - centreY) ** 2) / (2 * WIDTH ** 2));
      setPoint(table, row, x, y, height + noise * random.normal());
    }
    return table;
  },
};
