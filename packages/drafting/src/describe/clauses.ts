import type { ActorRef, DateValue } from '@rapporteur/contracts';
import { compose, formatOptional, formatTerm, toClause, toParticiple } from './english.ts';
import type { Phrases } from './phrases.ts';

/** Verbs that are followed by `to` and another verb: agreed to hold. */
export const VERB_OF_DOING = /^(?:agreed|decided|planned|proposed|resolved|intended|recommended)$/;

/** Words of the future instead of a verb in the past tense: `will-be-held`, `is-to-pass`. */
const FUTURE_VERB = /^(?:will|shall|is-to|are-to|to-be)(?:-|$)/;

/** Returns `is`, `was` or `has been`, for one or several. */
export function formatToBe(
  {
    startedOn,
    endedOn,
  }: { readonly startedOn: DateValue | null; readonly endedOn: DateValue | null },
  plural: boolean,
): string {
  if (endedOn !== null) return plural ? 'were' : 'was';
  if (startedOn !== null) return plural ? 'have been' : 'has been';
  return plural ? 'are' : 'is';
}

/** Returns an occasion with an article: `the SCO summit in Astana`. */
export function formatOccasion(occasion: string): string {
  const clause = toClause(occasion);
  const isDetermined = /^(?:the|an?|its|this|\d)\b/i.test(clause);
  return isDetermined ? clause.replace(/^The\b/, 'the') : `the ${clause}`;
}

/** The force of a fact whose verb is optional, and its actor. */
interface OptionalForce {
  readonly verb: string | null;
  readonly by: ActorRef | null;
  /** The words before the actor of a fact without a verb. */
  readonly usual: string;
}

/** Returns `, as confirmed by the Council`; without a verb, the usual words and the actor. */
export function formatForce({ verb, by, usual }: OptionalForce, phrases: Phrases): string {
  const actor = by === null ? null : phrases.formatActor(by);
  if (verb === null || verb === 'stated' || FUTURE_VERB.test(verb))
    return formatOptional(usual, actor);
  return compose(`, as ${toParticiple(formatTerm(verb))}`, formatOptional('by ', actor));
}
