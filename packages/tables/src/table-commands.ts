import { anchorSubmission, type SubmissionFrame, type SubmittedFact } from '@rapporteur/drafting';
import type { TableInspection } from './table-inspection.ts';
import { TableError } from './table-row.ts';
import type { RowResult } from './row-reader.ts';

/** The most facts of one command, unless one row makes more. */
const BATCH_FACTS_MAX = 500;
/** The most bytes of the facts of one command, unless one row has more. */
const BATCH_BYTES_MAX = 800_000;

/** A command for the facts of several rows. */
export interface TableCommand {
  readonly name: 'RecordDocument';
  readonly body: Readonly<Record<string, unknown>>;
  /** Returns the index of the row of a fact, by the field of a rejection such as `facts.3.by`. */
  findRow(field: string): number | undefined;
}

/** Yields the rows in batches of limited size. */
export async function* gatherRows(
  results: AsyncIterable<RowResult>,
): AsyncGenerator<readonly RowResult[]> {
  let batch: RowResult[] = [];
  let facts = 0;
  let bytes = 0;
  for await (const result of results) {
    if (result.kind !== 'facts') {
      yield [result];
      continue;
    }
    const size = JSON.stringify(result.facts).length;
    const isFull = facts + result.facts.length > BATCH_FACTS_MAX || bytes + size > BATCH_BYTES_MAX;
    if (isFull && batch.length > 0) {
      yield batch;
      batch = [];
      facts = 0;
      bytes = 0;
    }
    batch.push(result);
    facts += result.facts.length;
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Returns the command of several rows. The first command of a table also opens its collection and
 * registers its bodies. Throws a TableError if the source of the mapping has words of the text.
 */
export function buildTableCommand(
  frame: SubmissionFrame,
  text: Pick<TableInspection, 'sha256' | 'characters'>,
  { rows, isFirst }: { readonly rows: readonly RowResult[]; readonly isFirst: boolean },
): TableCommand {
  const { source, bodies, opening } = frame.submission;
  const { sha256, characters } = text;
  const facts = rows.flatMap(({ facts: own }) => own);
  const anchored = anchorSubmission(
    {
      ...frame.submission,
      source: { ...source, sha256, fields: { ...source.fields, characters } },
      opening: isFirst ? opening : null,
      bodies: isFirst ? bodies : [],
      facts: facts.map(renumber),
      command: 'RecordDocument',
    },
    () => undefined,
  );
  if (!anchored.ok) {
    const [problem] = anchored.problems;
    throw new TableError(problem?.message ?? 'The rows have no place.', problem?.remedy ?? '');
  }
  const rowOfFact = rows.flatMap(({ facts: own }, index) => own.map(() => index));
  return {
    name: 'RecordDocument',
    body: anchored.command.body,
    findRow: (field) => rowOfFact[Number(/^facts\.(\d+)/.exec(field)?.[1] ?? -1)],
  };
}

const renumber = (fact: SubmittedFact, index: number): SubmittedFact => ({
  ...fact,
  path: `facts.${index}`,
});
