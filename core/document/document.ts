/**
 * @file The document: the network as a person drew it and as it is saved. Settings stay as they were written; what is left
 * out takes its default when the compiler reads it, so that opening and saving changes nothing. Fields that this version
 * does not know are kept. An unknown layer is legal here and becomes a finding in the compiler.
 */
import * as v from 'valibot';

const position = v.tuple([v.pipe(v.number(), v.finite()), v.pipe(v.number(), v.finite())]);
const end = v.tuple([v.string(), v.string()]);

export const nodeSchema = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  layer: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  name: v.pipe(v.string(), v.maxLength(200)),
  settings: v.optional(v.record(v.string(), v.unknown()), {}),
  position,
});

export const edgeSchema = v.looseObject({ from: end, to: end });

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

export const documentSchema = v.looseObject({
  format: v.literal('gradscape'),
  version: v.literal(1),
  name: v.pipe(v.string(), v.maxLength(1000)),
  nodes: v.pipe(v.array(nodeSchema), v.maxLength(20_000)),
  edges: v.pipe(v.array(edgeSchema), v.maxLength(100_000)),
  training: v.optional(trainingSchema, {}),
  dataset: v.optional(datasetSchema),
  diagnosis: v.optional(diagnosisSchema),
  notes: v.optional(v.unknown()),
});

export type Document = v.InferOutput<typeof documentSchema>;
export type Node = v.InferOutput<typeof nodeSchema>;
export type Edge = v.InferOutput<typeof edgeSchema>;
export type Settings = Node['settings'];

/** An empty document, as New makes it. */
export function emptyDocument(name = 'Untitled'): Document {
  return { format: 'gradscape', version: 1, name, nodes: [], edges: [], training: {}, dataset: { source: 'spiral' } };
}

/** `a.out -> b.in`: how a finding or a test names an edge. */
export function edgeName(edge: Edge): string {
  return `${edge.from[0]}.${edge.from[1]} -> ${edge.to[0]}.${edge.to[1]}`;
}
