import type { EventData } from '@rapporteur/contracts';
import { createReading, type Reading, type ThingIds, toList } from './reading.ts';

export function readBodyRegistered(
  data: EventData<'BodyRegistered'>,
  ids: ThingIds,
): readonly Reading[] {
  const { name, otherNames, kind, identifiers } = data;
  return [
    createReading('body', ids.get('body', data.body), { name, otherNames, kind, identifiers }),
  ];
}

export function readBodyDescribed(
  data: EventData<'BodyDescribed'>,
  ids: ThingIds,
): readonly Reading[] {
  const { aspect, occurredOn, by, instrument, place, what } = data;
  const id = ids.get('body', data.body);
  switch (aspect) {
    case 'established':
      return [
        createReading('body', id, {
          establishedOn: occurredOn,
          establishedBy: toList(by),
          establishedAt: place,
          instrument,
        }),
      ];
    case 'headquarters':
      return [createReading('body', id, { headquarters: place })];
    case 'function':
    case 'relation':
      return [createReading('body', id, { [aspect]: what })];
  }
}

export function readMembershipStatus(
  data: EventData<'MembershipStatusRecorded'>,
  ids: ThingIds,
): readonly Reading[] {
  const { status, startedOn, endedOn, statusAsWritten, by, meeting } = data;
  const id = `${ids.actor(data.member)}/${ids.get('body', data.body)}/${status}`;
  const lasting = status !== 'elected-member' && status !== 'guest';
  const scope = { term: { startedOn, endedOn }, lasting };
  const values = { startedOn, endedOn, statusAsWritten, by: toList(by), meeting };
  return [createReading('membership', id, values, { scope })];
}

export function readOfficeRecorded(
  data: EventData<'OfficeRecorded'>,
  ids: ThingIds,
): readonly Reading[] {
  const { office, body, holder, stage, startedOn, endedOn, rank, exOfficio, by } = data;
  const of = body === null ? '' : ids.get('body', body);
  const id = `${office}/${of}/${ids.actor(holder)}/${stage}`;
  const scope = { term: { startedOn, endedOn } };
  const values = { startedOn, endedOn, rank, exOfficio, by: toList(by) };
  return [createReading('office', id, values, { scope })];
}

export function readMandateChange(
  data: EventData<'MandateChangeReported'>,
  ids: ThingIds,
): readonly Reading[] {
  const { becomes, stage, occurredOn, by, at } = data;
  const id = `${ids.get('body', data.body)}/${becomes}/${stage}`;
  return [createReading('mandate-change', id, { occurredOn, by: toList(by), at })];
}

export function readOrganizationDesignated(
  data: EventData<'OrganizationDesignated'>,
  ids: ThingIds,
): readonly Reading[] {
  const { status, occurredOn } = data;
  const id = `${ids.actor(data.organization)}/${ids.actor(data.by)}`;
  return [createReading('designation', id, { status, occurredOn })];
}
