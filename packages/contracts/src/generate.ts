import { CATALOGUE } from './catalogue.ts';
import { generateCodebook } from './codebook.ts';
import { COMMANDS } from './commands.ts';
import {
  commandJsonSchema,
  commandSchemaPath,
  envelopeJsonSchema,
  eventJsonSchema,
  eventSchemaPath,
  type JsonSchema,
} from './json-schema.ts';

const SCHEMAS = 'packages/contracts/schemas';

/** Generates the committed files from the vocabulary. Returns their contents by path. */
export function generateFiles(): Map<string, string> {
  const events = CATALOGUE.definitions.map(
    ({ type }) => [eventSchemaPath(type), eventJsonSchema(type)] as const,
  );
  const commands = [...COMMANDS.keys()].map(
    (name) => [commandSchemaPath(name), commandJsonSchema(name)] as const,
  );
  const schemas = [['event.json', envelopeJsonSchema()] as const, ...events, ...commands];
  return new Map([
    ...schemas.map(([path, schema]) => [`${SCHEMAS}/${path}`, formatSchema(schema)] as const),
    ['docs/codebook.md', generateCodebook()],
  ]);
}

function formatSchema(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
