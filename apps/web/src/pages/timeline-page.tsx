import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { answerOptions } from '../api/answer.ts';
import type { Answer, QueryAnswers } from '../api/query-answers.ts';
import { COLLECTIONS_ANSWER } from '../api/answer-address.ts';
import { hasMonths, readZoom, ZOOMS } from '../api/timeline-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { NamedThings } from '../components/named-things.tsx';
import { PageLink } from '../components/page-link.tsx';
import { Paging } from '../components/paging.tsx';
import { RowTable } from '../components/row-table.tsx';
import { CHART_ROWS_MAX, CountChart } from '../components/timeline/count-chart.tsx';
import { type CountChartData, readCountChart } from '../components/timeline/count-data.ts';
import { readColumns } from '../components/timeline/lane-columns.ts';
import { ColumnChooser, SideBySide } from '../components/timeline/side-by-side.tsx';
import { CountTable } from '../components/timeline/count-table.tsx';
import { FactFacets } from '../components/timeline/fact-facets.tsx';
import {
  changePlace,
  linkPeriod,
  linkRow,
  shiftDays,
  type TimelinePlace,
} from '../components/timeline/timeline-links.ts';
import { useKeys } from '../components/use-keys.tsx';
import { spellDay } from '../components/day-words.ts';
import { SaveImage } from '../figures/save-image.tsx';
import { formatMessage } from '../messages/messages.ts';
import { getAnswerAddress, type PageProps } from './page-props.ts';
import '../styles/timeline.css';

/** The timeline at three zooms: the numbers by year, by body and time, and the facts. */
export function TimelinePage({ address, search }: PageProps<'list'>) {
  const { collection } = address;
  const base = collection === null ? '' : `/collections/${encodeURIComponent(collection)}`;
  const place: TimelinePlace = { path: `${base}/timeline`, search };
  const zoom = readZoom(search);
  const title = formatMessage('list.timeline');
  const words = search.get('q');
  useEffect(() => {
    document.title = `${title} · ${formatMessage('name')}`;
  }, [title]);
  return (
    <>
      <h1>{words === null ? title : `${title}: “${words}”`}</h1>
      {words !== null && <NamedThings collection={collection} words={words} />}
      <ZoomBar place={place} />
      {zoom === 'beside' && readColumns(search) === null ? (
        <ColumnChooser collection={collection} place={place} />
      ) : (
        <WithAnswer key={zoom} address={getAnswerAddress(address, search)}>
          {(answer) => <TimelineContent answer={answer} collection={collection} place={place} />}
        </WithAnswer>
      )}
    </>
  );
}

/** Each zoom has a query of its own. */
type Facts = QueryAnswers['/v1/facts'];
type FactCounts = QueryAnswers['/v1/timeline/counts'];

interface TimelineContentProps {
  readonly answer: Answer;
  readonly collection: string | null;
  readonly place: TimelinePlace;
}

function TimelineContent({ answer, collection, place }: TimelineContentProps) {
  const { search } = place;
  const columns = readColumns(search);
  const zoom = readZoom(search);
  if (zoom === 'beside' && columns !== null)
    return (
      <>
        <SideBySide columns={columns} answer={answer as Facts} place={place} />
        <Paging answer={answer} search={search} />
      </>
    );
  if (zoom !== 'facts') return <Counts answer={answer as FactCounts} place={place} />;
  return (
    <div className="with-facets">
      <FactFacets collection={collection} place={place} />
      <div>
        <RowTable list="timeline" answer={answer} />
        <Paging answer={answer} search={search} />
      </div>
    </div>
  );
}

/** The zooms, the days, and the keys that change them. */
function ZoomBar({ place }: { readonly place: TimelinePlace }) {
  const { search } = place;
  const navigate = useNavigate();
  const zoom = readZoom(search);
  const at = ZOOMS.findIndex((each) => each === zoom);
  const hasTable = zoom === 'years' || zoom === 'bodies';
  const [earlier, later] = [shiftDays(search, -1), shiftDays(search, 1)];
  const isTable = search.get('view') === 'table';
  const toggleTable = changePlace(place, { zoom, view: isTable ? null : 'table' });
  const change = (changes: Readonly<Record<string, string | null>> | null) =>
    changes === null ? null : changePlace(place, { zoom, ...changes });
  const targets: Readonly<Record<string, string | null>> = {
    '+': at >= 0 && at < ZOOMS.length - 1 ? change({ zoom: ZOOMS[at + 1] ?? null }) : null,
    '-': at > 0 ? change({ zoom: ZOOMS[at - 1] ?? null }) : null,
    '[': change(earlier),
    ']': change(later),
    t: hasTable ? toggleTable : null,
  };
  useKeys((key) => {
    const target = targets[key] ?? null;
    if (target !== null) void navigate({ href: target });
  });
  return (
    <nav className="zoom" aria-label={formatMessage('timeline.zoom')}>
      {ZOOMS.map((each) => (
        <PageLink
          key={each}
          to={changePlace(place, { zoom: each })}
          {...(each === zoom ? { className: 'current' } : {})}
        >
          {formatMessage(`timeline.zoom.${each}`)}
        </PageLink>
      ))}
      <PageLink
        to={changePlace(place, { zoom: 'beside' })}
        {...(zoom === 'beside' ? { className: 'current' } : {})}
      >
        {formatMessage('beside')}
      </PageLink>
      <DayLinks place={place} earlier={targets['['] ?? null} later={targets[']'] ?? null} />
      {hasTable && (
        <PageLink to={toggleTable}>
          {formatMessage(isTable ? 'timeline.asChart' : 'timeline.asTable')} <kbd>t</kbd>
        </PageLink>
      )}
    </nav>
  );
}

interface DayLinksProps {
  readonly place: TimelinePlace;
  readonly earlier: string | null;
  readonly later: string | null;
}

function DayLinks({ place, earlier, later }: DayLinksProps) {
  const [from, to] = [place.search.get('from'), place.search.get('to')];
  if (from === null && to === null) return null;
  const zoom = readZoom(place.search);
  return (
    <span className="days">
      {earlier !== null && (
        <PageLink to={earlier}>
          {formatMessage('timeline.earlier')} <kbd>[</kbd>
        </PageLink>
      )}
      <b>{from === to ? from : `${from ?? '…'} – ${to ?? '…'}`}</b>
      {later !== null && (
        <PageLink to={later}>
          {formatMessage('timeline.later')} <kbd>]</kbd>
        </PageLink>
      )}
      <PageLink to={changePlace(place, { zoom, from: null, to: null })}>
        {formatMessage('timeline.allDays')}
      </PageLink>
    </span>
  );
}

function Counts({ answer, place }: { readonly answer: FactCounts; readonly place: TimelinePlace }) {
  const navigate = useNavigate();
  const { search } = place;
  const zoom = readZoom(search) === 'bodies' ? 'bodies' : 'years';
  const isTable = search.get('view') === 'table';
  const byMonth = zoom === 'bodies' && hasMonths(search);
  const chart = readCountChart(answer, byMonth, {
    titles: useCollectionTitles(),
    noBody: formatMessage('timeline.noBody'),
  });
  const shown = { ...place, search: new URLSearchParams([...search, ['zoom', zoom]]) };
  const links = {
    linkRow: (row: Parameters<typeof linkRow>[1]) => linkRow(shown, row),
    linkPeriod: (period: string) => linkPeriod(shown, period),
  };
  if (chart.periods.length === 0) return <p className="quiet">{formatMessage('empty')}</p>;
  return (
    <figure className="counts">
      <figcaption>
        {describeChart(chart)} {!isTable && formatMessage(`timeline.hint.${zoom}`)}
      </figcaption>
      {isTable ? (
        <CountTable chart={chart} {...links} />
      ) : (
        <CountChart
          chart={chart}
          mark={zoom === 'years' ? 'bar' : 'dot'}
          {...links}
          openPeriod={(period, { body }) => {
            const nearer = linkPeriod(shown, period);
            const own =
              zoom === 'bodies' && body !== null ? `&body=${encodeURIComponent(body)}` : '';
            void navigate({ href: nearer + own });
          }}
        />
      )}
      <p className="quiet">{describeRest(chart, byMonth)}</p>
      {!isTable && <SaveImage />}
    </figure>
  );
}

function useCollectionTitles(): ReadonlyMap<string, string> {
  const { data } = useQuery(answerOptions(COLLECTIONS_ANSWER));
  const rows = data?.data ?? [];
  return new Map(rows.map((row) => [row.collection, row.title]));
}

function describeChart({ periods, rows, largest, total }: CountChartData): string {
  const [first] = rows;
  const isByBody = first?.isBody === true;
  return formatMessage(isByBody ? 'timeline.caption.bodies' : 'timeline.caption.collections', {
    facts: total.toLocaleString('en'),
    from: spellDay(periods[0] ?? ''),
    to: spellDay(periods.at(-1) ?? ''),
    period: largest?.period ?? '',
    most: (largest?.facts ?? 0).toLocaleString('en'),
    label: first?.label ?? '',
    total: (first?.total ?? 0).toLocaleString('en'),
  });
}

function describeRest({ undated, rows }: CountChartData, byMonth: boolean): string {
  const rest = rows.length - CHART_ROWS_MAX;
  return [
    formatMessage('timeline.countedOnce'),
    ...(undated > 0
      ? [
          formatMessage(byMonth ? 'timeline.noMonth' : 'timeline.noYear', {
            count: undated.toLocaleString('en'),
          }),
        ]
      : []),
    ...(rest > 0 ? [formatMessage('timeline.further', { count: rest })] : []),
  ].join(' ');
}
