/** @file Training, and what comes of it. */
import { m } from '../language/generated/messages.js';
import { sentenceOf, severityWord } from '../state/finding-words.ts';
import type { Workbench } from '../state/workbench.svelte.ts';
import { titled, type Action } from './action.ts';

export const RUN_ACTIONS = [
  {
    id: 'train',
    group: 'run',
    title: titled(m.action_train),
    keys: ['Ctrl+Enter'],
    heard: 'always',
    run: async (bench) => void (await (bench.training.running ? bench.training.pause() : bench.train())),
  },
  {
    id: 'step',
    group: 'run',
    title: titled(m.action_step),
    keys: ['Ctrl+.'],
    heard: 'always',
    repeats: true,
    run: (bench) => bench.step(),
  },
  { id: 'reset', group: 'run', title: titled(m.action_reset), keys: [], heard: 'window', run: (bench) => bench.reset() },
  {
    id: 'rewind',
    group: 'run',
    title: titled(m.action_rewind),
    keys: [],
    heard: 'window',
    enabled: ({ training }) => training.lastGood !== null && !training.running,
    run: (bench) => bench.rewind(),
  },
  {
    id: 'check_gradients',
    group: 'run',
    title: titled(m.gradients_check),
    keys: ['Ctrl+Shift+Enter'],
    heard: 'always',
    enabled: ({ gradients }) => !gradients.busy,
    run: (bench) => bench.gradients.check(),
  },
  {
    id: 'notify_runs',
    group: 'run',
    title: titled(m.action_notify_runs),
    keys: [],
    heard: 'window',
    enabled: ({ herald }) => herald.can,
    checked: ({ herald }) => herald.on,
    run: ({ herald }) => herald.choose(!herald.on),
  },
  {
    id: 'next_finding',
    group: 'run',
    title: titled(m.action_next_finding),
    keys: ['F8'],
    heard: 'always',
    repeats: true,
    enabled: ({ findings }) => findings.standing.length > 0,
    run: (bench) => showFinding(bench, 1),
  },
  {
    id: 'previous_finding',
    group: 'run',
    title: titled(m.action_previous_finding),
    keys: ['Shift+F8'],
    heard: 'always',
    repeats: true,
    enabled: ({ findings }) => findings.standing.length > 0,
    run: (bench) => showFinding(bench, -1),
  },
] as const satisfies readonly Action[];

function showFinding({ findings, selection, view, speech }: Workbench, direction: 1 | -1): void {
  const finding = findings.reach(direction);
  if (!finding) return;
  selection.showPlace(finding.where);
  if (finding.where.node !== undefined) view?.focus(finding.where.node);
  speech.say(`${severityWord(finding.severity)}: ${sentenceOf(finding)}`);
}
