import type { DateValue, DomainEvent } from '@rapporteur/contracts';

/** Which date a timeline shows a fact at. */
export type PlacementBasis = 'own' | 'due' | 'scheduled' | 'period' | 'meeting';

/** When a fact came to be, and where a timeline shows it. */
export interface FactDates {
  /** Its own date; where it has none, queries take its meeting's. */
  readonly occurredOn: DateValue | null;
  readonly placedOn: DateValue | null;
  /** Null: it has no date to be shown at. */
  readonly placedBy: PlacementBasis | null;
}

type DatedFields = Readonly<Record<string, unknown>>;

// When it came to be; when it is due, scheduled or in force is another question.
const OWN = ['occurredOn', 'adoptedOn', 'effectiveOn', 'startedOn', 'heldAsOf'];

// What is to happen stands where it is to happen, or nowhere: the day it was agreed is not its day.
const TO_COME: ReadonlySet<string> = new Set([
  'EventPlanned',
  'MeetingAnnounced',
  'MeetingRescheduled',
  'NextMeetingAgreed',
]);

// What a source says is in force, or due, stands there, where it says when.
const PLACED_ELSEWHERE: ReadonlyMap<string, readonly [field: string, PlacementBasis]> = new Map([
  ['AgreementReached', ['dueOn', 'due']],
  ['DecisionStatusReported', ['period', 'period']],
]);

// Of what goes on, the period in which it does is its date; of a plan, it is the time that the plan is for.
const GOES_ON: ReadonlySet<string> = new Set(['ActivityReported', 'AssessmentReported']);

/** Reads the dates of an event of any type. */
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
