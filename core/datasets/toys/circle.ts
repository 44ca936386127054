import { Random, STREAMS } from '../../tensor/random.ts';
import { scaleSetting } from '../scale.ts';
import { validationSetting } from '../split.ts';
import type { SourceOf } from '../source.ts';
import { noiseSetting, pointTable, rowsSetting, setPoint } from './points.ts';

const settings = {
  rows: rowsSetting(1000),
  noise: noiseSetting(0.1),
  factor: {
    kind: 'number',
    default: 0.8,
    min: 0,
    max: 1,
    exclusiveMax: true,
    help: {
      en: 'Radius of the inner ring; the outer one has radius 1. Near 1 the rings are hard to tell apart.',
      hi: 'भीतरी ring की radius; बाहरी की radius 1 है। 1 के पास दोनों rings को अलग करना कठिन है।',
    },
  },
  validation: validationSetting(0.3),
  scale: scaleSetting('none'),
} as const;

/** Two rings around the origin, one inside the other (scikit-learn's make_circles). */
export const circle: SourceOf<typeof settings> = {
  name: 'circle',
  title: { en: 'Circle', hi: 'Circle (वृत्त)' },
  help: {
    en: 'Two noisy rings, one inside the other. No straight line divides them, so a network needs a hidden layer.',
    hi: 'एक के भीतर एक, दो noisy rings। कोई सीधी line इन्हें अलग नहीं कर सकती, इसलिए hidden layer चाहिए।',
  },
  settings,
  files: [],
  read({ rows, noise, factor }, _files, seed) {
    const random = new Random(seed, STREAMS.data);
    const table = pointTable('circle', rows, ['outer', 'inner']);
    const outer = Math.floor(rows / 2);
    for (let row = 0; row < rows; row++) {
      const inner = row >= outer;
      const angle = 2 * Math.PI * (inner ? (row - outer) / (rows - outer) : row / outer);
      const radius = inner ? factor : 1;
      setPoint(
        table,
        row,
        radius * Math.cos(angle) + noise * random.normal(),
        radius * Math.sin(angle) + noise * random.normal(),
        inner ? 1 : 0,
      );
    }
    return table;
  },
};
