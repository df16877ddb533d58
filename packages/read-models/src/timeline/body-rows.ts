import type { EventData } from '@rapporteur/contracts';
import { createRow, type ProjectedRow } from '@rapporteur/projection-runtime';
import { type DateColumns, dateColumns } from '../world-date.ts';
import { BodyRow, ChairRow, CollectionRow, MembershipRow, OfficeRow } from './body-entities.ts';

export function collectionRows({
  title,
  rootBody,
}: EventData<'CollectionOpened'>): readonly ProjectedRow[] {
  return [createRow(CollectionRow, { title, rootBody })];
}

export function bodyRows(data: EventData<'BodyRegistered'>): readonly ProjectedRow[] {
  const { body, name, kind, parents, otherNames, identifiers } = data;
  return [createRow(BodyRow, { body, name, kind, parents, otherNames, identifiers })];
}

export function officeRows(data: EventData<'OfficeRecorded'>): readonly ProjectedRow[] {
  const { body, holder, rank, exOfficio, stage, by, meeting } = data;
  const values = {
    office: data.office,
    body,
    holderId: holder?.id ?? null,
    holder,
    rank,
    exOfficio,
  };
  return [createRow(OfficeRow, { ...values, stage, by, meeting, ...tenureColumns(data) })];
}

export function membershipRows(
  data: EventData<'MembershipStatusRecorded'>,
): readonly ProjectedRow[] {
  const { body, member, status, statusAsWritten, by, meeting } = data;
  const values = { body, memberId: member.id, member, status, statusAsWritten, by, meeting };
  return [createRow(MembershipRow, { ...values, ...tenureColumns(data) })];
}

export function chairTransferRows(
  data: EventData<'ChairmanshipTransferred'>,
): readonly ProjectedRow[] {
  const { body, from, to, meeting, effectiveOn, term } = data;
  const values = {
    entry: 'hand-over',
    body,
    meeting,
    holders: to === null ? [] : [to],
    previous: from,
    term,
  };
  return [createRow(ChairRow, { ...values, ...dateColumns('started', effectiveOn) })];
}

export function chairPeriodRows(data: EventData<'ChairmanshipRecorded'>): readonly ProjectedRow[] {
  const { body, chair, person, stage, term } = data;
  const values = { entry: 'period', body, holders: [chair], person, stage, term };
  return [createRow(ChairRow, { ...values, ...tenureColumns(data) })];
}

export function meetingChairRows({
  meeting,
  chairs,
  person,
}: EventData<'MeetingChaired'>): readonly ProjectedRow[] {
  return [createRow(ChairRow, { entry: 'meeting', meeting, holders: chairs, person })];
}

type TenureData = Pick<EventData<'OfficeRecorded'>, 'startedOn' | 'endedOn' | 'heldAsOf'>;

function tenureColumns({
  startedOn,
  endedOn,
  heldAsOf,
}: TenureData): DateColumns<'started'> & DateColumns<'ended'> & DateColumns<'held'> {
  return {
    ...dateColumns('started', startedOn),
    ...dateColumns('ended', endedOn),
    ...dateColumns('held', heldAsOf),
  };
}
