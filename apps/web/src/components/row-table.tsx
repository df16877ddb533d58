import { formatValue, isEmpty, isJsonFields, type JsonFields } from '@rapporteur/pages';
import type { Answer } from '../api/answer.ts';
import type { ListName } from '../api/api-address.ts';
import { formatMessage, translateTitle } from '../messages/messages.ts';
import { SaysWho } from './evidence.tsx';
import { LinkedText, listNamedPaths } from './linked-text.tsx';
import { findRowSentence, LIST_COLUMNS, type ListColumn, listRowEvents } from './list-columns.ts';
import { PageLink } from './page-link.tsx';

interface RowTableProps {
  readonly list: ListName;
  readonly answer: Answer;
}

/** The rows of a list: things in columns, or facts in sentences. */
export function RowTable({ list, answer }: RowTableProps) {
  const rows = listRows(answer.data);
  if (rows.length === 0) return <p className="quiet">{formatMessage('empty')}</p>;
  const columns = LIST_COLUMNS[list];
  if (columns === undefined) return <FactTable rows={rows} answer={answer} />;
  return <ThingTable rows={rows} columns={columns} answer={answer} />;
}

/** Returns the rows of a list, which may be in a member beside others. */
function listRows(data: unknown): readonly JsonFields[] {
  if (Array.isArray(data)) return data.filter(isJsonFields);
  if (!isJsonFields(data)) return [];
  const list = Object.values(data).find((member) => Array.isArray(member) && member.length > 0);
  return Array.isArray(list) ? list.filter(isJsonFields) : [];
}

interface ThingTableProps {
  readonly rows: readonly JsonFields[];
  readonly columns: readonly ListColumn[];
  readonly answer: Answer;
}

function ThingTable({ rows, columns, answer }: ThingTableProps) {
  const cells = rows.map((row) => columns.map(({ read }) => read(row, answer)));
  // A column without any value says nothing.
  const shown = columns.flatMap((column, n) =>
    cells.some((row) => row[n]?.text !== '') ? [{ ...column, n }] : [],
  );
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            {shown.map(({ title }) => (
              <th key={title} scope="col">
                {translateTitle(title)}
              </th>
            ))}
            <th scope="col">
              <span className="hidden">{formatMessage('saysWho')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={listRowEvents(row).join() + JSON.stringify(row).slice(0, 120)}>
              {shown.map(({ title, n, isDay = false }) => {
                const { text = '', path = null } = cells[index]?.[n] ?? {};
                return (
                  <td key={title} lang="en" dir="auto" className={isDay ? 'one-line' : undefined}>
                    {path === null ? text : <PageLink to={path}>{text}</PageLink>}
                  </td>
                );
              })}
              <td>
                <SaysWho
                  answer={answer}
                  events={listRowEvents(row)}
                  about={cells[index]?.[shown[0]?.n ?? 0]?.text ?? ''}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FactTable({
  rows,
  answer,
}: {
  readonly rows: readonly JsonFields[];
  readonly answer: Answer;
}) {
  const paths = listNamedPaths(answer);
  return (
    <ol className="facts">
      {rows.map((row) => {
        const [event = ''] = listRowEvents(row);
        const sentence = findRowSentence(row, answer) ?? formatValue(row);
        const date = row['placedOn'] ?? row['date'];
        return (
          <li key={event + JSON.stringify(row).slice(0, 60)}>
            <span className="day">
              {isEmpty(date) ? '' : formatValue(date, { days: 'spelled' })}
            </span>
            <span>
              <LinkedText text={sentence} paths={paths} />{' '}
              <SaysWho answer={answer} events={listRowEvents(row)} about={sentence} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
