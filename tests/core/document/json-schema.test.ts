import { expect, test } from 'vitest';
import { documentJsonSchema } from '../../../core/document/json-schema.ts';

test('the JSON Schema asks for what a document cannot do without', () => {
  const schema = documentJsonSchema();
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(schema.required).toEqual(['format', 'version', 'name', 'nodes', 'edges']);
  expect(schema.properties).toMatchObject({
    version: { const: 1 },
    nodes: { type: 'array', maxItems: 20_000, items: { required: ['id', 'layer', 'name', 'position'] } },
  });
});
