import type { DateValue, DomainEvent } from '@rapporteur/contracts';
import { z } from 'zod';
import { type FactFields, readDate, readOwnDate } from '../fact-fields.ts';

/** The date at which a timeline shows a fact. */
export const PlacementBasis = z.enum([
  'own',
  'due',
  'scheduled',
  'period',
  'meeting',
  'incident',
  'decision',
]);
export type PlacementBasis = z.output<typeof PlacementBasis>;

/** The date of a fact, and the date at which a timeline shows it. */
export interface FactDates {
  /** The fact's own date. If it has none, queries use the date of its meeting. */
  readonly occurredOn: DateValue | null;
  readonly placedOn: DateValue | null;
  /** Null: a timeline has no date for it. */
  readonly placedBy: PlacementBasis | null;
}

// A future event is shown at its scheduled date, or at none; the day of the agreement is not its
// date.
export const FUTURE_EVENT_TYPES: ReadonlySet<string> = new Set([
  'EventPlanned',
  'MeetingAnnounced',
  'MeetingRescheduled',
  'NextMeetingAgreed',
]);

// These facts are shown at the date that is due or in force, if it is stated.
const OTHER_PLACEMENTS: ReadonlyMap<string, readonly [field: string, PlacementBasis]> = new Map([
  ['AgreementReached', ['dueOn', 'due']],
  ['DecisionStatusReported', ['period', 'period']],
]);

/** Returns the dates of an event of any type. */
export function readFactDates(event: DomainEvent): FactDates {
  const data: FactFields = event.data;
  const occurredOn = readOwnDate(event);

  if (FUTURE_EVENT_TYPES.has(event.type)) {
    const placedOn = readDate(data, 'scheduledOn');
    return { occurredOn, placedOn, placedBy: placedOn === null ? null : 'scheduled' };
  }

  const [field, placedBy] = OTHER_PLACEMENTS.get(event.type) ?? [];
  const placedOn = field === undefined ? null : readDate(data, field);
  if (placedOn !== null && placedBy !== undefined) return { occurredOn, placedOn, placedBy };

  if (occurredOn !== null) return { occurredOn, placedOn: occurredOn, placedBy: 'own' };

  const hasMeeting = typeof data['meeting'] === 'string';
  return { occurredOn, placedOn: null, placedBy: hasMeeting ? 'meeting' : null };
}
