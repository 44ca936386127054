/** What the compiler must know of the data: it never sees a row. */
export interface DataFacts {
  /** For people: "spiral", "iris.csv". */
  readonly name: string;
  /** Numbers in one row. */
  readonly width: number;
  readonly task: 'classification' | 'regression';
  /** 0 for regression. */
  readonly classes: number;
  /** Numbers in one target: 1 for classification. */
  readonly targetWidth: number;
}
