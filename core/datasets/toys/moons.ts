import { Random, STREAMS } from '../../tensor/random.ts';
import { scaleSetting } from '../scale.ts';
import { validationSetting } from '../split.ts';
import type { SourceOf } from '../source.ts';
import { noiseSetting, pointTable, rowsSetting, setPoint } from './points.ts';

const settings = {
  rows: rowsSetting(600),
  noise: noiseSetting(0.1),
  validation: validationSetting(0.3),
  scale: scaleSetting('none'),
} as const;

/** Two half circles that reach into each other (scikit-learn's make_moons). */
export const moons: SourceOf<typeof settings> = {
  name: 'moons',
  title: { en: 'Moons', hi: 'Moons (चाँद)' },
  help: {
    en: 'Two half moons that reach into each other. A small network draws the curved border within seconds.',
    hi: 'एक-दूसरे में फँसे दो आधे चाँद। छोटा network भी कुछ ही seconds में टेढ़ी सीमा सीख लेता है।',
  },
  settings,
  files: [],
  read({ rows, noise }, _files, seed) {
    const random = new Random(seed, STREAMS.data);
    const table = pointTable('moons', rows, ['upper', 'lower']);
    const upper = Math.floor(rows / 2);
    for (let row = 0; row < rows; row++) {
      const isLower = row >= upper;
      const angle = Math.PI * (isLower ? (row - upper) / (rows - upper - 1) : row / (upper - 1));
      const x = isLower ? 1 - Math.cos(angle) : Math.cos(angle);
      const y = isLower ? 0.5 - Math.sin(angle) : Math.sin(angle);
      setPoint(table, row, x + noise * random.normal(), y + noise * random.normal(), isLower ? 1 : 0);
    }
    return table;
  },
};
