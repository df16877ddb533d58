import { scaleUtc } from 'd3-scale';
import type { QueryAnswers, Schemas } from '../api/query-answers.ts';
import { toThingPath } from '../api/api-address.ts';
import { SaysWho } from '../components/evidence.tsx';
import { listRowEvents } from '../components/list-columns.ts';
import { PageLink } from '../components/page-link.tsx';
import { spellValue } from '../components/day-words.ts';
import { nameActor, nameThing, readStated } from '../components/read-json.ts';
import { formatMessage } from '../messages/messages.ts';
import { SaveImage } from './save-image.tsx';
import { useChartWidth } from './use-chart-width.tsx';
import './figures.css';
import './charts.css';
import { ScrollBox } from '../components/scroll-box.tsx';

const ROW_HEIGHT = 30;
const NAME_LENGTH_MAX = 22;
const AXIS_HEIGHT = 26;

/** One chairmanship, with its days as far as the record has them. */
interface ChairBar {
  readonly name: string;
  readonly since: Date | null;
  readonly until: Date | null;
  /** Days on which it is known to have been held. */
  readonly known: readonly Date[];
  readonly tenure: Schemas['ChairTenure'];
}

/** The answer about a chair. */
interface ChairAnswerProps {
  readonly answer: QueryAnswers['/v1/bodies/{body}/chair'];
}

/** The holders of a chair as bars over time, and in a table. */
export function ChairLine({ answer }: ChairAnswerProps) {
  const chair = answer.data;
  const bars = chair.line.map(readBar);
  if (bars.length === 0) return <p className="quiet">{formatMessage('chair.none')}</p>;
  return (
    <>
      <figure className="chart">
        <figcaption>{formatMessage('chair.caption', { count: bars.length })}</figcaption>
        <ChairChart bars={bars} today={toDate(chair.day) ?? new Date()} />
        <SaveImage />
      </figure>
      <ChairTable bars={bars} answer={answer} />
    </>
  );
}

function readBar(tenure: Schemas['ChairTenure']): ChairBar {
  const { since, until } = tenure;
  return {
    name: tenure.holders.map(({ id }) => nameActor(id)).join(', '),
    since: toDate(readStated(since)?.earliest),
    until: toDate(readStated(until)?.latest),
    known: tenure.knownOn.flatMap((day) => toDate(readStated(day)?.earliest) ?? []),
    tenure,
  };
}

function toDate(day: string | null = null): Date | null {
  return day !== null && /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
}

interface ChairChartProps {
  readonly bars: readonly ChairBar[];
  readonly today: Date;
}

function ChairChart({ bars, today }: ChairChartProps) {
  const width = useChartWidth();
  const days = bars.flatMap(({ since, until, known }) => [since, until, ...known]);
  const times = days.flatMap((day) => day?.getTime() ?? []);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  // An open end is drawn beyond the last day that the record has.
  const margin = Math.max((last - first) * 0.12, 60 * 86_400_000);
  const isPast = today.getTime() > last;
  const end = isPast ? Math.min(today.getTime(), last + 3 * margin) : last + margin;
  const scale = scaleUtc()
    .domain([first - margin, Math.max(end, last + margin)])
    .range([Math.min(170, width * 0.3), width - 10]);
  const height = bars.length * ROW_HEIGHT + AXIS_HEIGHT;
  const ticks = scale.ticks(width / 140);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={formatMessage('chair.chart')}>
      {ticks.map((tick) => (
        <g key={tick.getTime()} transform={`translate(${scale(tick)} 0)`} className="axis">
          <line y2={height - AXIS_HEIGHT} />
          <text y={height - 8} textAnchor="middle">
            {formatTick(tick, ticks)}
          </text>
        </g>
      ))}
      {bars.map((bar, n) => (
        <ChairRow key={bar.name + String(n)} bar={bar} y={n * ROW_HEIGHT} scale={scale} />
      ))}
    </svg>
  );
}

function formatTick(tick: Date, ticks: readonly Date[]): string {
  const isYearly = ticks.every((one) => one.getUTCMonth() === 0 && one.getUTCDate() === 1);
  const month = isYearly ? {} : ({ month: 'short' } as const);
  return tick.toLocaleDateString('en-GB', { year: 'numeric', ...month, timeZone: 'UTC' });
}

function shorten(name: string, lengthMax: number): string {
  return name.length > lengthMax ? `${name.slice(0, lengthMax - 1)}…` : name;
}

interface ChairRowProps {
  readonly bar: ChairBar;
  readonly y: number;
  readonly scale: ReturnType<typeof scaleUtc<number>>;
}

/** A solid bar covers the days that the record states; a dashed line leads to an open end. */
function ChairRow({ bar: { name, since, until, known }, y, scale }: ChairRowProps) {
  const [left = 0, right = 0] = scale.range();
  const places = [since, until, ...known].flatMap((day) => (day === null ? [] : scale(day)));
  const start = since === null ? Math.min(...places) : scale(since);
  const end = until === null ? Math.max(...places) : scale(until);
  const middle = y + ROW_HEIGHT / 2;
  return (
    <g>
      <text x={0} y={middle + 5} className="name">
        {shorten(name, Math.min(NAME_LENGTH_MAX, left / 8))}
      </text>
      {since === null && <line x1={left} x2={start} y1={middle} y2={middle} className="open" />}
      {until === null && <line x1={end} x2={right} y1={middle} y2={middle} className="open" />}
      <rect x={start} y={y + 8} width={Math.max(end - start, 4)} height={ROW_HEIGHT - 16} />
      {known.map((day) => (
        <circle key={day.getTime()} cx={scale(day)} cy={middle} r={4} />
      ))}
    </g>
  );
}

function ChairTable({ bars, answer }: Pick<ChairChartProps, 'bars'> & ChairAnswerProps) {
  const collection = answer.data.collection;
  return (
    <ScrollBox>
      <table>
        <thead>
          <tr>
            {(
              [
                'chair.holder',
                'chair.since',
                'chair.until',
                'chair.known',
                'chair.meetings',
              ] as const
            ).map((key) => (
              <th key={key} scope="col">
                {formatMessage(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ name, tenure }) => (
            <tr key={listRowEvents(tenure).join() + name}>
              <th scope="row">
                <Holder tenure={tenure} name={name} />
                <SaysWho answer={answer} events={listRowEvents(tenure)} about={name} />
              </th>
              <td className="one-line">
                {spellValue(tenure.since) || formatMessage('chair.notStated')}
              </td>
              <td className="one-line">
                {spellValue(tenure.until) || formatMessage('chair.notStated')}
              </td>
              <td>{tenure.knownOn.map(spellValue).join(', ')}</td>
              <td>
                {tenure.meetings.map((id) => (
                  <div key={id}>
                    <PageLink to={toThingPath('meeting', id, collection) ?? '.'}>
                      {nameThing(answer, { kind: 'meeting', id, collection })}
                    </PageLink>
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Holder({ tenure, name }: Pick<ChairBar, 'tenure' | 'name'>) {
  const [holder, ...others] = tenure.holders;
  const path =
    holder === undefined || others.length > 0 ? null : toThingPath('actor', holder.id ?? '', null);
  const person = spellValue(tenure.person);
  return (
    <>
      {path === null ? name : <PageLink to={path}>{name}</PageLink>}
      {person !== '' && <small className="quiet"> {person}</small>}
    </>
  );
}
