import type { EventData } from '@rapporteur/contracts';
import type { ProjectedRow } from '@rapporteur/projection-runtime';
import { dateColumns } from '../world-date.ts';

export function heldMeetingRows(data: EventData<'MeetingHeld'>): readonly ProjectedRow[] {
  const { meeting, body, session, ordinal, occurredOn, places, venue, host, format } = data;
  const values = {
    meeting,
    stage: 'held',
    body,
    session,
    ordinal: ordinal?.value ?? null,
    ordinal_value: ordinal,
  };
  const rest = { ...dateColumns('occurred', occurredOn), places, venue, host, format, data };
  return [{ table: 'meetings', values: { ...values, ...rest } }];
}

export function announcedMeetingRows(data: EventData<'MeetingAnnounced'>): readonly ProjectedRow[] {
  const { meeting, body, session, ordinal, scheduledOn, place, venue } = data;
  const values = {
    meeting,
    stage: 'announced',
    body,
    session,
    ordinal: ordinal?.value ?? null,
    ordinal_value: ordinal,
  };
  const rest = {
    ...dateColumns('occurred', scheduledOn),
    places: place === null ? [] : [place],
    venue,
    data,
  };
  return [{ table: 'meetings', values: { ...values, ...rest } }];
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
  return [{ table: 'meetings', values }];
}
