import { formatDateText, isJsonFields, type JsonFields } from '@rapporteur/pages';
import type { Answer } from '../api/answer.ts';
import { toThingPath } from '../api/api-address.ts';
import english from '../messages/en.json';
import { formatMessage, type MessageKey } from '../messages/messages.ts';
import { PageLink } from './page-link.tsx';

/** The glyph of each kind of participation: its shape tells it without colour. */
const GLYPHS: Readonly<Record<string, string>> = {
  chaired: '◆',
  attended: '●',
  guest: '◐',
  class: '◌',
  'not-listed': '–',
  'not-a-member': '✕',
  'not-stated': '?',
  'not-recorded': '·',
};

/** States and meetings: who took part in which, and how. */
export function ParticipationMatrix({ answer }: { readonly answer: Answer }) {
  const data = isJsonFields(answer.data) ? answer.data : {};
  const meetings = listFields(data['meetings']);
  const states = listFields(data['states']);
  if (meetings.length === 0) return <p className="quiet">{formatMessage('empty')}</p>;
  const kinds = new Set(states.flatMap((state) => listFields(state['cells']).map(readKind)));
  return (
    <>
      <ul className="legend" aria-label={formatMessage('legend')}>
        {[...kinds].map((kind) => (
          <li key={kind}>
            <span className={`glyph ${kind}`} aria-hidden="true">
              {GLYPHS[kind] ?? '·'}
            </span>{' '}
            {formatKind(kind)}
          </li>
        ))}
      </ul>
      <div className="scroll">
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{formatMessage('state')}</th>
              {meetings.map((meeting) => (
                <th key={String(meeting['meeting'])} scope="col">
                  <MeetingHead meeting={meeting} answer={answer} />
                </th>
              ))}
              <th scope="col">{formatMessage('total')}</th>
            </tr>
          </thead>
          <tbody>
            {states.map((state) => (
              <StateRow key={String(state['actor'])} state={state} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function MeetingHead({
  meeting,
  answer,
}: {
  readonly meeting: JsonFields;
  readonly answer: Answer;
}) {
  const [id, collection] = [String(meeting['meeting']), String(meeting['collection'])];
  const date = isJsonFields(meeting['date']) ? meeting['date']['edtf'] : null;
  const name = answer.names?.['meeting']?.[`${collection}/${id}`] ?? id;
  return (
    <PageLink to={toThingPath('meeting', id, collection) ?? '.'}>
      {name}
      {typeof date === 'string' && <small>{formatDateText(date)}</small>}
    </PageLink>
  );
}

function StateRow({ state }: { readonly state: JsonFields }) {
  const id = String(state['actor']);
  const name = typeof state['name'] === 'string' ? state['name'] : id;
  const path = toThingPath('actor', id, null);
  return (
    <tr>
      <th scope="row">{path === null ? name : <PageLink to={path}>{name}</PageLink>}</th>
      {listFields(state['cells']).map((cell) => (
        <td key={String(cell['meeting'])}>
          <span className={`glyph ${readKind(cell)}`} title={formatKind(readKind(cell))}>
            <span aria-hidden="true">{GLYPHS[readKind(cell)] ?? '·'}</span>
            <span className="hidden">{formatKind(readKind(cell))}</span>
          </span>
        </td>
      ))}
      <td>{typeof state['total'] === 'string' ? state['total'] : ''}</td>
    </tr>
  );
}

function readKind(cell: JsonFields): string {
  const roles = Array.isArray(cell['roles']) ? cell['roles'] : [];
  if (roles.includes('chaired')) return 'chaired';
  return typeof cell['kind'] === 'string' ? cell['kind'] : 'not-recorded';
}

function formatKind(kind: string): string {
  const key = `cell.${kind}`;
  return key in english ? formatMessage(key as MessageKey) : kind.replaceAll('-', ' ');
}

function listFields(value: unknown): readonly JsonFields[] {
  return Array.isArray(value) ? value.filter(isJsonFields) : [];
}
