import type { DateValue, DecodedEvent, EventData } from '@rapporteur/contracts';
import { createRow, type ProjectedRow } from '@rapporteur/projection-runtime';
import { TimelineDayRow } from '../days/day-entity.ts';
import { rankOfAssertion } from '../query/rank.ts';
import { dateColumns } from '../world-date.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';

export function heldMeetingRows(data: EventData<'MeetingHeld'>): readonly ProjectedRow[] {
  const { meeting, body, session, ordinal, occurredOn, places, venue, host, format } = data;
  const values = {
    meeting,
    stage: 'held',
    body,
    session,
    ordinal: ordinal?.value ?? null,
    ordinalValue: ordinal,
  };
  const rest = { ...dateColumns('occurred', occurredOn), places, venue, host, format, data };
  return [createRow(TimelineMeetingRow, { ...values, ...rest })];
}

export function announcedMeetingRows(data: EventData<'MeetingAnnounced'>): readonly ProjectedRow[] {
  const { meeting, body, session, ordinal, scheduledOn, place, venue } = data;
  const values = {
    meeting,
    stage: 'announced',
    body,
    session,
    ordinal: ordinal?.value ?? null,
    ordinalValue: ordinal,
  };
  const rest = {
    ...dateColumns('occurred', scheduledOn),
    places: place === null ? [] : [place],
    venue,
    data,
  };
  return [createRow(TimelineMeetingRow, { ...values, ...rest })];
}

export function rescheduledMeetingRows(
  data: EventData<'MeetingRescheduled'>,
): readonly ProjectedRow[] {
  const { meeting, outcome, scheduledOn } = data;
  const values = {
    meeting,
    stage: outcome,
    places: [],
    data,
    ...dateColumns('occurred', scheduledOn),
  };
  return [createRow(TimelineMeetingRow, values)];
}

/** The rank of a new date of a meeting that was postponed: before each announced date. */
const POSTPONED_RANK = -1_000;

/** Returns the planned day that an event states of a meeting. */
export function plannedDayRows(event: DecodedEvent): readonly ProjectedRow[] {
  const { type, data } = event;
  if (type !== 'MeetingAnnounced' && type !== 'MeetingRescheduled') return [];
  const planned: DateValue | null = data.scheduledOn;
  if (planned === null) return [];
  const rank = rankOfAssertion(event, planned);
  return [
    createRow(TimelineDayRow, {
      kind: 'meeting-plan',
      thing: data.meeting,
      body: type === 'MeetingAnnounced' ? data.body : null,
      document: data.assertion.passages[0]?.document ?? null,
      rank: type === 'MeetingRescheduled' ? rank + POSTPONED_RANK : rank,
      ...dateColumns('occurred', planned),
    }),
  ];
}
