/** @file The workbench as far as actions ask it whether they can be done: with a network, with one of its blocks selected, nothing trained. */
import type { Document } from '../../../core/document/document.ts';
import { LESSONS } from '../../../core/lessons/index.ts';
import type { Workbench } from '../../../renderer/state/workbench.svelte.ts';

interface Given {
  readonly document?: Document;
  /** Ids of blocks. */
  readonly selected?: readonly string[];
  /** A question waits for its answer. */
  readonly asked?: boolean;
  readonly recents?: readonly { readonly id: string; readonly name: string }[];
  readonly logFile?: boolean;
}

export function fakeBench({ document, selected, asked = false, recents = [], logFile = true }: Given = {}): Workbench {
  const shown = document ?? LESSONS[0]!.document;
  const nodes = selected ?? [shown.nodes[1]!.id];
  const parts = {
    project: { document: shown, canUndo: true, canRedo: false },
    selection: { nodes, edges: [], notes: [], node: nodes.length === 1 ? nodes[0]! : null },
    view: {},
    dataViewing: { kind: 'points', open: true, large: false },
    panes: { isFolded: (pane: string) => pane === 'right', inspector: 'settings' },
    depth: { large: false },
    exports: { lack: () => null },
    sharing: { lack: () => null },
    opening: { shown: null },
    landscape: { view: 'signal', go: null },
    runs: { chosen: new Set(), comparing: false },
    appearance: { theme: 'dark', language: 'en' },
    training: { running: false, step: 0, lastGood: null },
    gradients: { busy: false },
    findings: { standing: [] },
    walking: { walk: null },
    telemetry: { ofNow: null, past: false },
    moment: { live: true, step: null },
    herald: { can: true, on: true },
    recents: { list: recents },
    questions: { open: asked },
    host: { can: { logFile } },
  };
  return parts as unknown as Workbench;
}
