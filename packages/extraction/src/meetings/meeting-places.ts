import { toDateValue } from '../language/dates.ts';
import type { DraftFields, DraftValue } from '../draft.ts';
import type { DraftActors } from '../names/draft-actors.ts';
import type { MeetingCues } from './meeting-cues.ts';
import { findTelling } from './meeting-details.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import type { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import { toPlace } from '../names/place-names.ts';

/** "The two-day meeting, which took place": the verb is near the beginning. */
const OWN_WITHIN = 50;

/** The place of a meeting, and where its words end. */
export interface MeetingPlace {
  readonly value: DraftFields;
  readonly end: number;
}

/** Returns the first place that the patterns find in the words after a verb, or else before it. */
export function findMeetingPlace(
  sentence: MarkedSentence,
  patterns: readonly SearchExpression[],
  { from, telling }: { readonly from: number; readonly telling: UnitSpan },
  actors: DraftActors,
): MeetingPlace | undefined {
  const told = sentence.marked.slice(0, telling.end);
  for (const start of from > telling.start ? [from, telling.start] : [telling.start])
    for (const pattern of patterns)
      for (const match of pattern.list(told, start)) {
        const span = toGroupSpan(match, 'place');
        if (span === undefined) break;
        // "Bin Hamad" has no "in".
        if (isWithinWord(told, match.index)) continue;
        const value = toPlace(sentence.getWords(span), sentence.listMentions(span));
        const of = toGroupSpan(match, 'stateOf');
        const placed = of === undefined ? value : addState(value, of, sentence, actors);
        if (placed !== undefined) return { value: placed, end: span.end };
      }
  return undefined;
}

/**
 * Returns the place and the day that a sentence about "the meeting" tells of: "It took place in
 * Riga".
 */
export function findOwnDetails(
  sentence: MarkedSentence,
  verb: RegExpExecArray,
  cues: MeetingCues,
  actors: DraftActors,
): { readonly place?: DraftFields | undefined; readonly day?: DraftValue | undefined } {
  const isOwn =
    verb.index <= OWN_WITHIN && cues.ownMeeting.test(sentence.marked.slice(0, verb.index));
  if (!isOwn) return {};
  const telling = findTelling(sentence, cues);
  const { end } = findTelling(sentence, cues, true);
  const [day] = sentence
    .listMentions({ start: verb.index, end })
    .flatMap((one) =>
      one.kind === 'date' && (one.precision === 'day' || one.precision === 'other') ? [one] : [],
    );
  return {
    place: findMeetingPlace(sentence, cues.places, { from: verb.index, telling }, actors)?.value,
    day: day && toDateValue(day),
  };
}

function isWithinWord(text: string, at: number): boolean {
  return /^[\p{Script=Latin}\p{Script=Cyrillic}]{2}$/u.test(text.slice(at - 1, at + 1));
}

/** Returns the words of a slot, whose group has the name of its field. */
function toGroupSpan(match: RegExpExecArray, field: string): UnitSpan | undefined {
  const groups = Object.entries(match.indices?.groups ?? {});
  const [start, end] = groups.find(([name]) => name.startsWith(field))?.[1] ?? [];
  return start === undefined || end === undefined ? undefined : { start, end };
}

/**
 * "In the Maltese city of Mdina", "Mdina, capital of Malta": other words name the state of the
 * place.
 */
function addState(
  value: DraftFields | undefined,
  of: UnitSpan,
  sentence: MarkedSentence,
  actors: DraftActors,
): DraftFields | undefined {
  const [state] = sentence.listMentions(of);
  const name = state?.kind === 'state' ? state.name : sentence.getWords(of);
  const code = state?.kind === 'state' ? state.code : actors.findAdjective(name.toLowerCase());
  if (value === undefined || code === undefined) return undefined;
  return value['country'] === undefined ? { ...value, country: { [code]: name } } : value;
}
