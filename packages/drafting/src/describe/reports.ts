import { type ActorRef, type EventData, findCountryName } from '@rapporteur/contracts';
import { formatDate, formatWithin } from './dates.ts';
import {
  addDefiniteArticle,
  beginsWithCommonWord,
  beginsWithName,
  capitalize,
  compose,
  formatOptional,
  formatTerm,
  isPlural,
  joinWords,
  mentions,
  stripStop,
  toClause,
  toParticiple,
} from './english.ts';
import { spellCount } from './counts.ts';
import { arePlural, type Phrases } from './phrases.ts';

/** Verbs that are followed by `that` and a sentence. */
const VERB_OF_SAYING =
  /^(?:acknowledged|affirmed|agreed|announced|argued|asserted|assured|believed|claimed|concluded|confirmed|considered|declared|emphasi[sz]ed|expected|explained|felt|found|highlighted|hoped|insisted|maintained|mentioned|noted|observed|pointed out|reaffirmed|recalled|recogni[sz]ed|reiterated|remarked|repeated|reported|said|stated|stressed|suggested|thought|took note|underlined|underscored|warned)$/;

/** Participles of a feeling: someone was alarmed. */
const FEELING =
  /^(?:alarmed|concerned|convinced|determined|disappointed|pleased|prepared|ready|satisfied|saddened|shocked|surprised|worried)$/;

/** Returns the verb and the summary as one clause: `noted that …`, `called for the following: …`. */
function formatSaid(data: EventData<'PositionStated'>): string {
  const { by, verb, summary } = data;
  const said = formatTerm(verb);
  const clause = toClause(summary);
  const sentence = capitalize(clause);
  const isSaying = VERB_OF_SAYING.test(said);
  if (by.length === 0)
    return isSaying
      ? `it was ${toParticiple(said)}${formatContent(data, clause)}`
      : `the following was ${toParticiple(said)}: ${sentence}`;
  if (FEELING.test(said)) return `${arePlural(by) ? 'were' : 'was'} ${said}: ${sentence}`;
  if (!isSaying)
    return /^\S+$|\b(?:for|on|of|to|upon|against|with)$/.test(said)
      ? `${said} the following: ${sentence}`
      : `${said}: ${sentence}`;
  return `${said}${formatContent(data, clause)}`;
}

/** Returns ` that …`, or `: …` if the first word may or may not be a name. */
function formatContent({ summary, states }: EventData<'PositionStated'>, clause: string): string {
  const isState = states.some(({ code }) => summary.startsWith(findCountryName(code) ?? code));
  const isSafe = isState || beginsWithCommonWord(summary) || beginsWithName(summary);
  return isSafe ? ` that ${clause}` : `: ${capitalize(clause)}`;
}

export function describePositionStated(
  data: EventData<'PositionStated'>,
  phrases: Phrases,
): string {
  const { by, summary, incidents, instruments, addressees, meeting, occurredOn } = data;
  const named = incidents.map((incident) => phrases.formatIncident(incident));
  const isNew = named.length > 0 && !named.every((name) => mentions(summary, name));
  const actors = phrases.formatActors(by);
  const before = [
    phrases.formatAtMeeting(meeting, actors),
    formatDate(occurredOn),
    formatOptional('with regard to ', isNew ? joinWords(named) : null),
  ].filter((part) => part !== null && part !== '');
  const invoked = instruments
    .map(({ nameAsWritten }) => nameAsWritten)
    .filter((name) => !mentions(summary, name));
  return compose(
    formatOptional('', before.join(', '), ','),
    phrases.formatActors(by, before.join(', ')),
    formatSaid(data),
    formatOptional(', invoking ', joinWords(invoked)),
    formatOptional(', addressing ', phrases.formatActors(addressees)),
  );
}

const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(
  ' ',
);

/** Returns whether a summary has the number, in digits or in words. */
function hasNumber(summary: string, value: number | null): boolean {
  if (value === null) return false;
  const word = NUMBER_WORDS[value];
  return new RegExp(`\\b(?:${value}${word === undefined ? '' : `|${word}`})\\b`, 'i').test(summary);
}

/** Returns the actors whose names the text does not mention. */
const listNewActors = (text: string, actors: readonly ActorRef[], phrases: Phrases): string =>
  phrases.formatActors(
    actors.filter(
      (actor) =>
        !mentions(text, phrases.formatActor(actor)) && !mentions(text, actor.nameAsWritten),
    ),
  );

/** Returns whether a text has the acronym that an id ends with: `RATS` for `sco-rats`. */
const hasAcronym = (text: string, id: string | null): boolean =>
  id !== null && text.includes(id.slice(id.lastIndexOf('-') + 1).toUpperCase());

/** Returns a text of the recorder, unless the summary mentions it. */
const unlessMentioned = (summary: string, text: string | null): string | null =>
  text === null || mentions(summary, text) ? null : text;

export function describeActivityReported(
  data: EventData<'ActivityReported'>,
  phrases: Phrases,
): string {
  const { summary, by, count, within, series, theme, decision, meeting, organization } = data;
  const clause = toClause(summary);
  const body = within === null ? null : phrases.formatBody(within);
  const isNewBody = body !== null && !mentions(clause, body) && !hasAcronym(clause, within);
  const about = organization === null ? '' : listNewActors(clause, [organization], phrases);
  return compose(
    clause,
    formatOptional(
      '(',
      count === null || hasNumber(clause, count.min) ? null : spellCount(count),
      ')',
    ),
    formatOptional(', by ', listNewActors(clause, by ?? [], phrases)),
    formatOptional(', together with ', listNewActors(clause, data.with, phrases)),
    formatOptional(', concerning ', about),
    formatOptional(', ', formatDate(data.occurredOn, 'duration')),
    formatOptional(', ', formatWithin(data.period)),
    formatOptional(', ', formatNewPlaces(clause, data.place === null ? [] : [data.place], phrases)),
    formatOptional(', within the framework of ', isNewBody ? body : null),
    formatOptional(', in the series “', unlessMentioned(clause, series), '”'),
    formatOptional(
      ', on the theme of ',
      unlessMentioned(clause, theme === null ? null : toClause(theme)),
    ),
    formatOptional(', under ', decision === null ? null : phrases.formatDecision(decision)),
    formatOptional(', ', phrases.formatAtMeeting(meeting)),
  );
}

type Places = EventData<'AssessmentReported'>['places'];

/** Returns the places that a summary does not mention. */
function formatNewPlaces(summary: string, places: Places, phrases: Phrases): string | null {
  const missing = places.filter((place) => {
    const name = phrases.formatPlace(place) ?? '';
    return !mentions(summary, name.replace(/^(?:in|at)(?: the)? /, ''));
  });
  return missing.length === 0 ? null : phrases.formatPlaces(missing, { besides: summary });
}

/** Returns a region with an article if it is in words: `the post-Soviet space`. */
function formatRegion(written: string | null): string | null {
  const region = written === null ? null : stripStop(written);
  const isInWords = region !== null && /^[a-z]|\b(?:space|region|area|world|basin)$/.test(region);
  return isInWords ? addDefiniteArticle(region) : region;
}

/** Returns the end of an opinion or assessment: the person who gives it. */
function formatJudge(
  { kind, assertion }: EventData<'AssessmentReported'>,
  phrases: Phrases,
): string {
  const speaker = assertion.attributedTo ?? assertion.assertedBy;
  const name = speaker === null ? 'the source' : phrases.formatActor(speaker);
  return kind === 'opinion' ? `, in the opinion of ${name}` : `, according to ${name}`;
}

export function describeAssessmentReported(
  data: EventData<'AssessmentReported'>,
  phrases: Phrases,
): string {
  const { summary, region, trend, counted, targets, period } = data;
  const clause = toClause(summary);
  const subjects = [data.subject, data.organization].flatMap((actor) => actor ?? []);
  const details = [
    counted === null ? null : `${toClause(counted.what)}: ${counted.value.toLocaleString('en')}`,
    formatOptional('“', unlessMentioned(clause, trend), '”'),
  ].filter((part) => part !== null && part !== '');
  const targeted = targets.filter((target) => !mentions(clause, target)).map(toClause);
  return compose(
    clause,
    formatOptional('(', details.join('; '), ')'),
    formatOptional(', in ', formatRegion(unlessMentioned(clause, region))),
    formatOptional(', ', formatNewPlaces(clause, data.places, phrases)),
    formatOptional(
      ', with ',
      joinWords(targeted),
      ` as ${isPlural(joinWords(targeted)) ? 'targets' : 'target'}`,
    ),
    formatOptional(', ', formatWithin(period)),
    formatOptional(', with regard to ', listNewActors(clause, subjects, phrases)),
    formatJudge(data, phrases),
  );
}

export function describeIntentReported(
  { by, what, meeting }: EventData<'IntentReported'>,
  phrases: Phrases,
): string {
  const clause = toClause(what);
  const intended = clause.startsWith('to ') ? clause : `the following: ${capitalize(clause)}`;
  const actors = phrases.formatActors(by);
  const intend = arePlural(by) ? 'intend' : 'intends';
  if (actors === '' && !clause.startsWith('to '))
    return `the following is intended: ${capitalize(clause)}`;
  return compose(
    actors === '' ? 'it is intended' : `${actors} ${intend}`,
    intended,
    formatOptional(', as said ', phrases.formatAtMeeting(meeting)),
  );
}
