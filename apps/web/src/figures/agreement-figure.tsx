import type { Schemas } from '../api/query-answers.ts';
import { scaleLinear } from 'd3-scale';
import { PageLink } from '../components/page-link.tsx';
import { formatMessage } from '../messages/messages.ts';
import { SaveImage } from './save-image.tsx';
import { useChartWidth } from './use-chart-width.tsx';
import './figures.css';
import './charts.css';
import { ScrollBox } from '../components/scroll-box.tsx';

const HEIGHT = 240;
const MARGIN = { left: 48, right: 24, top: 26, bottom: 30 };
/** With less width for each year, the numbers would cover each other; the table has them. */
const LABEL_WIDTH = 38;

interface AgreementFigureProps {
  /** The years with votes that both cast. */
  readonly years: readonly Schemas['YearAgreement'][];
  /** The codes of the two states. */
  readonly states: readonly string[];
}

type YearShare = Schemas['YearAgreement'] & { readonly year: number };

/** The share of votes in which two states voted alike, a dot for each year, and in a table. */
export function AgreementFigure({ years, states }: AgreementFigureProps) {
  const dated = years.flatMap(({ year, ...share }) => (year === null ? [] : [{ year, ...share }]));
  return (
    <>
      {dated.length > 0 && (
        <figure className="chart">
          <figcaption>{formatMessage('agreement.caption')}</figcaption>
          <AgreementChart rows={dated} />
          <SaveImage />
        </figure>
      )}
      <ScrollBox>
        <table className="narrow">
          <thead>
            <tr>
              <th scope="col">{formatMessage('agreement.year')}</th>
              <th scope="col" className="count">
                {formatMessage('agreement.votes')}
              </th>
              <th scope="col" className="count">
                {formatMessage('agreement.same')}
              </th>
              <th scope="col" className="count">
                {formatMessage('agreement.share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {years.map(({ year, votes, same }) => (
              <tr key={year}>
                <th scope="row">
                  {year !== null ? (
                    <PageLink to={`/votes?member=${states[0] ?? ''}&from=${year}&to=${year}`}>
                      {year}
                    </PageLink>
                  ) : (
                    formatMessage('chair.notStated')
                  )}
                </th>
                <td className="count">{votes}</td>
                <td className="count">{same}</td>
                <td className="count">{formatShare(same / votes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

const formatShare = (share: number): string => `${Math.round(100 * share)} %`;

function AgreementChart({ rows }: { readonly rows: readonly YearShare[] }) {
  const width = useChartWidth();
  const years = rows.map(({ year }) => year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const x = scaleLinear()
    .domain([first - 0.5, last + 0.5])
    .range([MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear([0, 1], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const ticks = x
    .ticks(Math.min(width / 60, last - first + 1))
    .filter((tick) => Number.isInteger(tick));
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={formatMessage('agreement.chart')}
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share} transform={`translate(0 ${y(share)})`} className="axis">
          <line x1={MARGIN.left} x2={width - MARGIN.right} />
          <text x={MARGIN.left - 8} y={4} textAnchor="end">
            {formatShare(share)}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <text key={tick} x={x(tick)} y={HEIGHT - 8} textAnchor="middle" className="tick">
          {tick}
        </text>
      ))}
      {rows.map(({ year, votes, same }) => (
        <g key={year} transform={`translate(${x(year)} ${y(same / votes)})`}>
          <circle r={6} />
          {rows.length <= width / LABEL_WIDTH && (
            <text y={-12} textAnchor="middle" className="label">
              {formatMessage('agreement.of', { same, votes })}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
