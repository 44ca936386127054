/** @file The result in words and tables, for people. */
import { STEPS, TOLERANCE } from './agreement.ts';
import { CASES } from './cases.ts';
import type { Result } from './result.ts';

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')}`.trimEnd();
  return [line(heads), ...rows.map(line)].join('\n');
}

/** Three digits, whatever the size. */
function digits(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}

function paragraph(text: string): string {
  return text.replace(/(.{1,116})(?:\s+|$)/g, '  $1\n').trimEnd();
}

function pageText(page: Result['page']): string {
  if (!page) return '  not measured: a quick run, or no Chromium';
  const tasks = page.long_tasks_ms.length === 0 ? 'none' : page.long_tasks_ms.map((task) => task.toFixed(0)).join(', ');
  return [
    `  ${page.example}, ${page.engine}: ${page.steps} steps in ${page.seconds} s`,
    `  tasks of 50 ms and more on the page's thread: ${tasks}${tasks === 'none' ? '' : ' ms'}`,
    `  frames: median ${page.frame_ms.median.toFixed(1)} ms, 95 % within ${page.frame_ms.p95.toFixed(1)} ms, longest ${page.frame_ms.longest.toFixed(1)} ms`,
    `  the heatmap was drawn ${page.heatmap_draws.mean.toFixed(0)} times a second, at least ${page.heatmap_draws.fewest}`,
  ].join('\n');
}

/** Every section with its heading; what must be known to read the numbers stands before them. */
export function reportOf(result: Result): string {
  const {
    machine,
    engine,
    clock,
    peers,
    absent,
    notes,
    rows,
    agreement,
    control,
    steps,
    compile,
    forecast,
    gemm,
    microkernel,
    telemetry,
    growth,
  } = result;
  const section = (heading: string, ...parts: readonly string[]) => `${heading}\n${parts.join('\n')}\n`;
  const lines = [
    section(
      'Machine',
      `  ${machine.cpu}, ${machine.threads} threads, ${machine.vectors.join(' ')}; ${machine.system}; Node ${[machine.node, ...machine.flags].join(' ')}, V8 ${machine.v8}`,
      `  Gradscape: ${engine.numerics} numerics, 1 ${engine.threads > 1 ? `and ${engine.threads} threads` : 'thread only'}, 128-bit SIMD of WebAssembly`,
      ...(clock === 'wall' ? [] : ['  One thread is timed by its processor time, several by the clock.']),
      ...peers.map(({ about }) => `  ${about}`),
      ...absent.map((sentence) => `  ${sentence}`),
    ),
    section('To be known', ...[...notes, ...peers.flatMap(({ caveats }) => caveats)].map(paragraph)),
    section('Cases', ...CASES.map(({ id, title }) => `  (${id}) ${title}`)),
    section(
      'A step of training: times that we are faster (median of ratios taken side by side, 95 % interval)',
      table(
        ['case', 'threads', 'peer', 'ratio', 'low', 'high', 'ours µs', 'peer µs'],
        rows.map(({ case: id, threads, peer, ratio, low, high, ours_us, peer_us }) => [
          id,
          String(threads),
          peer,
          ...(ratio === null ? ['void', '', ''] : [digits(ratio), digits(low!), digits(high!)]),
          digits(ours_us),
          digits(peer_us),
        ]),
      ),
      ...agreement
        .filter(({ agrees }) => !agrees)
        .map(
          (each) =>
            `  void: the losses of (${each.case}) and ${each.peer} differ by ${each.largest_difference.toExponential(1)} within ${STEPS} steps`,
        ),
    ),
    section(
      `The same network: largest relative difference of the losses of ${STEPS} steps (void beyond ${TOLERANCE})`,
      table(
        ['case', 'threads', 'peer', 'difference', ''],
        agreement.map((each) => [
          each.case,
          String(each.threads),
          each.peer,
          each.largest_difference.toExponential(1),
          each.without_p > 0 ? 'compared with p = 0, for each draws its own dropout' : '',
        ]),
      ),
    ),
    section(
      'Ours against ourselves: how far the machine is to be trusted (1.00 ± 0.03)',
      table(
        ['case', 'threads', 'ratio', 'low', 'high', ''],
        control.map((each) => [
          each.case,
          String(each.threads),
          each.ratio.toFixed(3),
          each.low.toFixed(3),
          each.high.toFixed(3),
          each.noisy ? 'NOISY' : 'quiet',
        ]),
      ),
    ),
    section(
      'Step and compile time, ours',
      table(
        ['case', 'threads', 'of them used', 'step µs', 'samples/s'],
        steps.map((each) => [
          each.case,
          String(each.threads),
          String(each.threads_used),
          digits(each.step_us),
          digits(each.samples_per_second),
        ]),
      ),
      '',
      table(
        ['case', 'compile ms', 'start ms', 'arena MB'],
        compile.map((each) => [each.case, digits(each.compile_ms), digits(each.start_ms), digits(each.arena_bytes / 1e6)]),
      ),
      '',
      `The forecast of ${forecast.network}: predicted ${digits(forecast.predicted_ms)} ms after an edit, measured ${digits(forecast.measured_ms)} ms after it.`,
    ),
    section(
      `Matrix products of (c), one thread, against the best of the microkernel: ${digits(microkernel.gflops)} GFLOP/s (${microkernel.layout}, ${microkernel.rows} rows, ${microkernel.inputs} inputs, ${microkernel.outputs} outputs)`,
      table(
        ['kernel', 'layout', 'rows', 'inputs', 'outputs', 'GFLOP/s', 'of best'],
        gemm.map((each) => [
          each.kernel,
          each.layout,
          String(each.rows),
          String(each.inputs),
          String(each.outputs),
          digits(each.gflops),
          percent(each.share_of_best),
        ]),
      ),
    ),
    section(
      'Telemetry: every statistic of every layer, one thread; in a session with inspections, diagnosis and the way to the page',
      table(
        ['case', 'on µs', 'off µs', 'recorded every', 'cost', 'low', 'high', 'in a session µs', 'its cost'],
        telemetry.map((each) => [
          each.case,
          digits(each.on_us),
          digits(each.off_us),
          each.every === 1 ? 'step' : `${each.every} steps`,
          percent(each.cost),
          percent(each.low),
          percent(each.high),
          digits(each.session_us),
          percent(each.session_cost),
        ]),
      ),
    ),
    section(
      'How a step grows, ours, one thread',
      table(
        ['network', 'step µs', 'GFLOP/s'],
        growth.map((each) => [each.network, digits(each.step_us), digits(each.gflops)]),
      ),
    ),
    section('The page while it trains', pageText(result.page)),
  ];
  return lines.join('\n');
}
