/** @file What the compiler, the run and the diagnosis say of blocks and wires, as a drawing of the network tells it. */
import type { Finding } from '../../core/findings/finding.ts';
import { repeatsOf } from '../editing/repeats.ts';
import { m } from '../language/generated/messages.js';
import { sentenceOf } from '../state/finding-words.ts';
import type { Workbench } from '../state/workbench.svelte.ts';
import { shortCount } from './block-text.ts';
import type { DrawingFacts, DrawnFinding } from './drawing-svg.ts';

export function drawingFacts({ project, compile, findings, telemetry, training, batch }: Workbench): DrawingFacts {
  const drawn = (finding: Finding | undefined): DrawnFinding | null =>
    finding ? { severity: finding.severity, sentence: sentenceOf(finding) } : null;
  return {
    title: project.title,
    summaryOf: (node) => compile.nodes.get(node)?.summary ?? '',
    groupSummary: ({ nodes }) => {
      const parameters = nodes.reduce((sum, { id }) => sum + (compile.nodes.get(id)?.parameters ?? 0), 0);
      return [m.group_blocks({ count: nodes.length }), ...(parameters > 0 ? [shortCount(parameters)] : [])].join(' · ');
    },
    repeatsOf: ({ group }) => repeatsOf(project.document, group).count,
    shapeOf: (wire) => {
      const shape = compile.edges.get(wire)?.shape;
      return shape ? [batch, ...shape].join('×') : null;
    },
    heatOf: (node) => {
      const { heat, broken } = telemetry.pulses.of(node);
      const foretold = training.step === 0 && !broken ? compile.forecastOfNode.get(node)?.heat : undefined;
      return { heat: heat ?? foretold ?? null, broken };
    },
    findingOfNode: (node) => drawn(findings.ofNode.get(node)),
    findingOfWire: (wire) => drawn(compile.findingOfEdge.get(wire)),
  };
}
