/** @file What a network that was opened predicts, through the session as everywhere. */
import type { Opened } from '../../core/formats/opened.ts';
import { probabilities } from '../../core/session/predictions.ts';
import { Listener } from './local-session.ts';

export interface Predicted {
  /** rows × width: what goes into the loss. */
  readonly outputs: Float32Array;
  readonly width: number;
  /** rows × classes, of a classification; of a single logit the probability of the second class alone. */
  readonly probabilities: Float32Array | null;
}

export async function predicted(opened: Opened, features: Float32Array, rows: number): Promise<Predicted> {
  const { client } = new Listener();
  await client.install('network', structuredClone(opened), () => Promise.reject(new Error('The worker died.')));
  const { outputs, width, task } = await client.predict(features, rows);
  client.close();
  if (task === 'regression') return { outputs, width, probabilities: null };
  const classes = task === 'binary' ? 2 : width;
  const all = new Float32Array(rows * classes);
  for (let row = 0; row < rows; row++) probabilities(task, outputs, row * width, all.subarray(row * classes, (row + 1) * classes));
  return { outputs, width, probabilities: task === 'binary' ? all.filter((_, index) => index % 2 === 1) : all };
}
