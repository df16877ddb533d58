import { nameState } from '@rapporteur/pages';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode, SyntheticEvent } from 'react';
import { answerOptions } from '../../api/answer.ts';
import type { QueryAnswers, Schemas } from '../../api/query-answers.ts';
import { toCountsAnswer } from '../../api/api-address.ts';
import { formatMessage } from '../../messages/messages.ts';
import { SaysWho } from '../evidence.tsx';
import { spellValue } from '../day-words.ts';
import { LinkedText } from '../linked-text.tsx';
import { listNamedPaths } from '../named-paths.ts';
import { listRowEvents } from '../list-columns.ts';
import { PageLink } from '../page-link.tsx';
import { COLUMNS_MAX, findColumns, type LaneColumns } from './lane-columns.ts';
import { changePlace, type TimelinePlace } from './timeline-links.ts';
import { ScrollBox } from '../scroll-box.tsx';

interface SideBySideProps {
  readonly columns: LaneColumns;
  readonly answer: QueryAnswers['/v1/facts'];
  readonly place: TimelinePlace;
}

/** The facts of several bodies or states in one table, a column for each, the newest first. */
export function SideBySide({ columns, answer, place }: SideBySideProps) {
  const isRecorded = place.search.get('time') === 'recorded';
  const rows = answer.data;
  const paths = listNamedPaths(answer);
  return (
    <>
      <p>
        {formatMessage(isRecorded ? 'beside.recorded' : 'beside.occurred')}{' '}
        <PageLink to={changePlace(place, { time: isRecorded ? null : 'recorded' })}>
          {formatMessage(isRecorded ? 'beside.byOccurred' : 'beside.byRecorded')}
        </PageLink>{' '}
        <PageLink to={changePlace(place, { body: null, state: null })}>
          {formatMessage('beside.choose')}
        </PageLink>
      </p>
      <ScrollBox label={formatMessage('beside')}>
        <table className="beside">
          <thead>
            <tr>
              <th scope="col">{formatMessage('beside.time')}</th>
              {columns.ids.map((id) => (
                <th key={id} scope="col">
                  {nameColumn(columns, id, answer)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={listRowEvents(row).join()}>
                <td className="quiet">{formatTime(row, isRecorded)}</td>
                <Cells row={row} columns={columns}>
                  <LinkedText text={row.sentence} paths={paths} />
                  <SaysWho answer={answer} events={listRowEvents(row)} about={row.sentence} />
                </Cells>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

interface CellsProps {
  readonly row: Schemas['Fact'];
  readonly columns: LaneColumns;
  readonly children: ReactNode;
}

/** The sentence in its first column; a fact of none stands across all. */
function Cells({ row, columns, children }: CellsProps) {
  const own = findColumns(row, columns);
  if (own.length === 0)
    return (
      <td colSpan={columns.ids.length}>
        {children} <span className="quiet">{formatMessage('beside.connected')}</span>
      </td>
    );
  return columns.ids.map((id) => (
    <td key={id}>
      {id === own[0] && children}
      {id !== own[0] && own.includes(id) && (
        <span className="quiet">{formatMessage('beside.same')}</span>
      )}
    </td>
  ));
}

function nameColumn(
  { kind }: LaneColumns,
  id: string,
  { names = {} }: QueryAnswers['/v1/facts'],
): string {
  if (kind === 'state') return nameState(id) ?? id;
  const known = Object.entries(names['body'] ?? {}).find(([key]) => key.endsWith(`/${id}`));
  return known?.[1] ?? id.replaceAll('-', ' ');
}

function formatTime(row: Schemas['Fact'], isRecorded: boolean): string {
  if (isRecorded) return row.recordedAt.slice(0, 16).replace('T', ' ');
  return spellValue(row.placedOn);
}

interface ColumnChooserProps {
  readonly collection: string | null;
  readonly place: TimelinePlace;
}

const CHOICES_MAX = 30;

/** Asks for the bodies or the states that stand side by side. */
export function ColumnChooser({ collection, place }: ColumnChooserProps) {
  const navigate = useNavigate();
  const counted = new URLSearchParams(place.search);
  for (const name of ['body', 'state']) counted.delete(name);
  const { data } = useQuery(answerOptions(toCountsAnswer(collection, counted, 'body')));
  const bodies = (data?.data ?? []).flatMap(({ body: id, collection: own = '' }) => {
    if (typeof id !== 'string') return [];
    const key = `${own}/${id}`;
    return [{ key, id, name: data?.names?.['body']?.[key] ?? id.replaceAll('-', ' ') }];
  });
  const byName = bodies.slice(0, CHOICES_MAX).toSorted((a, b) => a.name.localeCompare(b.name));
  const compare = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const chosen = fields.getAll('body').slice(0, COLUMNS_MAX).map(String);
    const typed = fields.get('state');
    const codes = (typeof typed === 'string' ? typed.toUpperCase() : '').match(/[A-Z]{3}/g) ?? [];
    const change =
      chosen.length > 1
        ? { body: chosen.join(','), state: null }
        : { state: codes.slice(0, COLUMNS_MAX).join(','), body: null };
    void navigate({ href: changePlace(place, change) });
  };
  return (
    <form className="chooser" onSubmit={compare}>
      <fieldset>
        <legend>{formatMessage('beside.bodies')}</legend>
        {byName.map(({ key, id, name }) => (
          <label key={key}>
            <input type="checkbox" name="body" value={id} /> {name}
          </label>
        ))}
      </fieldset>
      <label>
        {formatMessage('beside.states')} <input name="state" placeholder="UZB, KAZ" />
      </label>{' '}
      <button type="submit">{formatMessage('beside')}</button>
    </form>
  );
}
