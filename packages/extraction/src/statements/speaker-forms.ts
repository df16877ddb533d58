import { onceByFile, toCue } from '../language/cues.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { getPersonForms } from '../names/person-forms.ts';
import { SearchExpression } from '../search/search-expression.ts';

const CLAUSE_START = /[,;]\s(?:\p{L}{1,6}\s)?$/u;

/** "The representatives of Malta and Cyprus" speak for Malta and Cyprus. */
const getSpeakers = onceByFile(({ words }) => {
  const speakers = toCue(words['speaksFor'] ?? []).source;
  const of = `(?:(?:${(words['speakerOf'] ?? []).join('|') || '(?!)'})\\s?)?`;
  const and = (words['and'] ?? []).join('|');
  return new SearchExpression(
    `(?:${speakers})\\s${of}(?<states>${MARKS.state}(?:(?:,\\s|,?\\s(?:${and})\\s)${of}${MARKS.state})*)$`,
  );
});

/** "The delegation of Malta" at the beginning. */
export const getLeadingSpeaker = onceByFile(
  ({ words }) =>
    new SearchExpression(
      `^(?:[Tt]he\\s|[Ll]e\\s|[Ll]a\\s|[Ll]')?(?:${toCue(words['speaksFor'] ?? []).source})\\s(?:(?:${(words['speakerOf'] ?? []).join('|') || '(?!)'})\\s?)?${MARKS.state}(?=\\s)`,
    ),
);

/** "马耳他代表": the noun follows the state. */
const getSpeakersAfter = onceByFile(
  ({ words }) =>
    new SearchExpression(
      `${MARKS.state}(?:(?:、|和|与|及)${MARKS.state})*(?:${(words['speaksAfter'] ?? []).join('|') || '(?!)'})$|[${MARKS.state}${MARKS.body}](?:(?:、|和|与|及)[${MARKS.state}${MARKS.body}])*(?:${(words['speaksAfterBody'] ?? []).join('|') || '(?!)'})$`,
    ),
);

/**
 * Returns the speaker that follows an opening clause; none after "in her remarks H.E. Ana Sa,", whose
 * office follows her name.
 */
export function findSpeakerAfter(
  opening: string,
  marked: string,
  { file }: NoteContext,
): string | undefined {
  const isNamed = getPersonForms(file)?.titledLast.test(opening.replace(/,\s+$/u, '')) === true;
  return isNamed ? undefined : getLeadingSpeaker(file).exec(marked.slice(opening.length))?.[0];
}

/** Returns the place of a speaker who begins a clause: "…, представитель Эстонии". */
export function findClauseSpeaker(before: string, { file }: NoteContext): number | undefined {
  const at = getSpeakers(file).exec(before)?.index;
  return at !== undefined && CLAUSE_START.test(before.slice(0, at)) ? at : undefined;
}

/** Returns the place of the states for which the words before a verb say that somebody speaks. */
export function findSpeakers(before: string, { file }: NoteContext): number | undefined {
  const after = getSpeakersAfter(file).exec(before)?.index;
  if (after !== undefined || !before.endsWith(MARKS.state)) return after;
  const states = getSpeakers(file).exec(before)?.groups?.['states'];
  return states === undefined ? undefined : before.length - states.length;
}
