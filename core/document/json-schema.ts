import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import { documentSchema } from './document.ts';

/** The JSON Schema (draft 2020-12) of a `.gradscape.json` file as it may be written: what has a default may be left out. */
export function documentJsonSchema(): JsonSchema {
  // every number of JSON is finite, so `finite` needs no word of its own
  return {
    title: 'Gradscape document',
    ...toJsonSchema(documentSchema, { target: 'draft-2020-12', typeMode: 'input', ignoreActions: ['finite'] }),
  };
}
