/** @file All that a run of the bench found out: what `--json` prints. */
import type { Agreement, Control, Pace, Row } from './compare.ts';
import type { Clock } from './clock.ts';
import type { CompileTime } from './compile-time.ts';
import type { ForecastTime } from './forecast-time.ts';
import type { PeerName } from './contender.ts';
import type { Growth } from './growth.ts';
import type { MachineFacts } from './machine-facts.ts';
import type { PageRun } from './page.ts';
import type { ProductRate } from './products.ts';
import type { TelemetryCost } from './telemetry.ts';

export interface Result {
  readonly rows: readonly Row[];
  readonly gemm: readonly (ProductRate & { readonly share_of_best: number })[];
  readonly telemetry: readonly TelemetryCost[];
  readonly steps: readonly Pace[];
  readonly compile: readonly CompileTime[];
  readonly forecast: ForecastTime;
  readonly growth: readonly Growth[];
  /** The app in a browser; null in a quick run, and where there is no Chromium. */
  readonly page: PageRun | null;
  readonly agreement: readonly Agreement[];
  /** Ours against ourselves, for each case and number of threads. */
  readonly control: readonly Control[];
  readonly microkernel: ProductRate;
  readonly machine: MachineFacts;
  /** What one thread is timed by; several are always timed by the wall's. */
  readonly clock: Clock;
  readonly engine: { readonly numerics: string; readonly threads: number };
  readonly peers: readonly { readonly name: PeerName; readonly about: string; readonly caveats: readonly string[] }[];
  /** A sentence for each peer that is not there. */
  readonly absent: readonly string[];
  readonly notes: readonly string[];
  readonly quick: boolean;
  readonly seconds: number;
}
