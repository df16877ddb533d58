import type { JsonFields } from '@rapporteur/pages';
import { useEffect } from 'react';
import { toThingPath } from '../api/api-address.ts';
import { SaysWho } from '../components/evidence.tsx';
import { findRowSentence, listRowEvents } from '../components/list-columns.ts';
import { PageLink } from '../components/page-link.tsx';
import { spellValue } from '../components/day-words.ts';
import { listFields, readFields, readText } from '../components/read-json.ts';
import { formatMessage, translateTerm } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';
import './figures.css';

/** The paragraphs of a decision in their order, each with an anchor of its number: `#para-3`. */
export function DecisionParagraphs({ answer }: FigureProps) {
  const decision = readFields(answer.data);
  const collection = readText(decision['collection']);
  const parts = listFields(decision['parts']).map((row) => ({ row, ...readPart(row) }));
  const stated = ['positions', 'condemnations'].flatMap((section) =>
    listFields(decision[section]).map((row) => ({ row, ...readStated(row) })),
  );
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

function readPart(part: JsonFields): ParagraphWords {
  const details = readFields(part['details']);
  const due = readFields(part['due']);
  const status = translateTerm(readText(readFields(part['status'])['status']));
  const addressees = spellValue(details['addressees']);
  const notes = [
    addressees === '' ? '' : formatMessage('paragraph.of', { who: addressees }),
    due['stated'] === true ? formatMessage('paragraph.due', { day: spellValue(due) }) : '',
    spellValue(part['period']),
    status,
  ];
  return {
    number: readText(details['paragraph']),
    verb: translateTerm(readText(part['verb']) || readText(part['strength'])),
    words: readText(part['name']) || readText(part['kind']).replaceAll('-', ' '),
    notes: notes.filter((note) => note !== ''),
    id: readText(part['decision']),
  };
}

function readStated(fact: JsonFields): ParagraphWords {
  const data = readFields(fact['data']);
  return {
    number: readText(fact['paragraph']),
    verb: translateTerm(readText(data['verb']) || readText(data['strength'])),
    words: readText(data['summary']),
    notes: [],
    id: '',
  };
}

/** Returns `para-3` for `op. 3`, and `para-preamble-2` for `preamble 2`. */
function toAnchor(number: string): string {
  const words = number.toLowerCase().replace(/^(op|para|paragraph)\.?\s*/, '');
  return `para-${words.replaceAll(/[^\p{L}\d]+/gu, '-').replaceAll(/^-|-$/g, '')}`;
}
