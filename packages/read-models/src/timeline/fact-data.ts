import {
  addAbsentFields,
  type Assertion,
  CATALOGUE,
  type DecodedEvent,
  omitDefaultFields,
  type Passage,
} from '@rapporteur/contracts';
import {
  type SqlExpression,
  type TableColumns,
  tableColumns,
} from '@rapporteur/projection-runtime';
import { isOfEvent } from '../query/selection.ts';
import { sql } from '../query/sql.ts';
import { type FactRow, PassageRow } from './fact-entities.ts';

/**
 * Returns the data of a fact as its row has them: without fields that are not stated, and without
 * the passages of the assertion: the first is in other columns, the next ones are rows of their own.
 */
export function compactFactData({ type, data }: DecodedEvent): FactRow['data'] {
  const { schema } = CATALOGUE.getDefinition(type);
  const { assertion, ...content } = omitDefaultFields(schema, data as RecordedData);
  if (assertion === undefined) return content;
  const { passages: _passages, ...source } = assertion;
  return { ...content, assertion: source };
}

/** A row with the data of a fact as they are stored, with its passages. */
interface StoredFact {
  readonly type: string;
  readonly data: FactRow['data'];
}

/** Returns a row with all the fields of its fact. */
export function restoreFactData<R extends StoredFact>(row: R): R {
  const { schema } = CATALOGUE.getDefinition(row.type);
  return { ...row, data: addAbsentFields(schema, row.data) };
}

type RecordedData = Readonly<Record<string, unknown>> & { readonly assertion?: Assertion };

type FactDataColumns = Pick<
  TableColumns<FactRow>,
  | 'partition'
  | 'eventPseq'
  | 'recordedFrom'
  | 'documents'
  | 'quotedDocumentSha256'
  | 'quotedStart'
  | 'quotedEnd'
  | 'quotedSha256'
  | 'quotedLine'
  | 'data'
>;

/**
 * Returns the data of a fact with its passages. `restoreFactData` adds the fields that are not
 * stated.
 */
export function selectFactData(f: FactDataColumns): FactDataColumns['data'] {
  const p = tableColumns(PassageRow, 'quoted');
  const first = buildPassage({
    document: `${f.documents}[1]`,
    documentSha256: f.quotedDocumentSha256,
    start: f.quotedStart,
    end: f.quotedEnd,
    sha256: f.quotedSha256,
    line: f.quotedLine,
  });
  const next = buildPassage({ ...p, start: p.spanStart, end: p.spanEnd });
  const others = `SELECT jsonb_agg(${next} ORDER BY ${p.n}) FROM timeline.passages AS quoted
    WHERE ${isOfFact(p, f)}`;
  return sql`CASE WHEN ${f.data} -> 'assertion' IS NULL THEN ${f.data}
    WHEN ${f.quotedSha256} IS NULL THEN jsonb_set(${f.data}, '{assertion,passages}', '[]')
    ELSE jsonb_set(${f.data}, '{assertion,passages}',
      jsonb_build_array(${first}) || coalesce((${others}), '[]')) END`;
}

/** Returns the condition that a passage is one of those after the first of a version of a fact. */
export function isOfFact(
  p: TableColumns<PassageRow>,
  f: Pick<FactDataColumns, 'partition' | 'eventPseq' | 'recordedFrom'>,
): string {
  return `${isOfEvent(p, f)} AND ${p.recordedFrom} = ${f.recordedFrom} AND ${p.role} = 'assertion'`;
}

/** Returns the SQL of a passage; the hashes are bytes. */
function buildPassage(members: Readonly<Record<keyof Passage, SqlExpression<unknown>>>): string {
  const { document, documentSha256, start, end, sha256, line } = members;
  return `jsonb_build_object('document', ${document}, 'start', ${start}, 'end', ${end},
    'documentSha256', encode(${documentSha256}, 'hex'), 'sha256', encode(${sha256}, 'hex'),
    'line', ${line})`;
}
