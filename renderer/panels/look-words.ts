/** @file What the network makes of its data, in words: for those who do not see the pictures, and for all in one line below them. */
import type { ConfusionCounts, DataLook, Samples, Scatter, Surface, Units } from '../../core/telemetry/data-look.ts';
import { accuracyText, axisText, numberText, percentText, stepText } from '../charts/number-text.ts';
import { likeliest } from '../charts/surface-source.ts';
import { m } from '../language/generated/messages.js';
import { language } from '../language/language.ts';
import { unitsMeaning } from './surface-of.ts';

/** `nameOf` tells the name of a block by its id. */
export function lookWords(look: DataLook, step: number, nameOf: (node: string) => string): string {
  const at = m.heat_words_step({ step: stepText(step) });
  return `${at} ${WORDS[look.kind](look as never, nameOf)}`;
}

const WORDS: { readonly [K in DataLook['kind']]: (look: Extract<DataLook, { kind: K }>, nameOf: (node: string) => string) => string } = {
  surface: surfaceWords,
  units: unitsWords,
  samples: samplesWords,
  confusion: confusionWords,
  scatter: scatterWords,
};

function listed(parts: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(parts);
}

/** How much of the plane each class has, or between which numbers the field lies. */
function surfaceWords({ values, classes, shows, unit, plane }: Surface, nameOf: (node: string) => string): string {
  const cells = plane.cells ** 2;
  if (shows !== 'probability') {
    const name = unit ? m.data_unit_name({ unit: unit.index, node: nameOf(unit.node) }) : m.data_predicted_value();
    return fieldWords(name, values);
  }
  const counts = classes.map(() => 0);
  let [sure, lost] = [0, 0];
  for (let cell = 0; cell < cells; cell++) {
    const best = likeliest(values, classes.length, cell);
    if (best < 0) lost += 1;
    else {
      counts[best]! += 1;
      sure += values[best * cells + cell]!;
    }
  }
  if (lost === cells) return m.data_words_lost();
  const shares = classes.map((name, index) => m.data_words_share({ name, share: percentText(counts[index]! / cells) }));
  const told = m.data_words_plane({ shares: listed(shares), probability: percentText(sure / (cells - lost)) });
  return lost === 0 ? told : `${told} ${m.data_words_lost_share({ share: percentText(lost / cells) })}`;
}

/** From the lowest to the highest, and how much of it is exactly zero. */
function fieldWords(name: string, values: Float32Array): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return m.data_words_lost();
  const zeros = finite.reduce((sum, value) => sum + Number(value === 0), 0);
  const told = m.data_words_field({ name, low: numberText(finite.reduce(least)), high: numberText(finite.reduce(most)) });
  return zeros === 0 ? told : `${told} ${m.data_words_zero({ share: percentText(zeros / values.length) })}`;
}

const least = (a: number, b: number) => Math.min(a, b);
const most = (a: number, b: number) => Math.max(a, b);

/** Which of the units say nothing anywhere: they are the same over the plane. */
function unitsWords(look: Units, nameOf: (node: string) => string): string {
  const { node, first, of, values } = look;
  if (of === 0) return m.data_units_none({ node: nameOf(node) });
  const same = values.flatMap((plane, index) => (plane.every((value) => value === plane[0]) ? [String(first + index)] : []));
  const { low, high } = unitsMeaning(look);
  const told = m.data_words_units({
    ...{ from: first, to: first + values.length - 1, of: stepText(of), node: nameOf(node) },
    ...{ low: axisText(low), high: axisText(high) },
  });
  return same.length === 0 ? told : `${told} ${m.data_words_same({ units: listed(same) })}`;
}

function rowsOf(of: Samples['of']): string {
  return of === 'validation' ? m.surface_validation() : m.surface_train();
}

function samplesWords({ of, total, right }: Samples): string {
  if (Number.isNaN(right)) return m.data_words_rows({ total: stepText(total), rows: rowsOf(of) });
  return m.data_words_right({ share: accuracyText(right / total), total: stepText(total), rows: rowsOf(of) });
}

/** How many are right, and which class is most often taken for which. */
function confusionWords({ of, classes, counts, lost }: ConfusionCounts): string {
  const size = classes.length;
  const total = counts.reduce((sum, count) => sum + count, lost);
  const right = classes.reduce((sum, _, index) => sum + counts[index * (size + 1)]!, 0);
  const told = m.data_words_right({ share: accuracyText(right / total), total: stepText(total), rows: rowsOf(of) });
  let worst = -1;
  counts.forEach((count, at) => {
    if (Math.floor(at / size) !== at % size && count > (counts[worst] ?? 0)) worst = at;
  });
  const parts = [told];
  if (worst >= 0) {
    const truth = Math.floor(worst / size);
    const all = counts.slice(truth * size, (truth + 1) * size).reduce((sum, count) => sum + count, 0);
    parts.push(
      m.data_words_taken({
        truth: classes[truth]!,
        predicted: classes[worst % size]!,
        count: stepText(counts[worst]!),
        all: stepText(all),
      }),
    );
  }
  if (lost > 0) parts.push(m.data_words_lost_rows({ count: stepText(lost) }));
  return parts.join(' ');
}

function scatterWords({ of, total, error }: Scatter): string {
  return m.data_words_error({ error: numberText(error), total: stepText(total), rows: rowsOf(of) });
}
