/** @file The examples, as the window offers them. */
export { LESSONS as EXAMPLES } from '../../core/lessons/index.ts';
