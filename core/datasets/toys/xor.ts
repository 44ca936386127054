import { Random, STREAMS } from '../../tensor/random.ts';
import { scaleSetting } from '../scale.ts';
import { validationSetting } from '../split.ts';
import type { SourceOf } from '../source.ts';
import { noiseSetting, pointTable, rowsSetting, setPoint } from './points.ts';

const settings = {
  rows: rowsSetting(600),
  noise: noiseSetting(0),
  validation: validationSetting(0.3),
  scale: scaleSetting('none'),
} as const;

/** Points of the square [-1, 1]²; the class is the sign of x·y, taken before the noise. */
export const xor: SourceOf<typeof settings> = {
  name: 'xor',
  title: { en: 'XOR', hi: 'XOR' },
  help: {
    en: 'Four squares like a chessboard: opposite corners belong together. The smallest problem that a network without hidden layer cannot solve.',
    hi: 'शतरंज जैसे चार चौकोर: आमने-सामने के कोने एक class के हैं। सबसे छोटी समस्या जिसे बिना hidden layer का network हल नहीं कर सकता।',
  },
  settings,
  files: [],
  read({ rows, noise }, _files, seed) {
    const random = new Random(seed, STREAMS.data);
    const table = pointTable('xor', rows, ['opposite signs', 'same sign']);
    for (let row = 0; row < rows; row++) {
      const x = 2 * random.uniform() - 1;
      const y = 2 * random.uniform() - 1;
      setPoint(table, row, x + noise * random.normal(), y + noise * random.normal(), x * y > 0 ? 1 : 0);
    }
    return table;
  },
};
