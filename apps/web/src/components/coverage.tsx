import { formatDateText, isJsonFields, type JsonFields } from '@rapporteur/pages';
import { useQuery } from '@tanstack/react-query';
import { answerOptions } from '../api/answer.ts';
import { formatMessage, getLanguage } from '../messages/messages.ts';
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
          <p className="quiet">{describeCoverage(row)}</p>
        </li>
      ))}
    </ul>
  );
}

/** Returns the extent of the record of an organization in words. */
export function describeCoverage(row: JsonFields): string {
  if (row['facts'] === 0) return formatMessage('coverage.none');
  const numbers = {
    facts: formatNumber('facts', row['facts']),
    meetings: formatNumber('meetings', row['meetingsHeld']),
    documents: formatNumber('documents', row['documentsRegistered']),
  };
  const [from, to] = [row['from'], row['to']];
  if (typeof from !== 'string' || typeof to !== 'string')
    return formatMessage('coverage.noDays', numbers);
  const days = { from: formatDateText(from, 'spelled'), to: formatDateText(to, 'spelled') };
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
  const shown = `${formatDateText(time.slice(0, 10), 'spelled')}, ${time.slice(11, 16)}`;
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

function describeLag(status: object): string {
  const models = Object.entries(status).find(([name]) => name === 'projections')?.[1] as unknown;
  const lags = (Array.isArray(models) ? models.filter(isJsonFields) : [])
    .filter(({ serves }) => serves === true)
    .map(({ lagEvents }) => lagEvents);
  if (lags.some((lag) => typeof lag !== 'number')) return formatMessage('freshness.unknown');
  const events = Math.max(0, ...lags.map(Number));
  return events === 0
    ? formatMessage('freshness.current')
    : formatMessage('freshness.behind', { events });
}
