import type { EventData } from '@rapporteur/contracts';
import { createReading, type Reading, type ThingIds, toList } from './reading.ts';

export function readMeetingHeld(data: EventData<'MeetingHeld'>, ids: ThingIds): readonly Reading[] {
  const { body, session, ordinal, occurredOn } = data;
  const meeting = ids.get('meeting', data.meeting);
  const held = createReading('meeting', meeting, {
    stage: 'held',
    body,
    session,
    sessionAsWritten: data.sessionAsWritten,
    ordinal,
    occurredOn,
    places: data.places,
    venue: data.venue,
    host: data.host,
    format: data.format,
    prepares: data.prepares,
    marginsOf: data.marginsOf,
    identifiers: data.identifiers,
  });
  if (ordinal === null) return [held];

  const number = `${ids.get('body', body)}/${session ?? 'ordinary'}/${ordinal.value}`;
  const numbering = { meeting: data.meeting, ordinal: ordinal.value };
  const scope = { series: { name: null, date: occurredOn } };
  return [held, createReading('series-number', number, { ordinal: numbering }, { scope })];
}

export function readMeetingAnnounced(
  data: EventData<'MeetingAnnounced'>,
  ids: ThingIds,
): readonly Reading[] {
  return [
    createReading('meeting', ids.get('meeting', data.meeting), {
      stage: 'announced',
      body: data.body,
      session: data.session,
      ordinal: data.ordinal,
      scheduledOn: data.scheduledOn,
      scheduledPlace: data.place,
      scheduledVenue: data.venue,
      plannedChair: data.chair,
      announcedBy: toList(data.by),
      agenda: data.agenda,
      expected: data.expected,
    }),
  ];
}

export function readMeetingRescheduled(
  data: EventData<'MeetingRescheduled'>,
  ids: ThingIds,
): readonly Reading[] {
  return [
    createReading('meeting', ids.get('meeting', data.meeting), {
      stage: data.outcome,
      rescheduledOn: data.scheduledOn,
      rescheduleReason: data.reason,
    }),
  ];
}

export function readMeetingChaired(
  data: EventData<'MeetingChaired'>,
  ids: ThingIds,
): readonly Reading[] {
  const { chairs, person } = data;
  return [
    createReading('meeting', ids.get('meeting', data.meeting), { chairs, presiding: person }),
  ];
}

export function readMeetingDescribed(
  data: EventData<'MeetingDescribed'>,
  ids: ThingIds,
): readonly Reading[] {
  const { aspect, wording } = data;
  return [createReading('meeting', ids.get('meeting', data.meeting), { [aspect]: wording })];
}

export function readNextMeetingAgreed(
  data: EventData<'NextMeetingAgreed'>,
  ids: ThingIds,
): readonly Reading[] {
  const id = `${ids.get('body', data.body)}/${ids.get('meeting', data.after)}`;
  const { ordinal, scheduledOn, place, venue, parties } = data;
  return [createReading('next-meeting', id, { ordinal, scheduledOn, place, venue, parties })];
}

export function readDelegationAttended(
  data: EventData<'DelegationAttended'>,
  ids: ThingIds,
): readonly Reading[] {
  const { capacity, count, represents, heads, basis } = data;
  const id = `${ids.get('meeting', data.meeting)}/${ids.actor(data.state)}`;
  return [createReading('delegation', id, { capacity, count, represents, heads, basis })];
}

export function readOrganAttended(
  data: EventData<'OrganAttended'>,
  ids: ThingIds,
): readonly Reading[] {
  const { capacity, count, heads } = data;
  const id = `${ids.get('meeting', data.meeting)}/${ids.actor(data.organ)}`;
  return [createReading('organ-attendance', id, { capacity, count, heads })];
}

export function readAwardsConferred(
  data: EventData<'AwardsConferred'>,
  ids: ThingIds,
): readonly Reading[] {
  const { award, by, count, reason } = data;
  const id = `${ids.get('meeting', data.meeting)}/${data.recipients}`;
  return [createReading('award', id, { award, by, count, reason })];
}
