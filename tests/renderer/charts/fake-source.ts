import type { HeatSource } from '../../../renderer/charts/heat-source.ts';

/** A source over rows of numbers, `values[row][column]`, that says which columns were asked for. */
export function fakeSource(values: number[][], changes: Partial<HeatSource> = {}): HeatSource & { filled: number[]; values: number[][] } {
  return {
    filled: [],
    values,
    rows: values.map((_, row) => ({ id: `n${row}`, name: `fc${row + 1}`, colour: 'blue' })),
    scale: {
      kind: 'diverging',
      low: -3,
      high: 3,
      ticks: [-3, 0, 3],
      tickText: String,
      valueText: String,
      caption: 'decades from healthy',
      middle: 'healthy',
    },
    profile: null,
    forecast: null,
    held: false,
    get columns() {
      return this.values[0]!.length;
    },
    stride: 1,
    idOf: (column) => column,
    firstStepOf: (column) => column + 1,
    lastStepOf: (column) => column + 1,
    fill(column, out) {
      this.filled.push(column);
      for (let row = 0; row < this.values.length; row++) out[row] = this.values[row]![column]!;
    },
    readout: () => '',
    ...changes,
  };
}
