import type { Answer, Schemas } from '../api/query-answers.ts';
import { toThingPath } from '../api/api-address.ts';
import { PageLink } from '../components/page-link.tsx';
import { spellDay } from '../components/day-words.ts';
import { nameThing, readStated } from '../components/read-json.ts';
import english from '../messages/en.json';
import { formatMessage, type MessageKey } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';
import './figures.css';
import './matrix.css';
import { ScrollBox } from '../components/scroll-box.tsx';

/** The glyph of each kind of participation, in the order of the legend. Its shape tells it without colour. */
const GLYPHS: Readonly<Record<string, string>> = {
  chaired: '◆',
  attended: '●',
  'headed-delegation': '●',
  guest: '◐',
  class: '◌',
  hosted: '⌂',
  'not-listed': '–',
  'not-a-member': '✕',
  'not-stated': '?',
  'not-recorded': '·',
};
const GUESTS: ReadonlySet<string | null> = new Set(['guest', 'observer', 'partner']);

interface MatrixProps {
  readonly answer: Answer;
  readonly meetings: readonly Schemas['MatrixColumn'][];
  /** The states by name. */
  readonly states: readonly Schemas['MatrixRow'][];
}

/** States and meetings: who took part in which, and how. A narrow page has a list for each state. */
export function ParticipationMatrix({ answer }: FigureProps<'/v1/participation'>) {
  const data = answer.data;
  // The answer begins with the latest meeting, and a reader with the first.
  const meetings = data.meetings.toReversed();
  const states = data.states
    .map((state) => ({ ...state, cells: state.cells.toReversed() }))
    .toSorted((one, other) => nameState(one).localeCompare(nameState(other), 'en'));
  if (meetings.length === 0) return <p className="quiet">{formatMessage('empty')}</p>;
  const kinds = new Set(states.flatMap((state) => state.cells.map(readKind)));
  const counts = { states: states.length, meetings: meetings.length };
  return (
    <>
      <p className="quiet">{formatMessage('matrix.caption', counts)}</p>
      <ul className="legend" aria-label={formatMessage('legend')}>
        {Object.keys(GLYPHS)
          .filter((kind) => kinds.has(kind))
          .map((kind) => (
            <li key={kind}>
              <span className={`glyph ${kind}`} aria-hidden="true">
                {GLYPHS[kind]}
              </span>{' '}
              {formatKind(kind)}
            </li>
          ))}
      </ul>
      <MatrixTable {...{ answer, meetings, states }} />
      <StateLists {...{ answer, meetings, states }} />
    </>
  );
}

function MatrixTable({ answer, meetings, states }: MatrixProps) {
  return (
    <ScrollBox className="matrix-wide">
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{formatMessage('state')}</th>
            <th scope="col">{formatMessage('matrix.couldAttend')}</th>
            {meetings.map((meeting) => (
              <th key={getMeetingKey(meeting)} scope="col">
                <MeetingLink meeting={meeting} answer={answer} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {states.map((state) => (
            <tr key={state.actor}>
              <th scope="row">
                <StateLink state={state} />
              </th>
              <td className="total">{formatTotal(state)}</td>
              {state.cells.map((cell) => (
                <td key={getMeetingKey(cell)}>
                  <Glyph cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{formatMessage('matrix.listed')}</th>
            <td />
            {meetings.map((meeting) => (
              <td key={getMeetingKey(meeting)}>
                {formatMessage('matrix.listedStates', { count: meeting.states })}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </ScrollBox>
  );
}

/** The same for a narrow page: the meetings of each state. */
function StateLists({ answer, meetings, states }: MatrixProps) {
  const byKey = new Map(meetings.map((meeting) => [getMeetingKey(meeting), meeting]));
  return (
    <div className="matrix-narrow">
      {states.map((state) => (
        <details key={state.actor}>
          <summary>
            {nameState(state)} <span className="quiet">{formatTotal(state)}</span>
          </summary>
          <p>
            <StateLink state={state} />
          </p>
          <ul>
            {state.cells.map((cell) => (
              <li key={getMeetingKey(cell)}>
                <Glyph cell={cell} /> <span>{formatKind(readKind(cell))}</span>
                <MeetingLink meeting={byKey.get(getMeetingKey(cell))} answer={answer} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}

function MeetingLink({
  meeting,
  answer,
}: {
  readonly meeting: Schemas['MatrixColumn'] | undefined;
  readonly answer: Answer;
}) {
  if (meeting === undefined) return null;
  const { meeting: id, collection } = meeting;
  const date = readStated(meeting.date)?.edtf;
  return (
    <PageLink to={toThingPath('meeting', id, collection) ?? '.'}>
      {nameThing(answer, { kind: 'meeting', id, collection })}
      {date !== undefined && <small>{spellDay(date)}</small>}
    </PageLink>
  );
}

function StateLink({ state }: { readonly state: Schemas['MatrixRow'] }) {
  const path = toThingPath('actor', state.actor, null);
  return path === null ? nameState(state) : <PageLink to={path}>{nameState(state)}</PageLink>;
}

function Glyph({ cell }: { readonly cell: Schemas['ParticipationCell'] }) {
  const kind = readKind(cell);
  return (
    <span className={`glyph ${kind}`} title={formatKind(kind)}>
      <span aria-hidden="true">{GLYPHS[kind] ?? '·'}</span>
      <span className="hidden">{formatKind(kind)}</span>
    </span>
  );
}

const nameState = (state: Schemas['MatrixRow']): string => state.name ?? state.actor;

interface MeetingOfMatrix {
  readonly collection: string;
  readonly meeting: string;
}

const getMeetingKey = ({ collection, meeting }: MeetingOfMatrix): string =>
  `${collection}/${meeting}`;

/** Returns `2 of 3 it could attend`. */
function formatTotal(state: Schemas['MatrixRow']): string {
  const [attended = '', , possible = ''] = state.total.split(' ');
  return formatMessage('matrix.could', { attended, possible });
}

function readKind(cell: Schemas['ParticipationCell']): string {
  const { kind, roles, capacity, basis } = cell;
  if (roles.includes('chaired')) return 'chaired';
  if (kind !== 'attended') return kind;
  if (GUESTS.has(capacity)) return 'guest';
  return basis === 'class' ? 'class' : kind;
}

function formatKind(kind: string): string {
  const key = `cell.${kind}`;
  return key in english ? formatMessage(key as MessageKey) : kind.replaceAll('-', ' ');
}
