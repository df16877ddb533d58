import { formatMessage } from '../../messages/messages.ts';
import { PageLink } from '../page-link.tsx';
import { RowLabel } from './row-label.tsx';
import type { CountChartData, CountRow } from './count-data.ts';
import { ScrollBox } from '../scroll-box.tsx';

/** More rows are in the data of the page. */
const TABLE_ROWS_MAX = 200;

interface CountTableProps {
  readonly chart: CountChartData;
  readonly linkRow: (row: CountRow) => string | null;
  readonly linkPeriod: (period: string) => string;
}

/** The numbers of a chart as a table. */
export function CountTable({ chart, linkRow, linkPeriod }: CountTableProps) {
  const { periods, rows } = chart;
  return (
    // The focus lets the arrow keys scroll it.
    <ScrollBox label={formatMessage('timeline.table')}>
      <table className="matrix counts">
        <thead>
          <tr>
            <th scope="col">{formatMessage('timeline.rows')}</th>
            <th scope="col" className="number">
              {formatMessage('timeline.all')}
            </th>
            {periods.map((period) => (
              <th key={period} scope="col" className="number">
                <PageLink to={linkPeriod(period)}>{period}</PageLink>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, TABLE_ROWS_MAX).map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <RowLabel label={row.label} to={linkRow(row)} />
              </th>
              <td className="number">{row.total.toLocaleString('en')}</td>
              {periods.map((period) => (
                <td key={period} className="number">
                  {row.counts.get(period)?.toLocaleString('en') ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
