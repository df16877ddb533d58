import { formatFieldName, formatValue, isEmpty } from '@rapporteur/pages';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { toThingPath } from '../../api/api-address.ts';
import { eventLinesOptions, formatEventType, type LogEvent } from '../../api/event-lines.ts';
import { formatTime } from '../../components/json-words.ts';
import { areSingleKeysOn, isTyping } from '../../components/key-settings.ts';
import { PageLink } from '../../components/page-link.tsx';
import { formatMessage } from '../../messages/messages.ts';
import type { PageProps } from '../page-props.ts';
import {
  foldStream,
  listChangedFields,
  type StreamFact,
  type StreamState,
} from './stream-state.ts';

/** The events of a stream, and its state after the selected one. */
export function StreamPage({ address: { collection, stream } }: PageProps<'stream'>) {
  const path = `/v1/streams/${encodeURIComponent(collection)}/${encodeURIComponent(stream)}`;
  const { data: events, error } = useQuery(eventLinesOptions(path));
  if (error !== null) return <p role="alert">{error.message}</p>;
  if (events === undefined) return <p className="quiet">{formatMessage('loading')}</p>;
  return <StreamEvents events={events} collection={collection} />;
}

interface StreamEventsProps {
  readonly events: readonly LogEvent[];
  readonly collection: string;
}

function StreamEvents({ events, collection }: StreamEventsProps) {
  const states = useMemo(() => foldStream(events), [events]);
  const [selected, setSelected] = useState(events.length - 1);
  useEffect(() => {
    const last = events.length - 1;
    const steps: Readonly<Record<string, (now: number) => number>> = {
      j: (now) => Math.min(now + 1, last),
      k: (now) => Math.max(now - 1, 0),
      Home: () => 0,
      End: () => last,
    };
    const press = (event: KeyboardEvent): void => {
      const step = steps[event.key];
      const isSingle = event.key === 'j' || event.key === 'k';
      if (step === undefined || isTyping(event) || (isSingle && !areSingleKeysOn())) return;
      event.preventDefault();
      setSelected(step);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [events.length]);
  useEffect(() => {
    document.getElementById(`version-${selected}`)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <>
      <p className="quiet">{formatMessage('stream.keys')}</p>
      <div className="stream">
        <ol className="plain stream-events">
          {events.map((event, n) => (
            <li key={event.id} id={`version-${n}`}>
              <button type="button" aria-pressed={n === selected} onClick={() => setSelected(n)}>
                <span>
                  {event.streamversion} {formatEventType(event)}
                </span>
                <span className="quiet">{formatTime(event.time)}</span>
              </button>
              <PageLink to={toThingPath('event', event.id, collection) ?? '.'} className="more">
                {formatMessage('text.event')}
              </PageLink>
            </li>
          ))}
        </ol>
        <section aria-live="polite" className="stream-state">
          <h2>{formatMessage('stream.state', { version: selected + 1, total: events.length })}</h2>
          <State before={states[selected] ?? new Map()} now={states[selected + 1] ?? new Map()} />
        </section>
      </div>
    </>
  );
}

interface StateProps {
  readonly before: StreamState;
  readonly now: StreamState;
}

/** The facts of a state: values that the selected event changed are marked, and ended facts struck. */
function State({ before, now }: StateProps) {
  const ended = [...before.values()].filter(({ event }) => !now.has(event));
  return (
    <>
      {now.size + ended.length === 0 && <p>{formatMessage('stream.empty')}</p>}
      {ended.map((fact) => (
        <section key={fact.event} className="state-fact">
          <h3>
            <s>{formatEventType(fact)}</s> {formatMessage('stream.retracted')}
          </h3>
        </section>
      ))}
      {[...now.values()].map((fact) => (
        <Fact key={fact.event} fact={fact} before={before.get(fact.event)} />
      ))}
    </>
  );
}

interface FactProps {
  readonly fact: StreamFact;
  readonly before: StreamFact | undefined;
}

function Fact({ fact, before }: FactProps) {
  const changed = listChangedFields(before, fact);
  const fields = Object.entries(fact.data).filter(
    ([name, value]) => name !== 'assertion' && (!isEmpty(value) || before?.data[name] !== value),
  );
  return (
    <section className="state-fact">
      <h3>{formatEventType(fact)}</h3>
      <dl className="labels">
        {fields
          .filter(([name, value]) => !isEmpty(value) || (before !== undefined && changed.has(name)))
          .map(([name, value]) => (
            <div key={name} className="pair">
              <dt>{formatFieldName(name)}</dt>
              <dd>
                {changed.has(name) ? (
                  <>
                    {before !== undefined && !isEmpty(before.data[name]) && (
                      <s>{formatValue(before.data[name], { days: 'spelled' })} </s>
                    )}
                    <mark>{formatValue(value, { days: 'spelled' })}</mark>
                  </>
                ) : (
                  formatValue(value, { days: 'spelled' })
                )}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
