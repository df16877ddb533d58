import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { formatProblem, type KnownActor, type SubmissionProblem } from '@rapporteur/drafting';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { EncodingError } from '@rapporteur/platform/utf8-text';
import {
  inspectTable,
  type MappingOptions,
  parseMapping,
  type RowResult,
  TableError,
  type TableFile,
  type TableInspection,
  type TableMapping,
} from '@rapporteur/tables';
import { CliError } from './cli-error.ts';
import type { SendOptions } from './command-client.ts';
import { fetchActors } from './known-actors.ts';
import { ProgressDisplay } from './progress-display.ts';
import type { CliSession } from './session.ts';
import { readYaml } from './submission-file.ts';
import { splitTextLines } from './text-input.ts';

/** A table and its mapping, as the caller named them. */
export interface TableInput extends SendOptions {
  readonly file: string;
  readonly map: string;
  readonly collection: string | undefined;
  /** The id of the document, in place of that of the mapping. */
  readonly document: string | undefined;
  /** The file of wrong rows. */
  readonly rejected: string;
}

/** A table that fits its mapping, ready to be recorded. */
export interface PreparedTable {
  readonly file: TableFile;
  readonly mapping: TableMapping;
  readonly inspection: TableInspection;
}

/** Follows the rows while a table is checked. */
interface RowObserver {
  add(result: RowResult): void;
  clear(): void;
}

/** Reads a table once with its mapping. Throws a CliError with every problem of the mapping. */
export async function prepareTable(
  session: CliSession,
  input: TableInput,
  observer: RowObserver,
): Promise<PreparedTable> {
  checkRejectedFile(session, input);
  const file = await openTableFile(session, input.file);
  const { yaml } = await readYaml(session.resolvePath(input.map), input.map);
  const { collection, document } = input;
  const actors = new Map<string, KnownActor>();
  const mapping = await readMapping(
    session,
    { yaml, map: input.map, actors },
    { defaultCollection: collection ?? session.settings.collection, document },
  );
  const inspect = () => inspectRows(session, { file, mapping, observer });
  try {
    let inspection = await inspect();
    const { submission, actors: named } = mapping.frame;
    if (
      await addActors(session, actors, {
        collection: submission.collection,
        ids: named.unknownKeys,
      })
    )
      inspection = await inspect();
    if (inspection.problems.length > 0) throw createMappingError(input.map, inspection.problems);
    return { file, mapping, inspection };
  } catch (error) {
    throw await explainTableError(error, session, input);
  }
}

/** The file of wrong rows replaces an earlier one, and must not replace the table or its mapping. */
function checkRejectedFile(session: CliSession, { file, map, rejected }: TableInput): void {
  const path = session.resolvePath(rejected);
  const replaced = [file, map].find((named) => session.resolvePath(named) === path);
  if (replaced === undefined) return;
  throw new CliError(
    EXIT.usage,
    `--rejected names \`${replaced}\`, which it would replace.`,
    'Name another file for the wrong rows.',
  );
}

async function inspectRows(
  session: CliSession,
  {
    file,
    mapping,
    observer,
  }: Pick<PreparedTable, 'file' | 'mapping'> & { readonly observer: RowObserver },
): Promise<TableInspection> {
  const progress = new ProgressDisplay(session.terminal, { phase: 'Checking', unit: 'rows' });
  let rows = 0;
  observer.clear();
  try {
    return await inspectTable(file, mapping, {
      onRow: (result) => {
        rows += 1;
        progress.update({ done: rows });
        if (session.terminal.interrupt.requested) throw createInterruption();
        observer.add(result);
      },
    });
  } finally {
    progress.clear();
  }
}

/** Adds the actors of the record. Returns whether it has one of them. */
async function addActors(
  session: CliSession,
  actors: Map<string, KnownActor>,
  { collection, ids }: { readonly collection: string | undefined; readonly ids: Iterable<string> },
): Promise<boolean> {
  const found = await fetchActors(session, collection, [...ids]);
  for (const [id, actor] of found.actors) actors.set(id, actor);
  return found.actors.size > 0;
}

const createInterruption = (): CliError =>
  new CliError(EXIT.interrupted, 'Interrupted: nothing was recorded.', null);

/** Returns the file of a table. Throws a CliError if it is none. */
export async function openTableFile(session: CliSession, named: string): Promise<TableFile> {
  const path = session.resolvePath(named);
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile() !== true)
    throw new CliError(
      EXIT.notFound,
      `\`${named}\` is not a file.`,
      'Name the file of a table: it is read twice, so it cannot be a stream.',
    );
  return { name: basename(named), openBytes: () => createReadStream(path) };
}

/** Parses a mapping. A second time with the actors of the record, if its source needs them. */
async function readMapping(
  session: CliSession,
  {
    yaml,
    map,
    actors,
  }: {
    readonly yaml: string;
    readonly map: string;
    readonly actors: Map<string, KnownActor>;
  },
  options: MappingOptions,
): Promise<TableMapping> {
  const known = { ...options, findActor: (id: string) => actors.get(id) };
  const parsed = parseMapping(yaml, known);
  if (parsed.ok) return parsed.mapping;
  const { collection, unknownActors } = parsed;
  const isHelpful = await addActors(session, actors, { collection, ids: unknownActors });
  const again = isHelpful ? parseMapping(yaml, known) : parsed;
  if (again.ok) return again.mapping;
  throw createMappingError(map, again.problems);
}

function createMappingError(map: string, problems: readonly SubmissionProblem[]): CliError {
  const lines = problems
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
    .map((problem) => `${map}:${formatProblem(problem)} (${problem.code})`);
  return new CliError(
    EXIT.usage,
    lines.join('\n'),
    'Nothing was recorded. docs/tables.md explains mappings.',
  );
}

/**
 * Returns the error of a table for people. It gives the place of a wrong byte. Without a mapping, the
 * fix is a flag of the call.
 */
export async function explainTableError(
  error: unknown,
  session: CliSession,
  { file, isMapped = true }: Pick<TableInput, 'file'> & { readonly isMapped?: boolean },
): Promise<unknown> {
  if (!(error instanceof TableError)) return error;
  const { message, cause } = error;
  const remedy = isMapped ? error.remedy : toFlags(error.remedy);
  if (cause instanceof TypeError || message.includes('NUL')) {
    try {
      const bytes = createReadStream(session.resolvePath(file));
      for await (const _ of splitTextLines(bytes, { file }));
    } catch (found) {
      if (!(found instanceof CliError)) throw found;
      const fix = formatEncodingFix(found, isMapped);
      return new CliError(found.exitCode, found.message, fix, { cause: error });
    }
  }
  return new CliError(EXIT.usage, `\`${file}\`: ${message}`, remedy, { cause: error });
}

/** Returns the way to name the likely encoding of a table, or to mend a text that has none. */
function formatEncodingFix({ cause, fix }: CliError, isMapped: boolean): string | null {
  const likely = cause instanceof EncodingError ? cause.encoding : undefined;
  if (likely === undefined || likely === 'mixed' || likely === 'binary') return fix;
  const encoding = likely.toLowerCase();
  return isMapped
    ? `Name its encoding in the mapping: \`table: { encoding: ${encoding} }\`.`
    : `Name its encoding: \`--encoding ${encoding}\`.`;
}

/** Returns a fix with flags in place of fields of a mapping: `--sheet …`. */
const toFlags = (remedy: string): string =>
  remedy
    .replace(/ in the mapping\b/, '')
    .replaceAll(/`table: \{ (encoding|sheet): ([^}]+) \}`/g, '`--$1 $2`');
