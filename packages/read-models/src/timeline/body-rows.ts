import type { EventData } from '@rapporteur/contracts';
import type { ProjectedRow } from '@rapporteur/projection-runtime';
import { dateColumns } from '../world-date.ts';

export function collectionRows({
  title,
  rootBody,
}: EventData<'CollectionOpened'>): readonly ProjectedRow[] {
  return [{ table: 'collections', values: { title, root_body: rootBody } }];
}

export function bodyRows(data: EventData<'BodyRegistered'>): readonly ProjectedRow[] {
  const { body, name, kind, parents, otherNames, identifiers } = data;
  return [
    {
      table: 'bodies',
      values: { body, name, kind, parents, other_names: otherNames, identifiers },
    },
  ];
}

export function officeRows(data: EventData<'OfficeRecorded'>): readonly ProjectedRow[] {
  const { body, holder, rank, exOfficio, stage, by, meeting } = data;
  const values = {
    office: data.office,
    body,
    holder_id: holder?.id ?? null,
    holder,
    rank,
    ex_officio: exOfficio,
  };
  return [{ table: 'offices', values: { ...values, stage, by, meeting, ...tenureColumns(data) } }];
}

export function membershipRows(
  data: EventData<'MembershipStatusRecorded'>,
): readonly ProjectedRow[] {
  const { body, member, status, statusAsWritten, by, meeting } = data;
  const values = {
    body,
    member_id: member.id,
    member,
    status,
    status_as_written: statusAsWritten,
    by,
    meeting,
  };
  return [{ table: 'memberships', values: { ...values, ...tenureColumns(data) } }];
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
  return [{ table: 'chairs', values: { ...values, ...dateColumns('started', effectiveOn) } }];
}

export function chairPeriodRows(data: EventData<'ChairmanshipRecorded'>): readonly ProjectedRow[] {
  const { body, chair, person, stage, term } = data;
  return [
    {
      table: 'chairs',
      values: {
        entry: 'period',
        body,
        holders: [chair],
        person,
        stage,
        term,
        ...tenureColumns(data),
      },
    },
  ];
}

export function meetingChairRows({
  meeting,
  chairs,
  person,
}: EventData<'MeetingChaired'>): readonly ProjectedRow[] {
  return [{ table: 'chairs', values: { entry: 'meeting', meeting, holders: chairs, person } }];
}

type TenureData = Pick<EventData<'OfficeRecorded'>, 'startedOn' | 'endedOn' | 'heldAsOf'>;

function tenureColumns({ startedOn, endedOn, heldAsOf }: TenureData): ProjectedRow['values'] {
  return {
    ...dateColumns('started', startedOn),
    ...dateColumns('ended', endedOn),
    ...dateColumns('held', heldAsOf),
  };
}
