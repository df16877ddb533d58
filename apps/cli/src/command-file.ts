import { parseDocument } from 'yaml';
import { CliError } from './cli-error.ts';
import { EXIT } from './exit-code.ts';
import type { ReadFile } from './submission-file.ts';
import type { Session } from './session.ts';

/** A file that holds one command, such as a correction: its name, and the fields of its body. */
export interface CommandFile {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A fact named by what it is and where it stands, since it has its id only once it is recorded. */
interface NamedFact {
  readonly type: string;
  readonly document: string;
  readonly start: number;
  readonly end: number;
}

/** The command that a YAML text holds; undefined where it has no `command:`, and so is a submission. */
export function readCommandFile({ file, yaml }: ReadFile): CommandFile | undefined {
  const document = parseDocument(yaml, { uniqueKeys: true });
  // What is malformed is for the reader of submissions to explain.
  if (document.errors.length > 0) return undefined;
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  if (typeof value !== 'object' || value === null || !('command' in value)) return undefined;
  const { command, ...body } = value as Readonly<Record<string, unknown>>;
  if (typeof command === 'string') return { name: command, body };
  throw new CliError(EXIT.usage, `${file}: command is no name of a command.`, 'Write `command: CorrectRecord`.');
}

/** The body as it is sent: a target that is named by its passage gets its id. */
export async function resolveTarget(
  session: Session,
  { body }: CommandFile,
): Promise<Readonly<Record<string, unknown>>> {
  const { target, collection } = body;
  if (typeof target !== 'object' || target === null) return body;
  const named = target as NamedFact;
  return { ...body, target: await findFact(session, String(collection), named) };
}

interface ReplayedEvent {
  readonly id: string;
  readonly data: { readonly assertion?: { readonly passages: readonly Readonly<Record<string, unknown>>[] } };
}

async function findFact(session: Session, collection: string, named: NamedFact): Promise<string> {
  const parameters = { type: named.type, document: named.document };
  const path = `/v1/collections/${encodeURIComponent(collection)}/facts`;
  const { data } = await session.api.json<{ data: readonly ReplayedEvent[] }>(path, parameters);
  void data;
  throw new CliError(
    EXIT.notFound,
    `The record holds no ${named.type} at ${named.start}-${named.end} of ${named.document}.`,
  );
}
