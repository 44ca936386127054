/**
 * @file Which epochs of a run are measured at their ends. All of a usual run; where epochs pass by the thousand, to measure each would take
 * longer than to train. From the length of the run alone, never from a clock.
 */

/** Epochs of a run that are all measured at their ends; of a longer run half as many are at least. */
const FEW_EPOCHS = 1000;
/** The part of a long run's time that these measurements may take; a row measured costs a third of a row trained on. */
const EVALUATION_SHARE = 0.05;

/**
 * At the end of every how many epochs `evaluatedRows` are measured, where `recordedEvery` steps of `stepsPerEpoch` are recorded: no
 * oftener than steps are.
 */
export function evaluationInterval(
  plannedEpochs: number,
  evaluatedRows: number,
  trainRows: number,
  recordedEvery: number,
  stepsPerEpoch: number,
): number {
  if (plannedEpochs <= FEW_EPOCHS) return 1;
  const affordable = evaluatedRows / (3 * EVALUATION_SHARE * trainRows);
  const wanted = Math.ceil(Math.max(affordable, recordedEvery / stepsPerEpoch));
  return Math.max(1, Math.min(wanted, Math.floor((2 * plannedEpochs) / FEW_EPOCHS)));
}
