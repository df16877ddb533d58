import { COMMANDS, type DomainEvent } from '@rapporteur/contracts';
import { describeEvents, formatProblem, type KnownActor } from '@rapporteur/drafting';
import {
  buildTableCommand,
  inspectTable,
  parseMapping,
  profileTable,
  proposeMapping,
  type RowProblem,
  type RowResult,
  TableError,
  type TableFile,
  type TableInspection,
  type TableMapping,
} from '@rapporteur/tables';
import { fetchActors } from './record-api.ts';

/** The rows that are shown in sentences, and the misfits that are listed. */
const ROWS_SHOWN = 12;
const MISFITS_MAX = 200;

/** A row of a table, with its facts in sentences. */
interface ShownRow {
  readonly number: number;
  readonly cells: readonly string[];
  readonly sentences: readonly string[];
  readonly isWrong: boolean;
}

/** A table as its mapping reads it. */
export interface CheckedTable {
  readonly mapping: TableMapping;
  readonly inspection: TableInspection;
  /** The first rows after the header. */
  readonly rows: readonly ShownRow[];
  /** The first cells and facts that do not fit. */
  readonly misfits: readonly RowProblem[];
}

/** The outcome of a check: the table, or the problems of the mapping or the file. */
export type TableCheck =
  | ({ readonly ok: true } & CheckedTable)
  | { readonly ok: false; readonly problems: readonly string[] };

/** Returns the table of a file that the person chose. It is read several times. */
export function createTableFile(file: File): TableFile {
  return {
    name: file.name,
    async *openBytes() {
      const reader = file.stream().getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    },
  };
}

/** Proposes the mapping of a table, as YAML. Throws an error with the fix if the file is no table. */
export async function proposeTable(
  file: TableFile,
  { collection, language }: { readonly collection: string; readonly language: string },
): Promise<string> {
  const encoding = 'utf-8';
  const profile = await profileTable(file, { encoding, sheet: undefined }).catch(
    (cause: unknown) => {
      if (!(cause instanceof TableError)) throw cause;
      throw new Error(`${cause.message} ${cause.remedy}`, { cause });
    },
  );
  return proposeMapping(profile, {
    file: file.name,
    collection,
    language,
    encoding,
    sheet: undefined,
  });
}

/** Reads a table once with its mapping. */
export async function checkTable(
  file: TableFile,
  yaml: string,
  defaultCollection: string,
): Promise<TableCheck> {
  const actors = new Map<string, KnownActor>();
  const options = {
    defaultCollection,
    document: undefined,
    findActor: (id: string) => actors.get(id),
  };
  const learn = async (ids: Iterable<string>): Promise<boolean> => {
    const unknown = [...ids].filter((id) => !actors.has(id));
    const found = unknown.length === 0 ? [] : await fetchActors(defaultCollection, unknown);
    for (const actor of found) actors.set(actor.id, actor);
    return found.length > 0;
  };
  try {
    let parsed = parseMapping(yaml, options);
    if (!parsed.ok && (await learn(parsed.unknownActors))) parsed = parseMapping(yaml, options);
    if (!parsed.ok) return { ok: false, problems: parsed.problems.map(formatProblem) };
    const { mapping } = parsed;
    let checked = await readOnce(file, mapping);
    if (await learn(mapping.frame.actors.unknownKeys)) checked = await readOnce(file, mapping);
    const { problems } = checked.inspection;
    if (problems.length > 0) return { ok: false, problems: problems.map(formatProblem) };
    return { ok: true, ...checked };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return { ok: false, problems: [`${error.message} ${error.remedy}`] };
  }
}

async function readOnce(file: TableFile, mapping: TableMapping): Promise<CheckedTable> {
  const first: RowResult[] = [];
  const misfits: RowProblem[] = [];
  const inspection = await inspectTable(file, mapping, {
    onRow: (result) => {
      const hasCells = result.row.place !== undefined;
      if (first.length < ROWS_SHOWN && hasCells) first.push(result);
      if (result.kind === 'problems') misfits.push(...result.problems);
      if (misfits.length > MISFITS_MAX) misfits.length = MISFITS_MAX;
    },
  });
  const rows = first.map((result) => ({
    number: result.row.number,
    cells: result.row.cells,
    sentences: describeRow(mapping, inspection, result),
    isWrong: result.kind === 'problems',
  }));
  return { mapping, inspection, rows, misfits };
}

function describeRow(
  mapping: TableMapping,
  inspection: TableInspection,
  result: RowResult,
): readonly string[] {
  if (result.kind !== 'facts') return [];
  const { body } = buildTableCommand(mapping.frame, inspection, { rows: [result], isFirst: false });
  const parsed = COMMANDS.get('RecordDocument')?.parse(body);
  if (parsed === undefined || !parsed.ok || parsed.command.kind !== 'facts') return [];
  // The first event registers the document.
  const events = parsed.command.facts.slice(1).map(({ type, data }) => ({ type, data }));
  return describeEvents(events as readonly DomainEvent[]);
}
