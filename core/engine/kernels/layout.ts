/**
 * @file Where things lie in the memory that TypeScript and WebAssembly share, in bytes; compiled by both, as opcodes.ts is.
 *
 *   header | sums, blocks | constants | programs | panels, one for each thread | arena | order | features | targets | slack
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
/** Working space of the matrix products, for each thread in turn STRIP_BYTES + PANEL_BYTES. */
export const PANEL = 28;
/** The report: its address and its length in numbers. */
export const REPORT = 36;
export const REPORT_LENGTH = 40;
/** Of the row that nobody has: the report's scalars that count for the whole step. */
export const UNDERFLOW_OF_STEP = 44;
export const LR = 48;
export const CLIP = 56;
export const STEP = 64;
export const SEED_LOW = 68;
export const SEED_HIGH = 72;
/** By what the gradients of this step are multiplied, a real number: 1, or less where their norm is clipped. */
export const CLIP_SCALE = 80;
/** The lists of steps: address and count of forward, backward and update. */
export const LISTS = 88;
/** Squares of all gradients of this step, added up as the optimizers go over them; a real number. */
export const GRADIENT_SQUARES = 112;

/**
 * The crew's corner, each word on a line of its own: threads that write one would else hold up those that read another.
 * CLAIM is generation · 256 + the next chunk to be had; a job's words are written before its CLAIM and read after it.
 */
export const CLAIM = 128;
export const DONE = 192;
export const ASLEEP = 256;
export const READY = 320;
export const RELEASED = 384;
export const STRANGE = 448;
export const FLUSHED = 452;
export const JOB_RECORD = 512;
export const JOB_FLAGS = 516;
export const JOB_ROWS = 520;
export const JOB_FIRST = 524;
export const JOB_CHUNKS = 528;
export const HEADER = 576;

/** Chunks that a step may be cut into. How many is a matter of the plan alone: what they add up is the same for any number of threads. */
export const CHUNKS_MOST = 16;
/** Sums of one chunk, up to eight real numbers, to be added up in the order of the chunks. */
export const SUMS = HEADER;
export const SUMS_BYTES = 64;
/** Numbers that are summed in single precision before the sum moves on to double; of each chunk, the weights of one such block before they change. */
export const BLOCK_BYTES = 1024;
export const BEFORE = SUMS + CHUNKS_MOST * SUMS_BYTES;
/** Numbers that kernels hold in all lanes: see constants.ts. */
export const CONSTANTS = BEFORE + CHUNKS_MOST * BLOCK_BYTES;
export const CONSTANTS_MOST = 64;
export const PROGRAMS = CONSTANTS + 4 * CONSTANTS_MOST;

/** One encoded step: its opcode, the flag under which it runs, how it is cut, unsigned operands and then real ones. */
export const RECORD = 192;
export const OPCODE = 0;
export const WHEN = 4;
/** What is cut has PER_ROW · rows + FIXED units; a chunk begins at a multiple of GRAIN. One chunk: the step is never cut. */
export const CHUNKS = 8;
export const PER_ROW = 12;
export const FIXED = 16;
export const GRAIN = 20;
/** Where the row counts what this step flushes to zero, or 0. */
export const UNDERFLOW = 24;
/** 1 if its numbers are the same however it is cut: a thread that is alone runs it in one piece. */
export const SEAMLESS = 28;
export const OPERANDS = 32;
export const OPERANDS_MOST = 20;
export const NUMBERS = 112;
export const NUMBERS_MOST = 8;

/** Flags of a run; a step runs if its own is among them. */
export const ALWAYS = 1;
export const TRAINING = 2;
export const RECORDED = 4;
export const INSPECTED = 8;
export const SCORED = 16;
/** Of a training step whose statistics nobody wants. */
export const UNRECORDED = 32;

/** What `step` answers: in which list a number came out that is not finite. */
export const SOUND = 0;
export const FORWARD = 1;
export const BACKWARD = 2;
export const UPDATE = 3;

/** The matrix products: terms of their sums that are packed at once, six neighbours of each, and panels of eight for the second cache. */
export const PANEL_TERMS = 512;
export const STRIP_BYTES = 24 * PANEL_TERMS;
export const PANEL_BYTES = 131072;
