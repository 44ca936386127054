/** @file Numbers of the report, as in reference/report.ts. */

export function tell(at: usize, value: f64): void {
  const rounded = <f32>value;
  store<f32>(at, rounded == rounded ? rounded : Infinity);
}
