import { formatValue, isEmpty } from '@rapporteur/pages';
import { type KeyboardEvent as KeyboardEventOf, useEffect, useRef } from 'react';
import type { Answer, Schemas } from '../api/query-answers.ts';
import { formatChangePath, toThingPath } from '../api/api-address.ts';
import { formatPassagePlace } from '../api/passage-place.ts';
import { formatMessage } from '../messages/messages.ts';
import type { ShownEvidence } from './evidence.tsx';
import { FactHistory } from './fact-history.tsx';
import { formatTime } from './json-words.ts';
import { PageLink } from './page-link.tsx';

/** The sources of a value: who says it, in which words, since when, and what others say. */
export function EvidencePanel({
  answer,
  events,
  close,
}: ShownEvidence & { readonly close: () => void }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), [events]);
  useEffect(() => {
    // The focus may be on the page beside the panel.
    const press = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') close();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [close]);
  return (
    <aside
      ref={panel}
      className="evidence"
      aria-label={formatMessage('saysWho')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Tab' && coversPage(event.currentTarget)) keepFocus(event);
      }}
    >
      <header>
        <h2>{formatMessage('saysWho')}</h2>
        <button type="button" onClick={close}>
          {formatMessage('close')}
        </button>
      </header>
      {events.map((event) => (
        <EvidenceOfEvent
          key={event}
          event={event}
          source={answer.sources?.[event]}
          answer={answer}
        />
      ))}
    </aside>
  );
}

/** Returns whether the panel is as wide as the window, so that the page is behind it. */
function coversPage(panel: HTMLElement): boolean {
  return panel.offsetWidth > 0.9 * document.documentElement.clientWidth;
}

/** Moves the focus from the last element of the panel to its first one, and back. */
function keepFocus(event: KeyboardEventOf<HTMLElement>): void {
  const { currentTarget: panel, shiftKey } = event;
  const all = [...panel.querySelectorAll<HTMLElement>('a[href], button, input, select')];
  const [from, to] = shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
  const { activeElement } = document;
  if (activeElement !== from && !(shiftKey && activeElement === panel)) return;
  event.preventDefault();
  to?.focus();
}

interface EvidenceOfEventProps {
  readonly event: string;
  readonly source: Schemas['FactSource'] | undefined;
  readonly answer: Answer;
}

function EvidenceOfEvent({ event, source, answer }: EvidenceOfEventProps) {
  if (source === undefined) return <p>{formatMessage('saysWho.none')}</p>;
  const { collection } = source;
  const path = toThingPath('event', event, collection);
  const speaker = [source.modality, readSpeaker(source)].filter(Boolean);
  return (
    <section className="evidence-event">
      <p>{source.sentence}</p>
      <p className="quiet">{speaker.join(' · ')}</p>
      {source.passages.map((passage) => (
        <Passage
          key={`${passage.document}${passage.start}`}
          passage={passage}
          answer={answer}
          collection={collection}
        />
      ))}
      <dl className="labels">
        {!isEmpty(source.date) && (
          <>
            <dt>{formatMessage('inTheWorld')}</dt>
            <dd>{formatValue(source.date, { days: 'spelled' })}</dd>
          </>
        )}
        <dt>{formatMessage('recorded')}</dt>
        <dd>
          {formatTime(source.recordedAt)}
          {path !== null && (
            <>
              , {formatMessage('atPosition')} <PageLink to={path}>{source.position}</PageLink>
            </>
          )}
        </dd>
        <FactHistory event={event} collection={collection} />
      </dl>
      <p>
        <PageLink to={formatChangePath(collection, { event })}>
          {formatMessage('correctThis')}
        </PageLink>
      </p>
    </section>
  );
}

interface PassageProps {
  readonly passage: Schemas['PassageWithQuote'];
  readonly answer: Answer;
  readonly collection: string;
}

/** The words of a passage, with the link to their place in the document. */
export function Passage({ passage, answer, collection }: PassageProps) {
  const { document, quote } = passage;
  const name = answer.names?.['document']?.[`${collection}/${document}`] ?? document;
  const path = toThingPath('document', document, collection);
  const place = formatPassagePlace({
    start: passage.start,
    end: passage.end,
    sha256: passage.documentSha256,
  });
  return (
    <figure>
      {quote === null ? (
        <p className="quiet">{formatMessage('notHeld')}</p>
      ) : (
        <blockquote dir="auto">
          <mark>{quote}</mark>
        </blockquote>
      )}
      <figcaption>
        {path === null ? name : <PageLink to={`${path}#${place}`}>{name}</PageLink>},{' '}
        {formatMessage('line')} {passage.line}
        {quote === null && (
          <span>
            ,{' '}
            {formatMessage('charactersOf', {
              start: passage.start,
              end: passage.end,
            })}{' '}
            <span className="hash">{passage.documentSha256.slice(0, 16)}…</span>
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function readSpeaker({ attributedTo, assertedBy }: Schemas['FactSource']): string {
  const speaker = attributedTo ?? assertedBy;
  return speaker?.nameAsWritten ?? '';
}
