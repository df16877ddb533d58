import { isJsonFields, type JsonFields, readText } from './json-object.ts';
import { around, joinParts, spellTerm } from './list-words.ts';
import { formatValue, isKnownShape } from './value-words.ts';

const PROSE = { days: 'spelled' } as const;

/**
 * Returns the name of a decision that no source names: `work plan of the Council`, `measure on digital
 * evidence`. If nothing else tells it from others of its kind, it has its body and its day.
 */
export function nameDecision(row: JsonFields, bodyName: string | null = null): string {
  const details = isJsonFields(row['details']) ? row['details'] : {};
  const kind = spellTerm(readText(row, 'kind') ?? 'decision');
  const subject = [
    around('of ', spellKnown(details['of'])),
    around('on ', spellTerm(readText(row, 'topic') ?? '') || null),
    around('in ', spellKnown(details['hostState']) ?? spellKnown(details['place'])),
  ];
  if (subject.some((part) => part !== null)) return joinParts(kind, ...subject);
  const day = spellKnown(row['adoptedOn']) ?? spellKnown(row['date']);
  const named = joinParts(kind, around('of ', bodyName));
  return day === null ? named : `${named}, ${day}`;
}

/** Returns an actor, a place or a day in words; null if it is not stated. */
function spellKnown(value: unknown): string | null {
  if (!isJsonFields(value) || value['stated'] === false || !isKnownShape(value)) return null;
  return formatValue(value, PROSE);
}
