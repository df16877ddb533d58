import { z } from 'zod';
import {
  CorrectRecord,
  LinkRecords,
  MergeRecords,
  OpenCollection,
  ResolveConflict,
  RetractRecord,
  SkipProjection,
} from './commands/amendment-schemas.ts';
import {
  type Command,
  type CommandDefinition,
  type CommandFact,
  parseWith,
} from './commands/command.ts';
import { DOCUMENT_COMMANDS } from './commands/document-commands.ts';
import type { EventDefinition } from './define-fact.ts';
import { FACT_DEFINITIONS, getCommandName } from './fact-definitions.ts';
import { CollectionId } from './shapes/ids.ts';

/** All commands, by name. */
export const COMMANDS: ReadonlyMap<string, CommandDefinition> = new Map(
  [
    defineAmendmentCommand({
      name: 'OpenCollection',
      kind: 'open',
      doc: 'Opens the record of one organization and registers its root body.',
      schema: OpenCollection,
    }),
    ...DOCUMENT_COMMANDS,
    ...FACT_DEFINITIONS.map(defineFactCommand),
    defineAmendmentCommand({
      name: 'CorrectRecord',
      kind: 'correct',
      doc: 'Corrects one value of a fact, on evidence.',
      schema: CorrectRecord,
    }),
    defineAmendmentCommand({
      name: 'RetractRecord',
      kind: 'retract',
      doc:
        'Retracts a fact, merger or link, or all facts of a meeting or document; takes back a ' +
        'correction, retraction or resolution.',
      schema: RetractRecord,
    }),
    defineAmendmentCommand({
      name: 'MergeRecords',
      kind: 'merge',
      doc: 'Records that two ids name the same thing.',
      schema: MergeRecords,
    }),
    defineAmendmentCommand({
      name: 'LinkRecords',
      kind: 'link',
      doc: 'Records that a thing is also in another collection or scheme.',
      schema: LinkRecords,
    }),
    defineAmendmentCommand({
      name: 'ResolveConflict',
      kind: 'resolve',
      doc: 'Resolves a flagged conflict, with an explanation.',
      schema: ResolveConflict,
    }),
    defineAmendmentCommand({
      name: 'SkipProjection',
      kind: 'skip',
      doc: 'Makes a read model skip a command that it cannot show.',
      schema: SkipProjection,
    }),
  ].map((definition) => [definition.name, definition]),
);

function defineFactCommand(definition: EventDefinition): CommandDefinition {
  const name = getCommandName(definition.type);
  const schema = z.strictObject({ collection: CollectionId, ...definition.schema.shape });
  const getCompiledSchema = compileOnFirstUse(schema);
  const build = ({
    collection,
    ...data
  }: Record<string, unknown> & { collection: string }): Command => ({
    name,
    collection,
    kind: 'facts',
    opening: null,
    facts: [{ type: definition.type, data, path: '' } as CommandFact],
  });
  return {
    name,
    doc: definition.doc,
    schema,
    parse: (body) => parseWith(getCompiledSchema(), body, build),
  };
}

/** Compiling takes milliseconds, too long for the schema of a whole document. */
function compileOnFirstUse<S extends z.ZodType>(schema: S): () => S {
  let compiled: S | undefined;
  return () => (compiled ??= z.compile(schema));
}

function defineAmendmentCommand<S extends z.ZodType<{ collection: string }>>(definition: {
  readonly name: string;
  readonly kind: Command['kind'];
  readonly doc: string;
  readonly schema: S;
}): CommandDefinition {
  const { name, kind, doc, schema } = definition;
  const build = (body: z.output<S>): Command =>
    ({ name, collection: body.collection, kind, body }) as Command;
  return { name, doc, schema, parse: (body) => parseWith(schema, body, build) };
}
