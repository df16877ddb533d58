import { max } from 'd3-array';
import { scaleBand, scaleLinear, scaleSqrt } from 'd3-scale';
import type { MouseEvent, ReactNode } from 'react';
import { formatMessage } from '../../messages/messages.ts';
import { PageLink } from '../page-link.tsx';
import { RowLabel } from './row-label.tsx';
import type { CountChartData, CountRow } from './count-data.ts';

/** The rows of a chart; the table has all. */
export const CHART_ROWS_MAX = 60;

interface CountChartProps {
  readonly chart: CountChartData;
  /** Bars have one scale for all rows. A dot has an area for its number. */
  readonly mark: 'bar' | 'dot';
  readonly linkRow: (row: CountRow) => string | null;
  readonly linkPeriod: (period: string) => string;
  readonly openPeriod: (period: string, row: CountRow) => void;
}

const WIDTH = 1_000;
const HEIGHT = 32;

/** A chart of the numbers of facts: a row for each body or organization, the time from left to right. */
export function CountChart({ chart, mark, linkRow, linkPeriod, openPeriod }: CountChartProps) {
  const { periods } = chart;
  const rows = chart.rows.slice(0, CHART_ROWS_MAX);
  const largest = max(rows, ({ counts }) => max(counts.values())) ?? 1;
  const x = scaleBand(periods, [0, WIDTH]).paddingInner(mark === 'bar' ? 0.15 : 0);
  const findPeriod = (event: MouseEvent<SVGSVGElement>): string | undefined => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return periods[Math.floor(((event.clientX - left) / width) * periods.length)];
  };
  return (
    <div className="count-chart">
      <nav className="periods" aria-label={formatMessage('timeline.periods')}>
        <span />
        <ol>
          {periods.map((period, n) => (
            <li key={period} className={isLabelled(periods, n) ? undefined : 'minor'}>
              <PageLink to={linkPeriod(period)}>{formatShortPeriod(period, n === 0)}</PageLink>
            </li>
          ))}
        </ol>
      </nav>
      {rows.map((row) => (
        <div key={row.key} className="count-row">
          <RowLabel label={row.label} to={linkRow(row)} />
          <svg
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={describeRow(row)}
            onClick={(event) => {
              const period = findPeriod(event);
              if (period !== undefined) openPeriod(period, row);
            }}
          >
            {[...row.counts].map(([period, facts]) => (
              <Mark key={period} title={`${row.label}, ${period}: ${facts}`}>
                {mark === 'bar' ? (
                  <Bar x={x(period) ?? 0} width={x.bandwidth()} share={facts / largest} />
                ) : (
                  <Dot x={x(period) ?? 0} width={x.bandwidth()} share={facts / largest} />
                )}
              </Mark>
            ))}
          </svg>
          <span className="number">{row.total.toLocaleString('en')}</span>
        </div>
      ))}
    </div>
  );
}

function Mark({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <g>
      <title>{title}</title>
      {children}
    </g>
  );
}

interface MarkProps {
  readonly x: number;
  readonly width: number;
  /** From 0 to 1: the number beside the largest of the chart. */
  readonly share: number;
}

const barHeight = scaleLinear([0, 1], [2, HEIGHT]);
const dotHeight = scaleSqrt([0, 1], [4, HEIGHT - 2]);

function Bar({ x, width, share }: MarkProps) {
  const height = barHeight(share);
  return <rect className="mark" x={x} y={HEIGHT - height} width={width} height={height} />;
}

/** A block in the middle of its lane: the width of the page does not deform it as it would a circle. */
function Dot({ x, width, share }: MarkProps) {
  const height = dotHeight(share);
  const wide = Math.min(width * 0.8, height * 2);
  return (
    <rect
      className="mark"
      x={x + (width - wide) / 2}
      y={(HEIGHT - height) / 2}
      width={wide}
      height={height}
    />
  );
}

function describeRow({ label, total, counts }: CountRow): string {
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  const [period = '', facts = 0] = most ?? [];
  return most === undefined
    ? formatMessage('timeline.row.undated', { label, total })
    : formatMessage('timeline.row', { label, total, period, facts });
}

/** With many periods, only some have a label; the others are reached by the keyboard all the same. */
function isLabelled(periods: readonly string[], n: number): boolean {
  const period = periods[n] ?? '';
  if (periods.length <= 14) return true;
  if (period.includes('-')) return /-(?:01|04|07|10)$/.test(period);
  const step = periods.length > 60 ? 20 : 5;
  return Number(period) % step === 0;
}

/** Returns a year, or the name of a month, in January with its year. */
function formatShortPeriod(period: string, isFirst: boolean): string {
  const [year = '', month] = period.split('-');
  if (month === undefined) return year;
  const name = MONTHS[Number(month) - 1] ?? month;
  return month === '01' || isFirst ? `${name} ${year}` : name;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
