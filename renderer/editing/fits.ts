/**
 * @file Whether what a wire brings is what the block at its end takes, told before the wire is drawn: by what the layers say of shapes, with
 * no word from the worker. What is not known yet is taken to fit.
 */
import type { Document, Edge, Node, Settings } from '../../core/document/document.ts';
import type { Wire } from '../../core/document/edits.ts';
import type { Numbers } from '../../core/findings/finding.ts';
import type { FindingCode } from '../../core/findings/messages.ts';
import { accept } from '../../core/layers/accept.ts';
import { isBypassed } from '../../core/layers/bypass.ts';
import { LAYERS, findLayer } from '../../core/layers/index.ts';
import { isRefusal, type Layer, type Refusal } from '../../core/layers/layer.ts';
import { refusalNumbers } from '../../core/layers/refusal.ts';
import { resolveSettings } from '../../core/layers/resolve-settings.ts';
import { TRAINING_SETTINGS } from '../../core/layers/training-settings.ts';
import type { Outline } from '../../core/plan/outline.ts';
import { sameShape, type Shape } from '../../core/tensor/shape.ts';

export type Fit =
  | { readonly fits: true }
  /** What a finding would say: `sentenceOf` makes the sentence of it. */
  | { readonly fits: false; readonly code: FindingCode; readonly numbers: Numbers };

/** A layer, and the settings with which it fits where others would not. */
export interface FittingLayer {
  readonly layer: Layer;
  readonly settings: Settings;
}

/** Where a block is to be put: behind an output, before an input, or between the two. */
export interface Opening {
  readonly from?: Edge['from'] | undefined;
  readonly to?: Edge['to'] | undefined;
}

const FITS: Fit = { fits: true };

/** What the block at the end of `wire` would say of the shape that arrives; a wire that is there at that input makes room. */
export function fitOf(document: Document, outline: Outline | null, wire: Wire): Fit {
  const target = nodeOf(document, wire.to[0]);
  const arriving = shapeAt(outline, wire.from[0]);
  if (!target || !arriving) return FITS;
  const answer = answerAt(document, outline, target, wire.to[1], arriving);
  if (answer === null || !isRefusal(answer)) return FITS;
  const names = inputsOf(document, target, wire).map((from) => nodeOf(document, from?.[0] ?? '')?.name ?? '');
  return { fits: false, code: answer.code, numbers: refusalNumbers(answer, batchOf(document), target.name, names) };
}

/** The layers that a block there can be of, in the order of the palette. What stands between two ends is wired to both. */
export function layersThatFit(document: Document, outline: Outline | null, { from, to }: Opening): readonly FittingLayer[] {
  const arriving = from ? shapeAt(outline, from[0]) : null;
  const wanted = to ? shapeWanted(document, outline, to) : null;
  return LAYERS.flatMap((layer) => {
    if ((from && layer.inputs.length === 0) || (to && layer.outputs.length === 0)) return [];
    const settings = settingsThatFit(layer, arriving, wanted);
    return settings ? [{ layer, settings }] : [];
  });
}

/** With which it takes `arriving` and gives `wanted`, each null if anything will do; null if with none. */
function settingsThatFit(layer: Layer, arriving: Shape | null, wanted: Shape | null): Settings | null {
  const settings = wanted ? settingsThatGive(layer, wanted) : {};
  const { values } = resolveSettings(layer, settings, { node: '', name: '' }, []);
  // what is fed by several is fed the same by all, for nothing else is known of them
  const shape = arriving ?? wanted;
  if (!shape) return settings;
  const given = layer.infer(
    values,
    layer.inputs.map(() => shape),
  );
  return isRefusal(given) || (wanted && !sameShape(given, wanted)) ? null : settings;
}

/** Of a layer whose settings say what it gives. */
function settingsThatGive({ settings }: Layer, wanted: Shape): Settings {
  if ('shape' in settings) return { shape: [...wanted] };
  return 'out_features' in settings && wanted.length === 1 ? { out_features: wanted[0]! } : {};
}

/** The only shape that an input takes; null if it takes several, or any. */
function shapeWanted(document: Document, outline: Outline | null, [id, port]: Edge['to']): Shape | null {
  const target = nodeOf(document, id);
  if (!target) return null;
  const answer = answerAt(document, outline, target, port, NO_SHAPE);
  if (answer === null || !isRefusal(answer)) return null;
  const [first, second] = [answer.shapes['first'], answer.shapes['second']];
  const other = first && sameShape(first, NO_SHAPE) ? second : first;
  return answer.shapes['expected'] ?? other ?? null;
}

/** One number of no extent: no block gives it, so who refuses it says what else is wanted. */
const NO_SHAPE: Shape = [0];

/** What a block gives, or why not, with `arriving` at one of its inputs; null while that is not known. */
function answerAt(document: Document, outline: Outline | null, node: Node, port: string, arriving: Shape): Shape | Refusal | null {
  const layer = findLayer(node.layer);
  if (!layer || isBypassed(node) || !layer.inputs.includes(port)) return null;
  const { values, shaped } = resolveSettings(layer, node.settings, { node: node.id, name: node.name }, []);
  const shapes = layer.inputs.map((input) => {
    if (input === port) return arriving;
    const wire = document.edges.find(({ to }) => to[0] === node.id && to[1] === input);
    return wire ? shapeAt(outline, wire.from[0]) : null;
  });
  return shaped && shapes.every((shape) => shape !== null) ? layer.infer(values, shapes) : null;
}

/** The outputs that feed each input of a block once `wire` is drawn. */
function inputsOf({ edges }: Document, { id, layer }: Node, wire: Wire): (Edge['from'] | undefined)[] {
  const inputs = findLayer(layer)?.inputs ?? [];
  return inputs.map((input) => (input === wire.to[1] ? wire.from : edges.find(({ to }) => to[0] === id && to[1] === input)?.from));
}

function nodeOf({ nodes }: Document, id: string): Node | undefined {
  return nodes.find((node) => node.id === id);
}

function shapeAt(outline: Outline | null, id: string): Shape | null {
  return outline?.nodes.find(({ node }) => node === id)?.shape ?? null;
}

function batchOf({ training }: Document): number {
  const setting = TRAINING_SETTINGS.batch_size;
  const given = training.batch_size;
  return given !== undefined && accept(setting, given).accepted ? given : setting.default;
}
