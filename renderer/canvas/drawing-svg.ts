/**
 * @file The network as a picture for papers and slides: an SVG that needs nothing outside of itself. It is drawn from what the canvas
 * shows, not from the page, so that what is out of view or too small to be read on the screen is in it.
 */
import { BLOCK } from '../editing/block.ts';
import { boxAround, type Box } from '../editing/box.ts';
import { groupColour, portsOf } from '../editing/ports.ts';
import type { Shown, ShownBlock, ShownFrame, ShownGroup, ShownNote, ShownWire } from '../editing/shown.ts';
import type { Severity } from '../../core/findings/finding.ts';
import { heatShare } from '../state/heat-share.ts';
import { escaped, FONT, LETTER, type Drawing, type Ink } from '../theme/drawing.ts';
import { wireCourse } from './wire-path.ts';
import { wireLook } from './wire-look.ts';

export interface DrawnFinding {
  readonly severity: Severity;
  readonly sentence: string;
}

export interface DrawnHeat {
  /** Decades from healthy; null where it is not known. */
  readonly heat: number | null;
  readonly broken: boolean;
}

/** What is known of the blocks and wires beyond their document; ids are those of nodes, wires go by `edgeName`. */
export interface DrawingFacts {
  /** What the picture is called. */
  readonly title: string;
  /** The line below the name of a block. */
  summaryOf(node: string): string;
  /** The line below the name of a collapsed group. */
  groupSummary(group: ShownGroup): string;
  /** How often what is in a group repeats. */
  repeatsOf(group: ShownGroup | ShownFrame): number;
  /** The words on a wire; null if its shape is not known. */
  shapeOf(wire: string): string | null;
  heatOf(node: string): DrawnHeat;
  findingOfNode(node: string): DrawnFinding | null;
  findingOfWire(wire: string): DrawnFinding | null;
}

/** Around the network; wires that turn back or make a bow stay within it. */
const MARGIN = 48;
const TEXT = { name: 13, small: 11, note: 13, noteLine: 18 } as const;

export function drawingSvg(shown: Shown, facts: DrawingFacts, ink: Ink): Drawing {
  const corners = [...shown.blocks, ...shown.groups].map(({ position: [x, y] }) => ({ x, y }));
  const wires = shown.wires.map((wire) => ({ wire, course: courseOf(shown, wire, corners) }));
  const labels = wires.map(({ course: { labelX, labelY } }): Box => ({ position: [labelX, labelY], size: [0, 0] }));
  const { position, size } = boxAround([...shown.byId.values(), ...labels]) ?? { position: [0, 0], size: [0, 0] };
  const [left, top, width, height] = [position[0] - MARGIN, position[1] - MARGIN, size[0] + 2 * MARGIN, size[1] + 2 * MARGIN];
  const svg = [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="${FONT}" font-size="${TEXT.small}">`,
    `<title>${escaped(facts.title)}</title>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${ink('var(--ground)')}"/>`,
    ...shown.frames.map((frame) => frameSvg(frame, facts, ink)),
    ...shown.notes.map((note) => noteSvg(note, ink)),
    ...wires.map(({ wire, course }) => wireSvg(wire, course, facts, ink)),
    ...shown.blocks.map((block) => blockSvg(block, facts, ink)),
    ...shown.groups.map((group) => groupSvg(group, facts, ink)),
    ...wires.map(({ wire, course }) => labelSvg(wire, course, facts, ink)),
    `</svg>`,
  ];
  return { svg: `${svg.filter((line) => line !== '').join('\n')}\n`, width, height };
}

type Course = ReturnType<typeof wireCourse>;

function courseOf(shown: Shown, wire: ShownWire, corners: readonly { x: number; y: number }[]): Course {
  const [sourceX, sourceY] = portPlace(shown, wire.source, wire.sourceHandle, 'outputs');
  const [targetX, targetY] = portPlace(shown, wire.target, wire.targetHandle, 'inputs');
  return wireCourse({ sourceX, sourceY, targetX, targetY }, corners);
}

/** Ports stand on the edge of their block, evenly from top to bottom. */
function portPlace(shown: Shown, id: string, handle: string, side: 'inputs' | 'outputs'): [x: number, y: number] {
  const thing = shown.byId.get(id)!;
  const handles = thing.kind === 'block' ? portsOf(thing.node)[side] : thing.kind === 'group' ? thing[side].map((port) => port.handle) : [];
  const index = Math.max(0, handles.indexOf(handle));
  const {
    position: [x, y],
    size: [width, height],
  } = thing;
  return [side === 'outputs' ? x + width : x, y + ((index + 1) / (handles.length + 1)) * height];
}

function wireSvg({ id, edge }: ShownWire, { path }: Course, facts: DrawingFacts, ink: Ink): string {
  const finding = facts.findingOfWire(id);
  const { heat, broken } = facts.heatOf(edge.from[0]);
  const { form, share, width, gap } = wireLook(heat, broken);
  const dashes = finding ? '6 4' : form === 'zero' || form === 'broken' ? '0 7' : gap > 0 ? `10 ${gap}` : null;
  const line = (colour: string, opacity: number) =>
    `<path d="${path}" fill="none" stroke="${ink(colour)}" stroke-width="${width}"${opacity < 1 ? ` stroke-opacity="${opacity}"` : ''}${dashes ? ` stroke-dasharray="${dashes}"` : ''}${form === 'zero' || form === 'broken' ? ' stroke-linecap="round"' : ''}/>`;
  const hue = form === 'broken' ? 'var(--bad)' : heat !== null && heat > 0 ? 'var(--hot)' : 'var(--cold)';
  const lines = finding ? line(severityColour(finding.severity), 1) : line('var(--line-strong)', 1) + (share > 0 ? line(hue, share) : '');
  return `<g class="wire">${lines}${finding ? titled(finding.sentence) : ''}</g>`;
}

/** Over the blocks: what is wrong with a wire must be read. */
function labelSvg({ id }: ShownWire, { labelX, labelY, level }: Course, facts: DrawingFacts, ink: Ink): string {
  const finding = facts.findingOfWire(id);
  const words = facts.shapeOf(id) ?? (finding ? '!' : null);
  if (words === null) return '';
  const width = words.length * TEXT.small * LETTER + 8;
  const y = labelY - (level && !finding ? 9 : 0);
  const ground = finding ? severityColour(finding.severity) : level ? null : 'var(--ground)';
  const box = ground ? `<rect x="${labelX - width / 2}" y="${y - 7}" width="${width}" height="14" rx="4" fill="${ink(ground)}"/>` : '';
  const colour = finding ? 'var(--ground)' : 'var(--muted)';
  return `<g class="shape">${box}<text x="${labelX}" y="${y + 4}" text-anchor="middle" fill="${ink(colour)}">${escaped(words)}</text></g>`;
}

function blockSvg({ node, position, size }: ShownBlock, facts: DrawingFacts, ink: Ink): string {
  const finding = facts.findingOfNode(node.id);
  const summary = [node.layer.replace(/Loss$/, ''), facts.summaryOf(node.id)].filter(Boolean).join(' · ');
  return card('block', { position, size }, finding, ink, [
    `<rect x="6" y="9" width="3" height="${size[1] - 18}" rx="1.5" fill="${ink(groupColour(node.layer))}"/>`,
    name(16, node.name, BLOCK.width - 26, ink),
    small(16, summary, BLOCK.width - 26, ink),
    heatSvg(facts.heatOf(node.id), size, ink),
  ], node.bypassed === true); // prettier-ignore
}

function groupSvg(group: ShownGroup, facts: DrawingFacts, ink: Ink): string {
  const findings = group.nodes.flatMap(({ id }) => facts.findingOfNode(id) ?? []);
  const gravest = (['error', 'warning', 'info'] as const).flatMap((grave) => findings.filter(({ severity }) => severity === grave))[0];
  const repeats = facts.repeatsOf(group);
  const behind = repeats > 1 ? [6, 3].map((off) => `<rect x="${off}" y="${off}" width="${group.size[0]}" height="${group.size[1]}" rx="10" fill="${ink('var(--raised)')}" stroke="${ink('var(--line)')}"/>`).join('') : ''; // prettier-ignore
  return card('group', group, gravest ?? null, ink, [
    name(10, withTimes(group.group.name, repeats), BLOCK.width - 20, ink),
    small(10, facts.groupSummary(group), BLOCK.width - 20, ink),
  ], false, behind); // prettier-ignore
}

/** Its content is drawn from its upper left corner. */
function card(
  kind: string,
  { position: [x, y], size: [width, height] }: Box,
  finding: DrawnFinding | null,
  ink: Ink,
  content: readonly string[],
  faint = false,
  behind = '',
): string {
  const edge = finding?.severity === 'error' ? 'var(--bad)' : 'var(--line-strong)';
  const mark = finding
    ? `<circle cx="${width - 4}" r="7" fill="${ink(severityColour(finding.severity))}"/><text x="${width - 4}" y="4" text-anchor="middle" font-weight="700" fill="${ink('var(--ground)')}">!</text>`
    : '';
  return `<g class="${kind}" transform="translate(${x} ${y})"${faint ? ' opacity="0.5"' : ''}>${finding ? titled(finding.sentence) : ''}${behind}<rect width="${width}" height="${height}" rx="10" fill="${ink('var(--raised)')}" stroke="${ink(edge)}"${faint ? ' stroke-dasharray="4 3"' : ''}/>${content.join('')}${mark}</g>`;
}

function heatSvg({ heat, broken }: DrawnHeat, [width, height]: Box['size'], ink: Ink): string {
  const [left, length, y] = [16, width - 26, height - 10];
  const track = `<rect x="${left}" y="${y}" width="${length}" height="4" rx="2" fill="${ink(broken ? 'var(--bad)' : 'var(--line)')}"/>`;
  const share = heatShare(heat);
  const middle = left + length / 2;
  const extent = (Math.abs(share) * length) / 2;
  const bar = share === 0 ? '' : `<rect x="${share < 0 ? middle - extent : middle}" y="${y}" width="${extent}" height="4" rx="2" fill="${ink(share < 0 ? 'var(--cold)' : 'var(--hot)')}"/>`; // prettier-ignore
  return `${track}${bar}<rect x="${middle - 0.5}" y="${y}" width="1" height="4" fill="${ink('var(--faint)')}"/>`;
}

function frameSvg(frame: ShownFrame, facts: DrawingFacts, ink: Ink): string {
  const {
    position: [x, y],
    size: [width, height],
  } = frame;
  const words = cut(withTimes(frame.group.name, facts.repeatsOf(frame)), width - 32, TEXT.name);
  return `<g class="frame" transform="translate(${x} ${y})"><rect width="${width}" height="${height}" rx="14" fill="${ink('var(--raised)')}" fill-opacity="0.45" stroke="${ink('var(--line-strong)')}"/><text x="16" y="19" font-size="${TEXT.name}" fill="${ink('var(--muted)')}">${escaped(words)}</text></g>`;
}

function noteSvg({ note, position: [x, y], size: [width, height] }: ShownNote, ink: Ink): string {
  const fitting = Math.max(1, Math.floor((height - 16) / TEXT.noteLine));
  const lines = wrapped(note.text, width - 20, TEXT.note).slice(0, fitting);
  const words = lines.map((line, index) => `<tspan x="10" y="${8 + 13 + index * TEXT.noteLine}">${escaped(line)}</tspan>`);
  return `<g class="note" transform="translate(${x} ${y})"><rect width="${width}" height="${height}" rx="8" fill="${ink('var(--paper)')}" stroke="${ink('var(--paper-line)')}"/><text font-size="${TEXT.note}" fill="${ink('var(--text)')}">${words.join('')}</text></g>`;
}

function name(x: number, words: string, room: number, ink: Ink): string {
  return `<text x="${x}" y="23" font-size="${TEXT.name}" font-weight="600" fill="${ink('var(--text)')}">${escaped(cut(words, room, TEXT.name))}</text>`;
}

function small(x: number, words: string, room: number, ink: Ink): string {
  return `<text x="${x}" y="39" fill="${ink('var(--muted)')}">${escaped(cut(words, room, TEXT.small))}</text>`;
}

function withTimes(words: string, repeats: number): string {
  return repeats > 1 ? `${words} × ${repeats}` : words;
}

function severityColour(severity: Severity): string {
  return { error: 'var(--bad)', warning: 'var(--warn)', info: 'var(--info)' }[severity];
}

function titled(sentence: string): string {
  return `<title>${escaped(sentence)}</title>`;
}

/** As much of the words as has room, with an ellipsis where that is not all. */
function cut(words: string, room: number, size: number): string {
  const letters = [...words];
  const fitting = Math.floor(room / (size * LETTER));
  return letters.length <= fitting
    ? words
    : `${letters
        .slice(0, Math.max(1, fitting - 1))
        .join('')
        .trimEnd()}…`;
}

function wrapped(text: string, room: number, size: number): string[] {
  const fitting = Math.max(1, Math.floor(room / (size * LETTER)));
  return text.split('\n').flatMap((line) => {
    const lines = [''];
    for (const word of line.split(' ')) {
      const last = lines.at(-1)!;
      if (last === '') lines[lines.length - 1] = word;
      else if (last.length + 1 + word.length <= fitting) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  });
}
