import type { QueryAnswers, Schemas } from '../api/query-answers.ts';
import { useEffect } from 'react';
import { toThingPath } from '../api/api-address.ts';
import { SaysWho } from '../components/evidence.tsx';
import { findRowSentence, listRowEvents } from '../components/list-columns.ts';
import { PageLink } from '../components/page-link.tsx';
import { spellValue } from '../components/day-words.ts';
import { readStated } from '../components/read-json.ts';
import { formatMessage, translateTerm } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';
import './figures.css';

type DecisionRoute = '/v1/decisions/{decision}';

/** The paragraphs of a decision in their order, each with an anchor of its number: `#para-3`. */
export function DecisionParagraphs({ answer }: FigureProps<DecisionRoute>) {
  const { collection, ...decision } = answer.data;
  const parts = decision.parts.map((row) => ({ row, ...readPart(row) }));
  const stated = [
    ...decision.positions.map((row) => ({
      row,
      ...readFact(row, row.data.verb, row.data.summary),
    })),
    ...decision.condemnations.map((row) => ({ row, ...readFact(row, row.data.strength, '') })),
  ];
  const preamble = stated.filter(({ number }) => number.startsWith('preamble'));
  const others = stated.filter(({ number }) => number !== '' && !number.startsWith('preamble'));
  // An address with an anchor is read before the paragraphs are there.
  useEffect(() => document.querySelector(location.hash || '#none')?.scrollIntoView(), []);
  return (
    <ol className="paragraphs">
      {[...preamble, ...parts, ...others].map(({ row, number, verb, words, notes, id }) => (
        <li key={listRowEvents(row).join()} id={toAnchor(number)}>
          <a className="number" href={`#${toAnchor(number)}`} aria-label={number}>
            {number}
          </a>
          <p>
            <strong>{verb}</strong>{' '}
            {id === '' ? (
              ((words || findRowSentence(row, answer)) ?? '')
            ) : (
              <PageLink to={toThingPath('decision', id, collection) ?? '.'}>{words}</PageLink>
            )}
            {notes.map((note) => (
              <span key={note} className="quiet">
                {' '}
                · {note}
              </span>
            ))}
            <SaysWho answer={answer} events={listRowEvents(row)} about={words} />
          </p>
        </li>
      ))}
    </ol>
  );
}

interface ParagraphWords {
  readonly number: string;
  readonly verb: string;
  readonly words: string;
  readonly notes: readonly string[];
  /** The id of the paragraph, if it is a decision of its own. */
  readonly id: string;
}

function readPart(part: Schemas['Decision']): ParagraphWords {
  const { addressees: addressed, paragraph } = part.details;
  const due = readStated(part.due);
  const status = translateTerm(readStated(part.status)?.status ?? '');
  const addressees = spellValue(addressed);
  const notes = [
    addressees === '' ? '' : formatMessage('paragraph.of', { who: addressees }),
    due === undefined ? '' : formatMessage('paragraph.due', { day: spellValue(due) }),
    spellValue(part.period),
    status,
  ];
  return {
    number: typeof paragraph === 'string' ? paragraph : '',
    verb: translateTerm(part.verb ?? part.strength ?? ''),
    words: part.name ?? (part.kind ?? '').replaceAll('-', ' '),
    notes: notes.filter((note) => note !== ''),
    id: part.decision ?? '',
  };
}

function readFact(
  { paragraph }: QueryAnswers[DecisionRoute]['data']['positions' | 'condemnations'][number],
  verb: string,
  words: string,
): ParagraphWords {
  return { number: paragraph ?? '', verb: translateTerm(verb), words, notes: [], id: '' };
}

/** Returns `para-3` for `op. 3`, and `para-preamble-2` for `preamble 2`. */
function toAnchor(number: string): string {
  const words = number.toLowerCase().replace(/^(op|para|paragraph)\.?\s*/, '');
  return `para-${words.replaceAll(/[^\p{L}\d]+/gu, '-').replaceAll(/^-|-$/g, '')}`;
}
