import type { DateValue, DecodedEvent } from '@rapporteur/contracts';
import { getSpeaker, rankDate } from '@rapporteur/statements';

/** Returns the rank of a date that an event states, as in the order of statements. */
export function rankOfAssertion({ data }: DecodedEvent, date: DateValue | null): number {
  return rankDate('assertion' in data ? getSpeaker(data.assertion) : 'metadata', date);
}
