/**
 * @file The document: the network as a person drew it and as it is saved. Settings stay as they were written; what is left
 * out takes its default when the compiler reads it, so that opening and saving changes nothing. Fields that this version
 * does not know are kept. An unknown layer is legal here and becomes a finding in the compiler.
 */
import * as v from 'valibot';

/** In canvas pixels; a place further out than this could not be told from the one beside it. */
export const FARTHEST = 1e7;
const coordinate = v.pipe(v.number(), v.finite(), v.minValue(-FARTHEST), v.maxValue(FARTHEST));
const position = v.tuple([coordinate, coordinate]);
const end = v.tuple([v.string(), v.string()]);

export const nodeSchema = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  layer: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  name: v.pipe(v.string(), v.maxLength(200)),
  settings: v.optional(v.record(v.string(), v.unknown()), {}),
  position,
  /** Out of use for now: what arrives at its first wired input passes on as it is. */
  bypassed: v.optional(v.boolean()),
});

export const edgeSchema = v.looseObject({ from: end, to: end });

/**
 * Blocks that are shown as one. A group changes nothing of what the network computes. Of two groups one lies in the other or they have
 * no block in common.
 */
export const groupSchema = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  name: v.pipe(v.string(), v.maxLength(200)),
  /** Ids of its blocks, those of groups within it among them. */
  nodes: v.array(v.string()),
  collapsed: v.optional(v.boolean()),
  /** The one of its blocks in whose place it stands while it is collapsed; without it, at the top left of where they all are. */
  at: v.optional(v.string()),
});

/** Words on the canvas. */
export const noteSchema = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  text: v.pipe(v.string(), v.maxLength(20_000)),
  position,
  /** Width and height in canvas pixels. */
  size: v.optional(position),
});

export const trainingSchema = v.looseObject({
  optimizer: v.optional(v.looseObject({ kind: v.string() })),
  batch_size: v.optional(v.number()),
  epochs: v.optional(v.number()),
  seed: v.optional(v.number()),
  clip_grad_norm: v.optional(v.nullable(v.number())),
});

export const datasetSchema = v.looseObject({ source: v.string() });

export const diagnosisSchema = v.looseObject({
  /** Codes of findings that the person does not want to hear of in this network. */
  muted: v.optional(v.array(v.string())),
});

/** Of each list, what it may hold. */
export const MOST = { nodes: 20_000, edges: 100_000, groups: 20_000, notes: 20_000 } as const;

export const documentSchema = v.looseObject({
  format: v.literal('gradscape'),
  version: v.literal(1),
  name: v.pipe(v.string(), v.maxLength(1000)),
  nodes: v.pipe(v.array(nodeSchema), v.maxLength(MOST.nodes)),
  edges: v.pipe(v.array(edgeSchema), v.maxLength(MOST.edges)),
  training: v.optional(trainingSchema, {}),
  dataset: v.optional(datasetSchema),
  diagnosis: v.optional(diagnosisSchema),
  groups: v.optional(v.pipe(v.array(groupSchema), v.maxLength(MOST.groups))),
  /** One text, or notes with a place each: `notesOf` (notes.ts) reads both. */
  notes: v.optional(v.union([v.string(), v.pipe(v.array(noteSchema), v.maxLength(MOST.notes))])),
});

export type Document = v.InferOutput<typeof documentSchema>;
export type Node = v.InferOutput<typeof nodeSchema>;
export type Edge = v.InferOutput<typeof edgeSchema>;
export type Settings = Node['settings'];
export type Group = v.InferOutput<typeof groupSchema>;
export type Note = v.InferOutput<typeof noteSchema>;

/** An empty document, as New makes it. */
export function emptyDocument(name = 'Untitled'): Document {
  return { format: 'gradscape', version: 1, name, nodes: [], edges: [], training: {}, dataset: { source: 'spiral' } };
}

/** `a.out -> b.in`: how a finding or a test names an edge. */
export function edgeName(edge: Edge): string {
  return `${edge.from[0]}.${edge.from[1]} -> ${edge.to[0]}.${edge.to[1]}`;
}
