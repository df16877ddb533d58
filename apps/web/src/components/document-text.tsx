import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { answerOptions } from '../api/answer.ts';
import { keepRecordMoment, toAnswerAddress } from '../api/answer-address.ts';
import { toThingPath } from '../api/api-address.ts';
import type { Schemas } from '../api/query-answers.ts';
import { formatPassagePlace, parsePassagePlace } from '../api/passage-place.ts';
import { formatMessage } from '../messages/messages.ts';
import { PageLink } from './page-link.tsx';
import { cutLines } from './text-lines.ts';

/** The characters that are shown at once. */
const RANGE = 20_000;

type MarkedPassage = Schemas['TextPassage'];
type ShownText = Schemas['DocumentTextRange'];

interface DocumentTextProps {
  readonly collection: string | null;
  /** The id of the document. */
  readonly id: string;
}

/** The text of a document, with the passages of recorded facts marked. */
export function DocumentText({ collection, id }: DocumentTextProps) {
  const { hash, searchStr } = useRouterState({ select: ({ location }) => location });
  const place = parsePassagePlace(hash);
  const [start, setStart] = useState<number>();
  const from = start ?? (place === null ? 0 : Math.floor(place.start / RANGE) * RANGE);
  const version = place === null || place.sha256 === null ? {} : { sha256: place.sha256 };
  const address = toAnswerAddress('/v1/sources/{document}/text', keepRecordMoment(searchStr), {
    collection,
    ids: { document: id },
    parameters: { sources: 'false', start: String(from), end: String(from + RANGE), ...version },
  });
  const { data: answer, error } = useQuery(answerOptions(address));
  const text = answer?.data;
  useEffect(() => {
    // The part of another passage is shown when the reader follows a link to it.
    setStart(undefined);
  }, [hash]);
  useEffect(() => {
    if (text !== undefined) scrollToPassage(hash);
  }, [text, hash]);
  if (error !== null) return <p role="alert">{error.message}</p>;
  if (text === undefined) return <p className="quiet">{formatMessage('loading')}</p>;
  const selected = place === null ? null : formatPassagePlace({ ...place, sha256: null });
  return (
    <section className="document-text">
      <h2>{formatMessage('text')}</h2>
      <TextNotice text={text} />
      {text.text === null ? (
        <PassageList text={text} selected={selected} />
      ) : (
        <MarkedText text={text} content={text.text} selected={selected} />
      )}
      <RangeButtons text={text} show={setStart} />
    </section>
  );
}

function scrollToPassage(hash: string): void {
  const place = parsePassagePlace(hash);
  if (place === null) return;
  const id = formatPassagePlace({ ...place, sha256: null });
  document.getElementById(id)?.scrollIntoView({ block: 'center' });
}

/** Says why the text is not shown, and where it is. */
function TextNotice({ text }: { readonly text: ShownText }) {
  const { shown, sha256, versions, address, site } = text;
  const isEarlier = sha256 !== null && versions.at(-1) !== sha256;
  return (
    <>
      {isEarlier && <p className="notice">{formatMessage('text.earlier')}</p>}
      {shown === 'passages' && <p className="notice">{formatMessage('text.passages')}</p>}
      {shown === 'not-held' && (
        <p className="notice">
          {formatMessage(sha256 === null ? 'text.none' : 'notHeld')} {formatMessage('text.check')}
        </p>
      )}
      {shown !== 'text' && (
        <dl className="labels">
          {sha256 !== null && (
            <>
              <dt>SHA-256</dt>
              <dd className="hash">{sha256}</dd>
            </>
          )}
          {(address ?? site) !== null && (
            <>
              <dt>{formatMessage('text.place')}</dt>
              <dd>{address ?? site}</dd>
            </>
          )}
        </dl>
      )}
    </>
  );
}

interface TextProps {
  readonly text: ShownText;
  readonly selected: string | null;
}

const toId = ({ start, end }: MarkedPassage): string =>
  formatPassagePlace({ start, end, sha256: null });

function MarkedText({ text, content, selected }: TextProps & { readonly content: string }) {
  const { passages, start, line, language } = text;
  const lines = useMemo(
    // After the last line break there is no line.
    () => cutLines({ text: content.replace(/\n$/, ''), start, line: line ?? 1 }, passages),
    [content, start, line, passages],
  );
  return (
    <div className="text-and-facts">
      <div className="text-lines" lang={language ?? undefined}>
        {lines.map(({ number, parts }) => (
          <p key={number} dir="auto" data-line={number}>
            {parts.map((part) => {
              const own = part.passages.flatMap((n) => passages[n] ?? []);
              const [shortest] = own.toSorted((a, b) => a.end - a.start - (b.end - b.start));
              if (shortest === undefined) return part.words;
              const first = own.find((one) => one.start === part.start);
              const isSelected = own.some((one) => toId(one) === selected);
              return (
                <mark
                  key={part.start}
                  id={first === undefined ? undefined : toId(first)}
                  className={isSelected ? 'selected' : undefined}
                >
                  <a href={`#${toId(shortest)}`}>{part.words}</a>
                </mark>
              );
            })}
          </p>
        ))}
      </div>
      <FactsOfPassages text={text} selected={selected} />
    </div>
  );
}

/** The facts of the passages: of the selected one, or of all. */
function FactsOfPassages({ text, selected }: TextProps) {
  const own = text.passages.filter((passage) => toId(passage) === selected);
  return (
    <aside className="passage-facts" aria-label={formatMessage('text.facts')}>
      <h3>{formatMessage(own.length > 0 ? 'text.factsHere' : 'text.facts')}</h3>
      <PassageFacts text={text} passages={own.length > 0 ? own : text.passages} withLines />
      {own.length > 0 && (
        <p>
          <a href="#content">{formatMessage('text.allFacts')}</a>
        </p>
      )}
    </aside>
  );
}

interface PassageFactsProps {
  readonly text: ShownText;
  readonly passages: readonly MarkedPassage[];
  /** Whether each fact names the line of its passage. */
  readonly withLines: boolean;
}

function PassageFacts({ text, passages, withLines }: PassageFactsProps) {
  if (passages.length === 0) return <p className="quiet">{formatMessage('text.noFacts')}</p>;
  return (
    <ul className="plain">
      {passages.map((passage) => (
        <li key={`${passage.event} ${passage.start}`}>
          {withLines && (
            <a href={`#${toId(passage)}`}>
              {formatMessage('line')} {passage.line}
            </a>
          )}{' '}
          {passage.sentence}{' '}
          <PageLink
            to={toThingPath('event', passage.event, text.collection) ?? '.'}
            className="more"
          >
            {formatMessage('text.event')}
          </PageLink>
        </li>
      ))}
    </ul>
  );
}

/** The passages of a text that is not shown: their words where they may be quoted, and their place. */
function PassageList({ text, selected }: TextProps) {
  const groups = [...Map.groupBy(text.passages, toId)];
  return (
    <ol className="plain passages">
      {groups.map(([id, facts]) => {
        const [first] = facts;
        return (
          <li key={id} id={id} className={id === selected ? 'selected' : undefined}>
            {typeof first?.quote === 'string' && (
              <blockquote dir="auto" lang={text.language ?? undefined}>
                <mark>{first.quote}</mark>
              </blockquote>
            )}
            <p className="quiet">
              {formatMessage('text.characters', {
                line: first?.line ?? 0,
                start: first?.start ?? 0,
                end: first?.end ?? 0,
              })}
            </p>
            <PassageFacts text={text} passages={facts} withLines={false} />
          </li>
        );
      })}
    </ol>
  );
}

interface RangeButtonsProps {
  readonly text: ShownText;
  readonly show: (start: number) => void;
}

function RangeButtons({ text, show }: RangeButtonsProps) {
  const { start, characters } = text;
  const total = characters ?? 0;
  if (total <= RANGE) return null;
  const end = Math.min(start + RANGE, total);
  return (
    <div className="paging">
      <button type="button" disabled={start === 0} onClick={() => show(Math.max(0, start - RANGE))}>
        {formatMessage('text.before')}
      </button>
      <button type="button" disabled={end >= total} onClick={() => show(start + RANGE)}>
        {formatMessage('text.after')}
      </button>
      <span className="quiet" role="status">
        {formatMessage('text.range', { start: start + 1, end, total })}
      </span>
    </div>
  );
}
