import { useNavigate } from '@tanstack/react-router';
import type { SyntheticEvent } from 'react';
import type { QueryAnswers, QueryRoute, Schemas } from '../api/query-answers.ts';
import { toAnswerAddress } from '../api/answer-address.ts';
import { toThingPath } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { CollectionName } from '../components/collection-name.tsx';
import { PageLink } from '../components/page-link.tsx';
import { nameActor, nameThing } from '../components/read-json.ts';
import { formatMessage, type MessageKey } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';
import './figures.css';
import './charts.css';
import { ScrollBox } from '../components/scroll-box.tsx';

/** The numbers that readers look for first, each with the roles that it counts. */
const COUNTED = [
  { key: 'summary.votes', roles: ['voted'] },
  { key: 'summary.positions', roles: ['speaks'] },
  { key: 'summary.condemnations', roles: ['condemner'] },
  { key: 'summary.agreements', roles: ['agreed-by'] },
  { key: 'summary.planned', roles: ['host-of-planned-event', 'planned-by'] },
  { key: 'summary.dissents', roles: ['dissented'] },
] as const satisfies readonly { readonly key: MessageKey; readonly roles: readonly string[] }[];

/** The acts of a state in all organizations, in numbers that lead to the facts. */
export function StateSummary({ answer, search }: FigureProps<'/v1/states/{state}'>) {
  const { state } = answer.data;
  const attended = toAnswerAddress('/v1/states/{state}/attendance', search, { ids: { state } });
  return (
    <>
      <RoleCounts answer={answer} state={state} />
      <WithAnswer address={attended}>
        {(attendance) => <AttendanceTable answer={attendance} state={state} />}
      </WithAnswer>
      <WithAnswer address={toAnswerAddress('/v1/participation/ranking', search)}>
        {(ranking) => <CompareForm answer={ranking} state={state} />}
      </WithAnswer>
    </>
  );
}

interface StatePartProps<Route extends QueryRoute> {
  readonly answer: QueryAnswers[Route];
  readonly state: string;
}

function RoleCounts({ answer, state }: StatePartProps<'/v1/states/{state}'>) {
  const shown = COUNTED.map(({ key, roles }) => {
    const own = answer.data.roles.filter(({ role }) => (roles as readonly string[]).includes(role));
    return { key, roles, facts: own.reduce((all, { facts }) => all + facts, 0) };
  }).filter(({ facts }) => facts > 0);
  return (
    <ul className="tally" aria-label={formatMessage('summary.title')}>
      {shown.map(({ key, roles, facts }) => (
        <li key={key}>
          <PageLink to={`/states/${state}?role=${roles.join(',')}`}>
            <strong>{facts}</strong> {formatMessage(key)}
          </PageLink>
        </li>
      ))}
    </ul>
  );
}

const ATTENDANCE_NUMBERS = ['chaired', 'hosted', 'asGuest'] as const;

type AttendanceRoute = '/v1/states/{state}/attendance';

function AttendanceTable({ answer, state }: StatePartProps<AttendanceRoute>) {
  const rows = answer.data;
  if (rows.length === 0) return null;
  const sum = (name: 'attended' | 'couldAttend'): number =>
    rows.reduce((all, row) => all + row[name], 0);
  const total = { attended: sum('attended'), possible: sum('couldAttend') };
  return (
    <ScrollBox>
      <table className="narrow">
        <caption>
          <span>{formatMessage('attendance.caption', { name: nameActor(state), ...total })}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{formatMessage('attendance.body')}</th>
            <th scope="col" className="count">
              {formatMessage('attendance.attended')}
            </th>
            {ATTENDANCE_NUMBERS.map((name) => (
              <th key={name} scope="col" className="count">
                {formatMessage(`attendance.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <AttendanceRow key={`${row.collection}/${row.body}`} {...{ row, answer, state }} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

interface AttendanceRowProps extends StatePartProps<AttendanceRoute> {
  readonly row: Schemas['BodyAttendance'];
}

function AttendanceRow({ row, answer, state }: AttendanceRowProps) {
  const { body: id, collection } = row;
  const name = nameThing(answer, { kind: 'body', id, collection });
  const matrix = `/collections/${encodeURIComponent(collection)}/participation?body=${id}&state=${state}`;
  const without = row.attendedWithoutList;
  return (
    <tr>
      <th scope="row">
        <PageLink to={toThingPath('body', id, collection) ?? '.'}>{name}</PageLink>{' '}
        <small className="quiet">
          <CollectionName collection={collection} beside={name} />
        </small>
      </th>
      <td className="count">
        <PageLink to={matrix}>
          {formatMessage('attendance.of', {
            attended: row.attended,
            possible: row.couldAttend,
          })}
        </PageLink>
        {without > 0 && (
          <small className="quiet"> {formatMessage('attendance.others', { count: without })}</small>
        )}
      </td>
      {ATTENDANCE_NUMBERS.map((name) => (
        <td key={name} className="count">
          {row[name]}
        </td>
      ))}
    </tr>
  );
}

/** Leads to the page of two states. */
function CompareForm({ answer, state }: StatePartProps<'/v1/participation/ranking'>) {
  const navigate = useNavigate();
  const others = answer.data
    .map((row) => row.state)
    .filter((code) => code !== state)
    .toSorted((one, other) => nameActor(one).localeCompare(nameActor(other), 'en'));
  if (others.length === 0) return null;
  const compare = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const other = new FormData(event.currentTarget).get('other');
    if (typeof other === 'string') void navigate({ to: `/states/${state}/vs/${other}` });
  };
  return (
    <form className="filters" onSubmit={compare}>
      <label>
        {formatMessage('comparison.with')}{' '}
        <select name="other">
          {others.map((code) => (
            <option key={code} value={code}>
              {nameActor(code)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{formatMessage('comparison.compare')}</button>
    </form>
  );
}
