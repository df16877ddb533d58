import { CATALOGUE } from './catalogue.ts';
import { codebook } from './codebook.ts';
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
export function generatedFiles(): Map<string, string> {
  const events = CATALOGUE.definitions.map(
    ({ type }) => [eventSchemaPath(type), eventJsonSchema(type)] as const,
  );
  const commands = [...COMMANDS.keys()].map(
    (name) => [commandSchemaPath(name), commandJsonSchema(name)] as const,
  );
  const schemas = [['event.json', envelopeJsonSchema()] as const, ...events, ...commands];
  return new Map([
    ...schemas.map(([path, schema]) => [`${SCHEMAS}/${path}`, print(schema)] as const),
    ['docs/codebook.md', codebook()],
  ]);
}

function print(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
