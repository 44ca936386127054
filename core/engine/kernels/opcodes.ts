/**
 * @file The numbers that stand for kernels in an encoded program. This file is compiled twice, by TypeScript for who writes a
 * program (encode.ts) and by AssemblyScript for who runs it (program.ts), so that the two cannot drift apart.
 */
export const GATHER = 0;
export const LINEAR = 1;
export const BATCH_NORM = 2;
export const RELU = 3;
export const LEAKY_RELU = 4;
export const SIGMOID = 5;
export const TANH = 6;
export const SOFTMAX = 7;
export const DROPOUT = 8;
export const ADD = 9;
export const CROSS_ENTROPY = 10;
export const BCE_WITH_LOGITS = 11;
export const MSE = 12;
export const CROSS_ENTROPY_BACKWARD = 13;
export const BCE_WITH_LOGITS_BACKWARD = 14;
export const MSE_BACKWARD = 15;
export const LINEAR_INPUT_GRADIENT = 16;
export const LINEAR_WEIGHT_GRADIENT = 17;
export const LINEAR_BIAS_GRADIENT = 18;
export const BATCH_NORM_BACKWARD = 19;
export const RELU_BACKWARD = 20;
export const LEAKY_RELU_BACKWARD = 21;
export const SIGMOID_BACKWARD = 22;
export const TANH_BACKWARD = 23;
export const SOFTMAX_BACKWARD = 24;
export const DROPOUT_BACKWARD = 25;
export const CLIP_GRAD_NORM = 26;
export const SGD = 27;
export const ADAM = 28;
export const RMSPROP = 29;
export const ADAGRAD = 30;
export const PROBE_SIGNAL = 31;
export const PROBE_DEAD = 32;
export const PROBE_SATURATED = 33;
export const PROBE_FINITE = 34;
