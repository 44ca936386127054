import { Random, STREAMS } from '../../tensor/random.ts';
import { scaleSetting } from '../scale.ts';
import { validationSetting } from '../split.ts';
import type { SourceOf } from '../source.ts';
import { classesSetting, noiseSetting, numbered, pointTable, rowsSetting, setPoint } from './points.ts';

const TURNS = 1.75;
const RADIUS = 1.5;
/** The arms leave this much of the centre free (a share of the area), where they would touch. */
const HOLE = 0.02;

const settings = {
  rows: rowsSetting(600),
  noise: noiseSetting(0.03),
  classes: classesSetting(2),
  validation: validationSetting(0.3),
  scale: scaleSetting('none'),
} as const;

/** Arms that wind 1.75 times around the origin; points are spread evenly over the area, so t is a square root. */
export const spiral: SourceOf<typeof settings> = {
  name: 'spiral',
  title: { en: 'Spiral', hi: 'Spiral (सर्पिल)' },
  help: {
    en: 'Arms that wind around each other. The hardest of the small sets: it needs depth or width, and gradients that arrive.',
    hi: 'एक-दूसरे के चारों ओर लिपटी भुजाएँ। छोटे sets में सबसे कठिन: depth या width चाहिए, और ऐसे gradients जो पहुँचें।',
  },
  settings,
  files: [],
  read({ rows, noise, classes }, _files, seed) {
    const random = new Random(seed, STREAMS.data);
    const table = pointTable('spiral', rows, numbered('arm', classes));
    const last = Math.max(1, Math.ceil(rows / classes) - 1);
    for (let row = 0; row < rows; row++) {
      const arm = row % classes;
      const t = Math.sqrt(HOLE + ((1 - HOLE) * Math.floor(row / classes)) / last);
      const angle = TURNS * 2 * Math.PI * t + (2 * Math.PI * arm) / classes;
      setPoint(
        table,
        row,
        RADIUS * t * Math.cos(angle) + noise * random.normal(),
        RADIUS * t * Math.sin(angle) + noise * random.normal(),
        arm,
      );
    }
    return table;
  },
};
