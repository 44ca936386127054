/**
 * @file What is too small to be kept, and made zero: WebAssembly cannot flush denormals, which cost a hundred times what other numbers
 * do. Compiled by both sides, as layout.ts is: the plain kernels flush alike, in any precision.
 */

/** 2^-126, the smallest normal number of single precision: of weights, and of what the forward pass writes. */
export const SMALLEST = 1.1754943508222875e-38;
/** 2^-100: of gradients of activations. A product of what is above with a weight is still far from the denormals. */
export const SMALLEST_GRADIENT = 7.888609052210118e-31;
/**
 * Of moments. That of a weight whose gradient has stopped falls for ever and would end among the denormals; what is below moves
 * no weight.
 */
export const SMALLEST_MOMENT = 1e-30;
/** The least mean of squares, which is raised to it: its root divides, and so it is never 0 where the gradient is not. */
export const SMALLEST_SQUARE = 1e-36;
