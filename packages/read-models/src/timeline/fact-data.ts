import type { DecodedEvent, Passage } from '@rapporteur/contracts';
import {
  type SqlExpression,
  type TableColumns,
  tableColumns,
} from '@rapporteur/projection-runtime';
import { sql } from '../query/sql.ts';
import { type FactRow, PassageRow } from './fact-entities.ts';

/** The data of a fact as its row has them: the passages of the assertion are rows of their own. */
export function omitPassages(data: DecodedEvent['data']): FactRow['data'] {
  if (!('assertion' in data)) return { ...data };
  const { passages: _passages, ...assertion } = data.assertion;
  return { ...data, assertion };
}

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

/** Returns the data of a fact with its passages. */
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
