import type { TableColumns } from '@rapporteur/projection-runtime';
import type { RecordQuery } from '../query/record-query.ts';
import type { FactRow } from './fact-entities.ts';
import { IdentifierRow } from './record-entities.ts';

/** Selects facts by what tells a thing from all others, whatever its id; omitted fields select all. */
export interface IdentityFilter {
  /** Facts that state this external identifier, without regard to spaces and case. */
  readonly identifier?: string | undefined;
  /** Registrations of documents whose text has this hash, also as their next text. */
  readonly sha256?: string | undefined;
  /** Registrations of documents with this web address. */
  readonly address?: string | undefined;
  /** Facts that give a meeting this number. */
  readonly ordinal?: number | undefined;
}

type IdentityColumns = Pick<
  TableColumns<FactRow>,
  'partition' | 'eventPseq' | 'eventType' | 'data'
>;

/** Requires that a fact states one of these identities. */
export function whereIdentity(
  query: RecordQuery,
  f: IdentityColumns,
  { identifier, sha256, address, ordinal }: IdentityFilter,
): void {
  if (identifier !== undefined) {
    const stated = query.subquery();
    const i = stated.from(IdentifierRow, 'stated_id');
    const value = stated.parameter(identifier.replace(/\s/g, ''), 'text');
    stated.where(`upper(replace(${i.value}, ' ', '')) = upper(${value})`);
    const events = stated.toSubquery({ partition: i.partition, eventPseq: i.eventPseq });
    query.where(`(${f.partition}, ${f.eventPseq}) IN ${events}`);
  }
  const isRegistration = `${f.eventType} = 'SourceDocumentRegistered'`;
  if (sha256 !== undefined) {
    const hash = query.parameter(sha256.toLowerCase(), 'text');
    const isNext = `${f.eventType} = 'DocumentSuperseded' AND ${f.data} ->> 'next' = ${hash}`;
    query.where(`((${isRegistration} AND ${f.data} ->> 'sha256' = ${hash}) OR (${isNext}))`);
  }
  if (address !== undefined)
    query.where(
      `${isRegistration} AND ${f.data} ->> 'address' = ${query.parameter(address, 'text')}`,
    );
  if (ordinal !== undefined)
    query.where(`${f.data} #>> '{ordinal,value}' = ${query.parameter(String(ordinal), 'text')}`);
}
