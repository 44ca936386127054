/**
 * @file Where things lie in the memory that TypeScript and WebAssembly share, in bytes; compiled by both, as opcodes.ts is.
 *
 *   header | programs | panel | arena | order | features | targets | slack
 *
 * Everything starts on a line of the cache. Kernels read in vectors of four numbers and may read up to three numbers past
 * the end of a row, of which they keep nothing: SLACK keeps such a read inside the memory.
 */
export const LINE = 64;
export const SLACK = 64;

/** The header: addresses that move when a data set is bound, then the running settings. Address 0 means "none". */
export const ORDER = 16;
export const FEATURES = 20;
export const TARGETS = 24;
/** Working space of the matrix products. */
export const PANEL = 28;
export const LR = 32;
export const CLIP = 40;
export const STEP = 48;
export const SEED_LOW = 52;
export const SEED_HIGH = 56;
export const HEADER = 64;

/** One encoded step: its opcode, the flag under which it runs, unsigned operands and then real ones. */
export const RECORD = 128;
export const OPCODE = 0;
export const WHEN = 4;
export const OPERANDS = 8;
export const OPERANDS_MOST = 18;
export const NUMBERS = 80;
export const NUMBERS_MOST = 6;

/** Flags of a run; a step runs if its own is among them. */
export const ALWAYS = 1;
export const TRAINING = 2;
export const RECORDED = 4;
export const INSPECTED = 8;
export const SCORED = 16;

/** Columns of a panel of the matrix products. */
export const PANEL_COLUMNS = 8;
