import { Random, STREAMS } from '../../tensor/random.ts';
import { scaleSetting } from '../scale.ts';
import { validationSetting } from '../split.ts';
import type { SourceOf } from '../source.ts';
import { classesSetting, noiseSetting, numbered, pointTable, rowsSetting, setPoint } from './points.ts';

const settings = {
  rows: rowsSetting(600),
  noise: noiseSetting(0.3),
  classes: classesSetting(2),
  validation: validationSetting(0.3),
  scale: scaleSetting('none'),
} as const;

/** Round clouds with their centres on the unit circle, the first at 45°. */
export const gauss: SourceOf<typeof settings> = {
  name: 'gauss',
  title: { en: 'Gauss', hi: 'Gauss (बादल)' },
  help: {
    en: 'One round cloud of points for each class. Straight borders are enough: a good first test of a loss and a learning rate.',
    hi: 'हर class के लिए points का एक गोल बादल। सीधी सीमाएँ काफ़ी हैं: loss और learning rate की पहली जाँच के लिए अच्छा।',
  },
  settings,
  files: [],
  read({ rows, noise, classes }, _files, seed) {
    const random = new Random(seed, STREAMS.data);
    const table = pointTable('gauss', rows, numbered('cloud', classes));
    for (let row = 0; row < rows; row++) {
      const cloud = row % classes;
      const angle = Math.PI / 4 + (2 * Math.PI * cloud) / classes;
      setPoint(table, row, Math.cos(angle) + noise * random.normal(), Math.sin(angle) + noise * random.normal(), cloud);
    }
    return table;
  },
};
