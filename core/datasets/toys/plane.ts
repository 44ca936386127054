import { Random, STREAMS } from '../../tensor/random.ts';
import { scaleSetting } from '../scale.ts';
import { validationSetting } from '../split.ts';
import type { SourceOf } from '../source.ts';
import { pointTable, rowsSetting, setPoint, targetNoiseSetting } from './points.ts';

const settings = {
  rows: rowsSetting(600),
  noise: targetNoiseSetting(0.05),
  validation: validationSetting(0.3),
  scale: scaleSetting('none'),
} as const;

/** Points of the square [-1, 1]² with the height (x + y) / 2 of a tilted plane. */
export const plane: SourceOf<typeof settings> = {
  name: 'plane',
  title: { en: 'Plane', hi: 'Plane (समतल)' },
  help: {
    en: 'The height of a tilted plane: the simplest regression. One Linear and MSELoss solve it.',
    hi: 'एक झुके समतल की ऊँचाई: सबसे सरल regression। एक Linear और MSELoss इसे हल कर देते हैं।',
  },
  settings,
  files: [],
  read({ rows, noise }, _files, seed) {
    const random = new Random(seed, STREAMS.data);
    const table = pointTable('plane', rows, []);
    for (let row = 0; row < rows; row++) {
      const x = 2 * random.uniform() - 1;
      const y = 2 * random.uniform() - 1;
      setPoint(table, row, x, y, (x + y) / 2 + noise * random.normal());
    }
    return table;
  },
};
