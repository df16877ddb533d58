import { isJsonFields, type JsonFields } from '@rapporteur/pages';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react';
import type { Answer } from '../api/answer.ts';
import { toThingPath } from '../api/api-address.ts';
import { formatMessage } from '../messages/messages.ts';
import { PageLink } from './page-link.tsx';

/** The sources that the reader has asked for. */
interface ShownEvidence {
  readonly answer: Answer;
  readonly events: readonly string[];
}

type ShowEvidence = (evidence: ShownEvidence) => void;

const EvidenceContext = createContext<ShowEvidence>(() => undefined);

/** Shows the sources of a value beside the page. */
export function EvidenceProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<ShownEvidence>();
  const opener = useRef<Element | null>(null);
  const show = useMemo<ShowEvidence>(
    () => (evidence) => {
      opener.current = document.activeElement;
      setShown(evidence);
    },
    [],
  );
  const close = (): void => {
    setShown(undefined);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  return (
    <EvidenceContext value={show}>
      {children}
      {shown !== undefined && <EvidencePanel {...shown} close={close} />}
    </EvidenceContext>
  );
}

interface SaysWhoProps {
  readonly answer: Answer;
  readonly events: readonly string[];
  /** The words that the sources state, for a reader who only hears the button. */
  readonly about: string;
}

/** The button at a value that opens its sources. */
export function SaysWho({ answer, events, about }: SaysWhoProps) {
  const show = use(EvidenceContext);
  if (events.length === 0) return null;
  return (
    <button
      type="button"
      className="says-who"
      aria-label={`${formatMessage('saysWho')} ${about.slice(0, 80)}`}
      title={formatMessage('saysWho')}
      onClick={() => show({ answer, events })}
    >
      ”
    </button>
  );
}

function EvidencePanel({ answer, events, close }: ShownEvidence & { readonly close: () => void }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), [events]);
  return (
    <aside
      ref={panel}
      className="evidence"
      aria-label={formatMessage('saysWho')}
      tabIndex={-1}
      onKeyDown={({ key }) => {
        if (key === 'Escape') close();
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

interface EvidenceOfEventProps {
  readonly event: string;
  readonly source: unknown;
  readonly answer: Answer;
}

function EvidenceOfEvent({ event, source, answer }: EvidenceOfEventProps) {
  if (!isJsonFields(source)) return <p>{formatMessage('saysWho.none')}</p>;
  const collection = answer.collections.length === 1 ? (answer.collections[0] ?? null) : null;
  const passages = Array.isArray(source['passages']) ? source['passages'].filter(isJsonFields) : [];
  const path = toThingPath('event', event, collection);
  return (
    <section className="evidence-event">
      <p>{readWords(source, 'sentence')}</p>
      <p className="quiet">
        {[readWords(source, 'modality'), readSpeaker(source)]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      {passages.map((passage) => (
        <Passage
          key={`${readWords(passage, 'document')}${String(passage['start'])}`}
          passage={passage}
          answer={answer}
          collection={collection}
        />
      ))}
      <p className="quiet">
        {formatMessage('recorded')} {readWords(source, 'recordedAt').slice(0, 16).replace('T', ' ')}{' '}
        UTC · {path !== null && <PageLink to={path}>{readWords(source, 'position')}</PageLink>}
      </p>
    </section>
  );
}

interface PassageProps {
  readonly passage: JsonFields;
  readonly answer: Answer;
  readonly collection: string | null;
}

function Passage({ passage, answer, collection }: PassageProps) {
  const document = readWords(passage, 'document');
  const name = answer.names?.['document']?.[`${collection ?? ''}/${document}`] ?? document;
  const quote = readWords(passage, 'quote');
  const path = toThingPath('document', document, collection);
  return (
    <figure>
      {quote === '' ? (
        <p className="quiet">{formatMessage('notHeld')}</p>
      ) : (
        <blockquote>
          <mark>{quote}</mark>
        </blockquote>
      )}
      <figcaption>
        {path === null ? name : <PageLink to={path}>{name}</PageLink>}, {formatMessage('line')}{' '}
        {String(passage['line'])}
        {quote === '' && (
          <span className="hash"> {readWords(passage, 'documentSha256').slice(0, 16)}…</span>
        )}
      </figcaption>
    </figure>
  );
}

function readWords(fields: JsonFields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

function readSpeaker(source: JsonFields): string {
  const speaker = source['attributedTo'] ?? source['assertedBy'];
  return isJsonFields(speaker)
    ? readWords(speaker, 'nameAsWritten') || readWords(speaker, 'id')
    : '';
}
