/** Numbers in a table: 512 MiB of float32, and training needs a copy of them. MNIST has 47 million. */
export const MOST_NUMBERS = 2 ** 27;
