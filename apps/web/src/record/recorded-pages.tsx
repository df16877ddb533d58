import { CATALOGUE, type Envelope, listIntroducedThings } from '@rapporteur/contracts';
import { describeEvents } from '@rapporteur/drafting';
import { useEffect, useRef } from 'react';
import { toThingPath } from '../api/api-address.ts';
import { PageLink } from '../components/page-link.tsx';
import type { Schemas } from '../api/query-answers.ts';
import { formatRecordMessage } from './record-messages.ts';
import { useSuggestions } from './suggestions.ts';

/** The shape of the values that name each kind of thing. */
const SHAPES: Readonly<Record<string, string>> = {
  body: 'BodyId',
  person: 'ActorRef',
  meeting: 'MeetingId',
  decision: 'DecisionId',
  incident: 'IncidentId',
  document: 'DocumentId',
};

/** The recorded events, with links to the pages of the things that they are about. */
export function RecordedPages({ answer }: { readonly answer: Schemas['CommandResponse'] }) {
  const { collection, events, position } = answer;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.querySelector('a')?.focus(), []);
  const decoded = events.map((event) => CATALOGUE.decode(event as unknown as Envelope));
  const sentences = describeEvents(decoded);
  const suggestions = useSuggestions(collection);
  const nameThing = (referent: string, id: string): string =>
    suggestions[SHAPES[referent] ?? '']?.find((known) => known.id === id)?.name ?? id;
  const base = `/collections/${encodeURIComponent(collection)}`;
  const things = decoded.flatMap(({ type, data }) =>
    listIntroducedThings(CATALOGUE.getDefinition(type), data),
  );
  const pages = new Map(
    things.flatMap(({ referent, id }) => {
      const path = toThingPath(referent, id, collection);
      return path === null ? [] : [[path, { referent, name: nameThing(referent, id) }] as const];
    }),
  );
  return (
    <>
      <p role="status">
        {formatRecordMessage(events.length === 1 ? 'recorded.one' : 'recorded.count', {
          count: events.length,
          position,
        })}
      </p>
      <ul ref={list} className="record-pages">
        {[...pages].map(([path, { referent, name }]) => (
          <li key={path}>
            <PageLink to={path}>{name}</PageLink> <span className="quiet">{referent}</span>
          </li>
        ))}
        <li>
          <PageLink to={`${base}/timeline?zoom=facts`}>
            {formatRecordMessage('recorded.timeline')}
          </PageLink>
        </li>
        <li>
          <PageLink to={`${base}/participation`}>
            {formatRecordMessage('recorded.participation')}
          </PageLink>
        </li>
      </ul>
      <ol className="record-planned">
        {events.map(({ id }, n) => (
          <li key={id}>
            <PageLink to={toThingPath('event', id, collection) ?? '.'}>{sentences[n]}</PageLink>
          </li>
        ))}
      </ol>
    </>
  );
}
