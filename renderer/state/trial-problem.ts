/** @file Why a trial came to no verdict, in a sentence. */
import { WorkerDied } from '../../core/session/client.ts';
import { m } from '../language/generated/messages.js';
import { errorText } from './finding-words.ts';

export function trialProblem(error: unknown): string {
  return error instanceof WorkerDied ? m.trial_died({ sentence: error.message }) : errorText(error);
}
