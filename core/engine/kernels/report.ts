/** @file Numbers of the report, as in reference/report.ts. */

export function tell(at: usize, value: f64): void {
  const rounded = <f32>value;
  store<f32>(at, rounded == rounded ? rounded : Infinity);
}

/** Adds to a count; what no probe wrote before is not a number. */
export function addTo(at: usize, count: i32): void {
  const before = load<f32>(at);
  store<f32>(at, before == before ? before + <f32>count : <f32>count);
}
