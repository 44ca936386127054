/** @file What a network that ignores its input could reach at best; skill is measured against it. */
import type { Table } from './table.ts';

/**
 * The loss of the best constant prediction. Classification: the entropy of the class shares in nats, which is the least
 * that both CrossEntropyLoss and BCEWithLogitsLoss can be without looking. Regression: the targets' variance (biased, mean over
 * the outputs), which is MSELoss at their mean.
 */
export function constantLoss({ task, targets, targetWidth, rows, classes }: Table): number {
  if (task === 'regression') {
    let sum = 0;
    for (let column = 0; column < targetWidth; column++) {
      let mean = 0;
      for (let row = 0; row < rows; row++) mean += targets[row * targetWidth + column]! / rows;
      for (let row = 0; row < rows; row++) sum += (targets[row * targetWidth + column]! - mean) ** 2;
    }
    return sum / (rows * targetWidth);
  }
  const counts = new Float64Array(classes.length);
  for (let row = 0; row < rows; row++) counts[targets[row]!]! += 1;
  let entropy = 0;
  for (const count of counts) if (count > 0) entropy -= (count / rows) * Math.log(count / rows);
  return entropy;
}
