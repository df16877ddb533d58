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
import { sql } from '../query/sql.ts';
import { type FactRow, PassageRow } from './fact-entities.ts';

/**
 * Returns the data of a fact as its row has them: without fields that are not stated, and without
 * the passages of the assertion, which are rows of their own.
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
  'partition' | 'eventPseq' | 'recordedFrom' | 'data'
>;

const PASSAGE = tableColumns(PassageRow, 'quoted');

/** The members of a passage as SQL. */
const MEMBERS: Readonly<Record<keyof Passage, SqlExpression<unknown>>> = {
  document: PASSAGE.document,
  documentSha256: `encode(${PASSAGE.documentSha256}, 'hex')`,
  start: PASSAGE.spanStart,
  end: PASSAGE.spanEnd,
  sha256: `encode(${PASSAGE.sha256}, 'hex')`,
  line: PASSAGE.line,
};

/** Returns the data of a fact with its passages. `restoreFactData` adds the fields that are not stated. */
export function selectFactData(f: FactDataColumns): FactDataColumns['data'] {
  const members = Object.entries(MEMBERS).map(([name, value]) => `'${name}', ${value}`);
  // The passages of one version of a fact are recorded with it.
  const passages = `SELECT jsonb_agg(jsonb_build_object(${members.join(', ')}) ORDER BY ${PASSAGE.n})
    FROM timeline.passages AS quoted
    WHERE ${PASSAGE.partition} = ${f.partition} AND ${PASSAGE.eventPseq} = ${f.eventPseq}
      AND ${PASSAGE.recordedFrom} = ${f.recordedFrom} AND ${PASSAGE.role} = 'assertion'`;
  return sql`CASE WHEN ${f.data} -> 'assertion' IS NULL THEN ${f.data}
    ELSE jsonb_set(${f.data}, '{assertion,passages}', coalesce((${passages}), '[]')) END`;
}
