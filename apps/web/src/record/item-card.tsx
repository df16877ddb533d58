import { formatFieldName } from '@rapporteur/pages';
import {
  getFields,
  getType,
  type FactItem,
  type ItemFields,
  type ItemView,
  type ReviewContent,
  type ReviewItem,
} from '@rapporteur/review';
import { useEffect, useRef } from 'react';
import type { FactIssue } from './open-draft.ts';
import { formatRecordMessage, type RecordMessageKey } from './record-messages.ts';
import { formatValueWords } from './value-words.ts';

/** The fields that give the words of a fact, which the document shows. */
const WORD_FIELDS = new Set(['type', 'quote', 'nth', 'passage', 'quotes', 'passages']);

interface ItemCardProps {
  readonly item: ReviewItem;
  readonly content: ReviewContent;
  readonly view: ItemView | undefined;
  /** The problems that the server found. */
  readonly issues: readonly FactIssue[];
  readonly words: string;
  readonly place: string;
  readonly onLight: (isLit: boolean) => void;
}

/** One thing of the draft: a fact as a sentence with its fields, or a sentence without a fact. */
export function ItemCard({ item, content, view, issues, words, place, onLight }: ItemCardProps) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // The next fact is read aloud, unless the person is in the text.
    const active = document.activeElement;
    if (active === document.body || active?.closest('.record-side') !== null)
      card.current?.focus({ preventScroll: true });
  }, [item.key]);
  const status = content.outcomes.get(item.key)?.status ?? 'open';
  return (
    <article
      ref={card}
      className={`record-card is-${status}`}
      tabIndex={-1}
      onMouseEnter={() => onLight(true)}
      onMouseLeave={() => onLight(false)}
      onFocus={() => onLight(true)}
      onBlur={() => onLight(false)}
    >
      <p className="record-place">
        <span>{place}</span>{' '}
        <span className={`record-status is-${status}`}>
          {formatRecordMessage(`status.${status}` satisfies RecordMessageKey)}
        </span>
      </p>
      {item.kind === 'fact' && (
        <FactBody item={item} fields={getFields(content, item)} view={view} issues={issues} />
      )}
      {item.kind === 'sentence' && (
        <>
          <h2>{formatRecordMessage('sentence.title')}</h2>
          <blockquote>{words}</blockquote>
          <p className="quiet">{formatRecordMessage('sentence.help')}</p>
        </>
      )}
      {item.kind === 'contradiction' && (
        <>
          <h2>{formatRecordMessage('contradiction.title')}</h2>
          <p>
            {formatFieldName(item.field)}: {item.values}
          </p>
          <p className="quiet">
            {formatRecordMessage('contradiction.lines', { lines: item.lines.join(', ') })}
          </p>
        </>
      )}
      {item.kind === 'merge' && (
        <>
          <h2>{formatRecordMessage('merge.title')}</h2>
          <p>{item.sentence.replaceAll('`', '')}</p>
          <p className="quiet">{formatRecordMessage('merge.help')}</p>
        </>
      )}
    </article>
  );
}

interface FactBodyProps {
  readonly item: FactItem;
  readonly fields: ItemFields;
  readonly view: ItemView | undefined;
  readonly issues: readonly FactIssue[];
}

function FactBody({ item, fields, view, issues }: FactBodyProps) {
  const type = getType(fields);
  const { sentences = [], problems = [] } = view ?? {};
  const shown = Object.entries(fields).filter(([name]) => !WORD_FIELDS.has(name));
  const all = [...problems, ...issues.map(({ field, message }) => `${field} ${message}`.trim())];
  return (
    <>
      <h2>
        {sentences.length === 0 ? formatRecordMessage('fact.noSentence') : sentences.join(' ')}
      </h2>
      <p className="quiet">
        {[type, ...describeOrigin(item)].join(' · ')}
        {view?.ranges.length === 0 && (
          <strong className="warning"> · {formatRecordMessage('fact.noSource')}</strong>
        )}
      </p>
      {all.length > 0 && (
        <ul className="record-problems">
          {all.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <dl className="record-fields">
        {shown.map(([name, value]) => (
          <div key={name} className={view?.fieldProblems.has(name) === true ? 'has-problem' : ''}>
            <dt>{formatFieldName(name)}</dt>
            <dd>{formatValueWords(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function describeOrigin({ rule, confidence, page, notes, isMade }: FactItem): readonly string[] {
  if (isMade) return [formatRecordMessage('fact.made')];
  return [
    ...(rule === null ? [] : [formatRecordMessage('fact.rule', { rule })]),
    ...(confidence === null
      ? []
      : [formatRecordMessage('fact.confidence', { percent: Math.round(confidence * 100) })]),
    ...(page === null ? [] : [formatRecordMessage('fact.page', { page })]),
    ...notes,
  ];
}
