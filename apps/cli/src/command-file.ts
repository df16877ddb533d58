import { EXIT } from '@rapporteur/platform/exit-codes';
import { parseDocument } from 'yaml';
import { CliError } from './cli-error.ts';
import { getCliQuery } from './cli-queries.ts';
import { fetchPages } from './query-call.ts';
import type { CliSession } from './session.ts';
import type { YamlFile } from './submission-file.ts';

/** A file with one command, such as a correction: its name, and the fields of its body. */
export interface CommandFile {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Names a fact by its type and passage: it has an event id only once it is recorded. */
interface FactReference {
  readonly type: string;
  readonly document: string;
  readonly start: number;
  readonly end: number;
}

/** Returns the command of a YAML text; undefined for a submission, which has no `command:`. */
export function parseCommandFile(
  { file, yaml }: YamlFile,
  defaultCollection?: string,
): CommandFile | undefined {
  const document = parseDocument(yaml, { uniqueKeys: true });
  // The parser of submissions reports malformed YAML.
  if (document.errors.length > 0) return undefined;

  const value: unknown = document.toJS({ maxAliasCount: 0 });
  if (typeof value !== 'object' || value === null || !('command' in value)) return undefined;
  const { command, ...fields } = value as Readonly<Record<string, unknown>>;
  const body = { collection: defaultCollection, ...fields };
  if (typeof command === 'string') return { name: command, body };
  throw new CliError(
    EXIT.usage,
    `${file}: \`command\` must be the name of a command.`,
    'Write for example `command: CorrectRecord`.',
  );
}

/** Returns the body with the event id of its target, which it looks up at `minPosition` or later. */
export async function resolveTarget(
  session: CliSession,
  { body }: CommandFile,
  minPosition: string | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const { target, collection } = body;
  if (typeof target !== 'object' || target === null || typeof collection !== 'string') return body;
  const reference = target as FactReference;
  return { ...body, target: await findFact(session, { reference, collection, minPosition }) };
}

interface FactSearch {
  readonly reference: FactReference;
  readonly collection: string;
  readonly minPosition: string | undefined;
}

interface CliRecordedFact {
  readonly event: string;
  readonly data: {
    readonly assertion?: { readonly passages?: readonly Omit<FactReference, 'type'>[] };
  };
}

async function findFact(
  session: CliSession,
  { reference, collection, minPosition }: FactSearch,
): Promise<string> {
  const { type, document, start, end } = reference;
  const pages = fetchPages(session, {
    query: getCliQuery('facts'),
    collections: [collection],
    pathArguments: [],
    parameters: { type, document, position: minPosition, sources: false },
    limit: undefined,
  });
  for await (const { data } of pages) {
    const facts = data as readonly CliRecordedFact[];
    const found = facts.find(({ data: { assertion } }) =>
      assertion?.passages?.some(
        (passage) =>
          passage.document === document && passage.start === start && passage.end === end,
      ),
    );
    if (found !== undefined) return found.event;
  }

  throw new CliError(
    EXIT.notFound,
    `The record has no ${type} on the words ${start}-${end} of ${document}.`,
    'Record the document first, or name the fact by its event id.',
  );
}
