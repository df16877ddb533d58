import type { DateValue, DomainEvent } from '@rapporteur/contracts';

/** The date at which a timeline shows a fact. */
export type PlacementBasis = 'own' | 'due' | 'scheduled' | 'period' | 'meeting';

/** The date of a fact, and the date at which a timeline shows it. */
export interface FactDates {
  /** The fact's own date. If it has none, queries use the date of its meeting. */
  readonly occurredOn: DateValue | null;
  readonly placedOn: DateValue | null;
  /** Null: a timeline has no date for it. */
  readonly placedBy: PlacementBasis | null;
}

type DatedFields = Readonly<Record<string, unknown>>;

// Dates at which a fact became true; due, scheduled and effective dates are not among them.
const OWN = ['occurredOn', 'adoptedOn', 'effectiveOn', 'startedOn', 'heldAsOf'];

// A future event is shown at its scheduled date, or at none; the day of the agreement is not its
// date.
const TO_COME: ReadonlySet<string> = new Set([
  'EventPlanned',
  'MeetingAnnounced',
  'MeetingRescheduled',
  'NextMeetingAgreed',
]);

// These facts are shown at the date that is due or in force, if it is stated.
const PLACED_ELSEWHERE: ReadonlyMap<string, readonly [field: string, PlacementBasis]> = new Map([
  ['AgreementReached', ['dueOn', 'due']],
  ['DecisionStatusReported', ['period', 'period']],
]);

// The period of a report is its date. The period of a plan is the time it is for.
const GOES_ON: ReadonlySet<string> = new Set(['ActivityReported', 'AssessmentReported']);

/** Returns the dates of an event of any type. */
export function readFactDates({ type, data }: DomainEvent): FactDates {
  const fields: DatedFields = data;
  const dated = (name: string): DateValue | null => (fields[name] ?? null) as DateValue | null;
  const own =
    OWN.map(dated).find((date) => date !== null) ?? (GOES_ON.has(type) ? dated('period') : null);
  if (TO_COME.has(type)) {
    const scheduledOn = dated('scheduledOn');
    return {
      occurredOn: own,
      placedOn: scheduledOn,
      placedBy: scheduledOn === null ? null : 'scheduled',
    };
  }
  const [field, placedBy] = PLACED_ELSEWHERE.get(type) ?? [];
  const elsewhere = field === undefined ? null : dated(field);
  if (elsewhere !== null && placedBy !== undefined)
    return { occurredOn: own, placedOn: elsewhere, placedBy };
  if (own !== null) return { occurredOn: own, placedOn: own, placedBy: 'own' };
  return {
    occurredOn: null,
    placedOn: null,
    placedBy: typeof fields['meeting'] === 'string' ? 'meeting' : null,
  };
}
