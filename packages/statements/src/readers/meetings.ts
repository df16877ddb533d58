import type { EventData } from '@rapporteur/contracts';
import { createReading, type Reading, toActor, toList, toPart, toText } from './reading.ts';

export function readMeetingHeld(data: EventData<'MeetingHeld'>): readonly Reading[] {
  const { body, session, ordinal, series, occurredOn } = data;
  const held = createReading('meeting', [toPart('meeting', data.meeting)], {
    stage: 'held',
    body,
    session,
    sessionAsWritten: data.sessionAsWritten,
    ordinal,
    series,
    occurredOn,
    places: data.places,
    venue: data.venue,
    host: data.host,
    format: data.format,
    prepares: data.prepares,
    marginsOf: data.marginsOf,
    participants: data.participants,
    identifiers: data.identifiers,
  });
  if (ordinal === null) return [held];

  const number = [toPart('body', body), toText(session ?? 'ordinary'), toText(`${ordinal.value}`)];
  const numbering = { meeting: data.meeting, ordinal: ordinal.value };
  const scope = { series: { name: series ?? null, date: occurredOn } };
  return [held, createReading('series-number', number, { ordinal: numbering }, { scope })];
}

export function readMeetingAnnounced(data: EventData<'MeetingAnnounced'>): readonly Reading[] {
  return [
    createReading('meeting', [toPart('meeting', data.meeting)], {
      stage: 'announced',
      body: data.body,
      session: data.session,
      ordinal: data.ordinal,
      series: data.series,
      scheduledOn: data.scheduledOn,
      scheduledPlace: data.place,
      scheduledVenue: data.venue,
      plannedHost: data.host,
      plannedChair: data.chair,
      announcedBy: toList(data.by),
      agenda: data.agenda,
      expected: data.expected,
    }),
  ];
}

export function readMeetingRescheduled(data: EventData<'MeetingRescheduled'>): readonly Reading[] {
  return [
    createReading('meeting', [toPart('meeting', data.meeting)], {
      stage: data.outcome,
      rescheduledOn: data.scheduledOn,
      rescheduleReason: data.reason,
    }),
  ];
}

export function readMeetingChaired(data: EventData<'MeetingChaired'>): readonly Reading[] {
  const { chairs, person } = data;
  return [
    createReading('meeting', [toPart('meeting', data.meeting)], { chairs, presiding: person }),
  ];
}

export function readMeetingDescribed(data: EventData<'MeetingDescribed'>): readonly Reading[] {
  const { aspect, wording } = data;
  return [createReading('meeting', [toPart('meeting', data.meeting)], { [aspect]: wording })];
}

export function readNextMeetingAgreed(data: EventData<'NextMeetingAgreed'>): readonly Reading[] {
  const id = [toPart('body', data.body), toPart('meeting', data.after)];
  const { ordinal, series, scheduledOn, place, venue, host, parties } = data;
  const values = { ordinal, series, scheduledOn, place, venue, host, parties };
  return [createReading('next-meeting', id, values)];
}

export function readDelegationAttended(data: EventData<'DelegationAttended'>): readonly Reading[] {
  const { capacity, count, represents, heads, basis } = data;
  const id = [toPart('meeting', data.meeting), toActor(data.state)];
  return [createReading('delegation', id, { capacity, count, represents, heads, basis })];
}

export function readOrganAttended(data: EventData<'OrganAttended'>): readonly Reading[] {
  const { capacity, count, heads } = data;
  const id = [toPart('meeting', data.meeting), toActor(data.organ)];
  return [createReading('organ-attendance', id, { capacity, count, heads })];
}

export function readAwardsConferred(data: EventData<'AwardsConferred'>): readonly Reading[] {
  const { award, by, count, reason } = data;
  const id = [toPart('meeting', data.meeting), toText(data.recipients)];
  return [createReading('award', id, { award, by, count, reason })];
}
