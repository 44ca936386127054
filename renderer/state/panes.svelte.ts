/** @file How large the panels are, which of them are folded away, and what the left one shows; remembered on this machine. */

export const PANES = {
  left: { usual: 184, least: 148, most: 360 },
  right: { usual: 304, least: 240, most: 560 },
  below: { usual: 296, least: 180, most: 640 },
} as const;

export type Pane = keyof typeof PANES;
export type LeftTab = 'palette' | 'outline';

export class Panes {
  left = $state<LeftTab>('palette');
  /** Leads the focus to the search of the palette, while it is there. */
  search: (() => void) | null = null;
}
