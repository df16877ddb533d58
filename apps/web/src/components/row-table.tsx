import { formatValue, isJsonFields, type JsonFields } from '@rapporteur/pages';
import type { Answer } from '../api/query-answers.ts';
import type { ListName } from '../api/api-address.ts';
import { formatMessage, translateTitle } from '../messages/messages.ts';
import { orderBodies } from './body-order.ts';
import { spellFactDay } from './day-words.ts';
import { SaysWho } from './evidence.tsx';
import { LinkedText } from './linked-text.tsx';
import { listNamedPaths } from './named-paths.ts';
import { findRowSentence, LIST_COLUMNS, type ListColumn, listRowEvents } from './list-columns.ts';
import { PageLink } from './page-link.tsx';
import { ScrollBox } from './scroll-box.tsx';

interface RowTableProps {
  readonly list: ListName;
  readonly answer: Answer;
}

/** The rows of a list: things in columns, or facts in sentences. */
export function RowTable({ list, answer }: RowTableProps) {
  const listed = listRows(answer.data);
  // The record lists bodies by their ids, which a reader does not know.
  const rows = list === 'bodies' ? orderBodies(listed) : listed;
  if (rows.length === 0) return <p className="quiet">{formatMessage('empty')}</p>;
  // The rows of a list are those of its own query.
  const columns = LIST_COLUMNS[list] as readonly ListColumn<JsonFields>[] | undefined;
  if (columns === undefined) return <FactTable rows={rows} answer={answer} />;
  return <ThingTable rows={rows} columns={columns} answer={answer} />;
}

/** A longer day has words of its source, which may go on in a next line. */
const DAY_LENGTH_MAX = '30 September 2025'.length;

/** Returns the rows of a list, which may be in a member beside others. */
function listRows(data: unknown): readonly JsonFields[] {
  if (Array.isArray(data)) return data.filter(isJsonFields);
  if (!isJsonFields(data)) return [];
  const list = Object.values(data).find((member) => Array.isArray(member) && member.length > 0);
  return Array.isArray(list) ? list.filter(isJsonFields) : [];
}

interface ThingTableProps {
  readonly rows: readonly JsonFields[];
  readonly columns: readonly ListColumn<JsonFields>[];
  readonly answer: Answer;
}

function ThingTable({ rows, columns, answer }: ThingTableProps) {
  const cells = rows.map((row) => columns.map(({ read }) => read(row, answer)));
  // A column without any value says nothing.
  const shown = columns.flatMap((column, n) =>
    cells.some((row) => row[n]?.text !== '') ? [{ ...column, n }] : [],
  );
  // On a narrow screen each row is a block: its first words need no title there.
  const lead = shown.findIndex(({ isDay = false }) => !isDay);
  return (
    <ScrollBox>
      <table className="stacks" role="table">
        <thead>
          <tr role="row">
            {shown.map(({ title, isCount = false }) => (
              <th
                key={title}
                scope="col"
                role="columnheader"
                className={isCount ? 'count' : undefined}
              >
                {translateTitle(title)}
              </th>
            ))}
            <th scope="col" role="columnheader">
              <span className="hidden">{formatMessage('saysWho')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={listRowEvents(row).join() + JSON.stringify(row).slice(0, 120)} role="row">
              {shown.map((column, place) => (
                <ThingCell
                  key={column.title}
                  column={column}
                  cell={cells[index]?.[column.n]}
                  hasTitle={place > lead}
                />
              ))}
              <td role="cell">
                <SaysWho
                  answer={answer}
                  events={listRowEvents(row)}
                  showsOldValues={false}
                  about={cells[index]?.[shown[0]?.n ?? 0]?.text ?? ''}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

interface ThingCellProps {
  readonly column: ListColumn<JsonFields>;
  readonly cell: ReturnType<ListColumn<JsonFields>['read']> | undefined;
  /** Whether a narrow screen shows the title of the column before the words. */
  readonly hasTitle: boolean;
}

function ThingCell({ column, cell, hasTitle }: ThingCellProps) {
  const { title, isDay = false, isCount = false, isTranslated = false } = column;
  const { text = '', path = null } = cell ?? {};
  const isOneLine = isDay && text.length <= DAY_LENGTH_MAX;
  return (
    <td
      role="cell"
      lang={isTranslated ? undefined : 'en'}
      dir="auto"
      className={isCount ? 'count' : isOneLine ? 'one-line' : undefined}
      data-title={hasTitle ? translateTitle(title) : undefined}
    >
      {path === null ? text : <PageLink to={path}>{text}</PageLink>}
    </td>
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
        return (
          <li key={event + JSON.stringify(row).slice(0, 60)}>
            <span className="day">{spellFactDay(row)}</span>
            <span>
              <LinkedText text={sentence} paths={paths} />
              <SaysWho answer={answer} events={listRowEvents(row)} about={sentence} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
