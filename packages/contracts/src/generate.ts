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

/** Everything that is generated from the vocabulary and committed: path from the root of the repository → content. */
export function generateFiles(): Map<string, string> {
  const events = CATALOGUE.definitions.map(
    ({ type }) => [eventSchemaPath(type), eventJsonSchema(type)] as const,
  );
  const commands = [...COMMANDS.keys()].map(
    (name) => [commandSchemaPath(name), commandJsonSchema(name)] as const,
  );
  const schemas = [['event.json', envelopeJsonSchema()] as const, ...events, ...commands];
  return new Map([
    ...schemas.map(([path, schema]) => [`${SCHEMAS}/${path}`, print(schema)] as const),
    ['docs/codebook.md', generateCodebook()],
  ]);
}

function print(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
