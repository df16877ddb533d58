import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { answerOptions } from '../api/answer.ts';
import { STATUS_ANSWER } from '../api/answer-address.ts';
import type { Schemas } from '../api/query-answers.ts';
import { formatMessage, getLanguage } from '../messages/messages.ts';
import { spellDay } from './day-words.ts';
import { PageLink } from './page-link.tsx';

/** The organizations, each with the extent of its record in words. */
export function Organizations({ rows }: { readonly rows: readonly Schemas['Coverage'][] }) {
  return (
    <ul className="organizations">
      {rows.map((row) => (
        <li key={row.collection}>
          <PageLink to={`/collections/${encodeURIComponent(row.collection)}`}>{row.title}</PageLink>
          <Coverage row={row} />
        </li>
      ))}
    </ul>
  );
}

/** The extent of the record of an organization. */
export function Coverage({ row }: { readonly row: Schemas['Coverage'] }) {
  return row.facts === 0 ? <EmptyRecord /> : <p className="quiet">{describeCoverage(row)}</p>;
}

function describeCoverage(row: Schemas['Coverage']): string {
  const numbers = {
    facts: formatNumber('facts', row.facts),
    meetings: formatNumber('meetings', row.meetingsHeld),
    documents: formatNumber('documents', row.documentsRegistered),
  };
  const { from, to } = row;
  if (from === null || to === null) return formatMessage('coverage.noDays', numbers);
  const days = { from: spellDay(from), to: spellDay(to) };
  return formatMessage('coverage.words', { ...numbers, ...days });
}

function formatNumber(of: 'facts' | 'meetings' | 'documents', count: number): string {
  return count === 1
    ? formatMessage(`coverage.${of}.one`)
    : formatMessage(`coverage.${of}.other`, { count: count.toLocaleString(getLanguage()) });
}

/** How old the last recorded fact is, and whether the read models have it. */
export function Freshness({ rows }: { readonly rows: readonly Schemas['Coverage'][] }) {
  const { data: status } = useQuery(answerOptions(STATUS_ANSWER));
  const times = rows.flatMap(({ lastRecordedAt }) => lastRecordedAt ?? []);
  const last = times.toSorted((a, b) => (a < b ? 1 : -1))[0];
  const sentences = [
    ...(last === undefined ? [] : [describeLast(last)]),
    ...(status === undefined ? [] : [describeLag(status)]),
  ];
  return <p>{sentences.join(' ')}</p>;
}

function describeLast(time: string): string {
  const shown = `${spellDay(time.slice(0, 10))}, ${time.slice(11, 16)}`;
  return formatMessage('freshness.last', { ago: formatAge(Date.parse(time)), time: shown });
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function formatAge(time: number): string {
  const age = Date.now() - time;
  const [unit, ms] = UNITS.find((each) => age >= each[1]) ?? ['second', 1_000];
  const format = new Intl.RelativeTimeFormat(getLanguage(), { numeric: 'auto' });
  return format.format(-Math.max(0, Math.round(age / ms)), unit);
}

const BUILDING_INTERVAL_MS = 2000;

/** Returns how many events each read model that answers is behind; null for one that is not known. */
function listLags(status: Schemas['ServiceStatus']): readonly (number | null)[] {
  return listModels(status).map(({ lagEvents }) => lagEvents);
}

function listModels(status: Schemas['ServiceStatus'] | undefined) {
  return status?.projections.filter(({ serves }) => serves) ?? [];
}

/** Returns whether the read models still read the log, or none answers yet. */
function isBeingBuilt(status: Schemas['ServiceStatus']): boolean {
  const lags = listLags(status);
  return lags.length === 0 || lags.some((lag) => lag !== 0);
}

/**
 * Says that no fact is recorded, or that the pages are under construction: a new record would seem to be
 * empty while the read models read the log. Loads all answers again when the read models have read more.
 */
export function EmptyRecord() {
  const client = useQueryClient();
  const { data: status } = useQuery({
    ...answerOptions(STATUS_ANSWER),
    refetchInterval: BUILDING_INTERVAL_MS,
  });
  const positions = listModels(status).map(({ position }) => position);
  const read = positions.join();
  // The answers of the page are as new as the status that was there before.
  const known = useRef(read);
  useEffect(() => {
    if (known.current === read) return;
    known.current = read;
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== '/v1/status' });
  }, [client, read]);
  const isBuilding = status !== undefined && isBeingBuilt(status);
  return (
    <p className={isBuilding ? 'notice' : 'quiet'} role="status">
      {formatMessage(isBuilding ? 'coverage.building' : 'coverage.none')}
    </p>
  );
}

function describeLag(status: Schemas['ServiceStatus']): string {
  const lags = listLags(status);
  if (lags.some((lag) => typeof lag !== 'number')) return formatMessage('freshness.unknown');
  const events = Math.max(0, ...lags.map(Number));
  return events === 0
    ? formatMessage('freshness.current')
    : formatMessage('freshness.behind', { events });
}
