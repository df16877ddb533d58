import type { JsonFields } from '@rapporteur/pages';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answerOptions } from '../api/answer.ts';
import { formatMessage, getLanguage } from '../messages/messages.ts';
import { spellDay } from './day-words.ts';
import { listFields } from './read-json.ts';
import { PageLink } from './page-link.tsx';

/** The organizations, each with the extent of its record in words. */
export function Organizations({ rows }: { readonly rows: readonly JsonFields[] }) {
  return (
    <ul className="organizations">
      {rows.map((row) => (
        <li key={String(row['collection'])}>
          <PageLink to={`/collections/${encodeURIComponent(String(row['collection']))}`}>
            {String(row['title'])}
          </PageLink>
          <Coverage row={row} />
        </li>
      ))}
    </ul>
  );
}

/** The extent of the record of an organization. */
export function Coverage({ row }: { readonly row: JsonFields }) {
  return row['facts'] === 0 ? <EmptyRecord /> : <p className="quiet">{describeCoverage(row)}</p>;
}

function describeCoverage(row: JsonFields): string {
  const numbers = {
    facts: formatNumber('facts', row['facts']),
    meetings: formatNumber('meetings', row['meetingsHeld']),
    documents: formatNumber('documents', row['documentsRegistered']),
  };
  const [from, to] = [row['from'], row['to']];
  if (typeof from !== 'string' || typeof to !== 'string')
    return formatMessage('coverage.noDays', numbers);
  const days = { from: spellDay(from), to: spellDay(to) };
  return formatMessage('coverage.words', { ...numbers, ...days });
}

function formatNumber(of: 'facts' | 'meetings' | 'documents', value: unknown): string {
  const count = Number(value);
  return count === 1
    ? formatMessage(`coverage.${of}.one`)
    : formatMessage(`coverage.${of}.other`, { count: count.toLocaleString(getLanguage()) });
}

/** How old the last recorded fact is, and whether the read models have it. */
export function Freshness({ rows }: { readonly rows: readonly JsonFields[] }) {
  const { data: status } = useQuery(answerOptions('/v1/status'));
  const times = rows.flatMap(({ lastRecordedAt: time }) =>
    typeof time === 'string' ? [time] : [],
  );
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
function listLags(status: object): readonly (number | null)[] {
  return listModels(status).map(({ lagEvents }) =>
    typeof lagEvents === 'number' ? lagEvents : null,
  );
}

function listModels(status: object | undefined): readonly JsonFields[] {
  const models: unknown = (status as JsonFields | undefined)?.['projections'];
  return listFields(models).filter(({ serves }) => serves === true);
}

/** Returns whether the read models still read the log, or none answers yet. */
function isBeingBuilt(status: object): boolean {
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
    ...answerOptions('/v1/status'),
    refetchInterval: BUILDING_INTERVAL_MS,
  });
  const positions = listModels(status).map(({ position }) => String(position));
  const read = positions.join();
  useEffect(() => {
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== '/v1/status' });
  }, [client, read]);
  const isBuilding = status !== undefined && isBeingBuilt(status);
  return (
    <p className={isBuilding ? 'notice' : 'quiet'} role="status">
      {formatMessage(isBuilding ? 'coverage.building' : 'coverage.none')}
    </p>
  );
}

function describeLag(status: object): string {
  const lags = listLags(status);
  if (lags.some((lag) => typeof lag !== 'number')) return formatMessage('freshness.unknown');
  const events = Math.max(0, ...lags.map(Number));
  return events === 0
    ? formatMessage('freshness.current')
    : formatMessage('freshness.behind', { events });
}
