import type { EventData } from '@rapporteur/contracts';
import { createReading, type Reading, toActor, toList, toPart, toText } from './reading.ts';

export function readBodyRegistered(data: EventData<'BodyRegistered'>): readonly Reading[] {
  const { name, otherNames, kind, identifiers } = data;
  return [
    createReading('body', [toPart('body', data.body)], { name, otherNames, kind, identifiers }),
  ];
}

export function readBodyDescribed(data: EventData<'BodyDescribed'>): readonly Reading[] {
  const { aspect, occurredOn, by, instrument, place, what } = data;
  const id = [toPart('body', data.body)];
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
): readonly Reading[] {
  const { status, startedOn, endedOn, statusAsWritten, by, meeting } = data;
  const id = [toActor(data.member), toPart('body', data.body), toText(status)];
  const lasting = status !== 'elected-member' && status !== 'guest';
  const scope = { term: { startedOn, endedOn }, lasting };
  const values = { startedOn, endedOn, statusAsWritten, by: toList(by), meeting };
  return [createReading('membership', id, values, { scope })];
}

export function readOfficeRecorded(data: EventData<'OfficeRecorded'>): readonly Reading[] {
  const { office, body, holder, stage, startedOn, endedOn, rank, exOfficio, by } = data;
  const of = body === null ? toText('') : toPart('body', body);
  const id = [toText(office), of, toActor(holder), toText(stage)];
  const scope = { term: { startedOn, endedOn } };
  const values = { startedOn, endedOn, rank, exOfficio, by: toList(by) };
  return [createReading('office', id, values, { scope })];
}

export function readMandateChange(data: EventData<'MandateChangeReported'>): readonly Reading[] {
  const { becomes, stage, occurredOn, by, at } = data;
  const id = [toPart('body', data.body), toText(becomes), toText(stage)];
  return [createReading('mandate-change', id, { occurredOn, by: toList(by), at })];
}

export function readOrganizationDesignated(
  data: EventData<'OrganizationDesignated'>,
): readonly Reading[] {
  const { status, occurredOn } = data;
  const id = [toActor(data.organization), toActor(data.by)];
  return [createReading('designation', id, { status, occurredOn })];
}
