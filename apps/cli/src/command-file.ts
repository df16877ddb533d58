import { parseDocument } from 'yaml';
import { CliError } from './cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import type { YamlFile } from './submission-file.ts';
import type { CliSession } from './session.ts';

/** A file that holds one command, such as a correction: its name, and the fields of its body. */
export interface CommandFile {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A fact named by what it is and where it stands, since it has its id only once it is recorded. */
interface FactReference {
  readonly type: string;
  readonly document: string;
  readonly start: number;
  readonly end: number;
}

/** The command that a YAML text holds; undefined where it has no `command:`, and so is a submission. */
export function parseCommandFile({ file, yaml }: YamlFile): CommandFile | undefined {
  const document = parseDocument(yaml, { uniqueKeys: true });
  // What is malformed is for the reader of submissions to explain.
  if (document.errors.length > 0) return undefined;
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  if (typeof value !== 'object' || value === null || !('command' in value)) return undefined;
  const { command, ...body } = value as Readonly<Record<string, unknown>>;
  if (typeof command === 'string') return { name: command, body };
  throw new CliError(
    EXIT.usage,
    `${file}: command is no name of a command.`,
    'Write `command: CorrectRecord`.',
  );
}

/** The body as it is sent: a target that is named by its passage gets its id, looked up at `position` or later. */
export async function resolveTarget(
  session: CliSession,
  { body }: CommandFile,
  position: string | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const { target, collection } = body;
  if (typeof target !== 'object' || target === null || typeof collection !== 'string') return body;
  return {
    ...body,
    target: await findFact(session, collection, target as FactReference, position),
  };
}

/** Of one type and document: more than any document holds. */
const FACTS_MAX = 1000;

interface CliRecordedFact {
  readonly event: string;
  readonly data: {
    readonly assertion?: { readonly passages?: readonly Omit<FactReference, 'type'>[] };
  };
}

async function findFact(
  session: CliSession,
  collection: string,
  { type, document, start, end }: FactReference,
  position: string | undefined,
): Promise<string> {
  const path = `/v1/collections/${encodeURIComponent(collection)}/facts`;
  const parameters = { type, document, position, sources: false, limit: FACTS_MAX };
  const { data } = await session.queryApi.getJson<{ data: readonly CliRecordedFact[] }>(
    path,
    parameters,
  );
  const found = data.find(({ data: { assertion } }) =>
    assertion?.passages?.some(
      (passage) => passage.document === document && passage.start === start && passage.end === end,
    ),
  );
  if (found !== undefined) return found.event;
  const remedy = 'Record the document first, or name the fact by its event id.';
  throw new CliError(
    EXIT.notFound,
    `The record holds no ${type} on the words ${start}-${end} of ${document}.`,
    remedy,
  );
}
