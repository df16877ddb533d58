import {
  type ActorRef,
  type Assertion,
  type EventData,
  PLAN_VERB_PATTERN,
} from '@rapporteur/contracts';
import { createRow, type EntityValues, type ProjectedRow } from '@rapporteur/projection-runtime';
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
  const { body, from, to, meeting, effectiveOn, term, verb, assertion } = data;
  const planned = assertion.modality === 'planned' || PLAN_VERB.test(verb ?? '');
  const holders = to === null ? [] : [to];
  const values = { entry: 'hand-over', body, meeting, previous: from, term, planned };
  const dates = dateColumns('started', effectiveOn);
  return [createRow(ChairRow, { ...values, ...dates, ...chairColumns(data, holders, from) })];
}

const PLAN_VERB = new RegExp(PLAN_VERB_PATTERN);

export function chairPeriodRows(data: EventData<'ChairmanshipRecorded'>): readonly ProjectedRow[] {
  const { body, chair, person, stage, term } = data;
  const values = { entry: 'period', body, person, stage, term, planned: false };
  const columns = chairColumns(data, [chair], person);
  return [createRow(ChairRow, { ...values, ...tenureColumns(data), ...columns })];
}

export function meetingChairRows(data: EventData<'MeetingChaired'>): readonly ProjectedRow[] {
  const { meeting, chairs, person } = data;
  const values = { entry: 'meeting', meeting, person, planned: false };
  return [createRow(ChairRow, { ...values, ...chairColumns(data, chairs, person) })];
}

/** Returns the holders with all named actors, and the documents that may date the fact. */
function chairColumns(
  { assertion }: { readonly assertion: Assertion },
  holders: readonly ActorRef[],
  other: ActorRef | null,
): Pick<EntityValues<ChairRow>, 'holders' | 'actors' | 'statedIn' | 'source'> {
  const named = other === null ? holders : [...holders, other];
  return {
    holders,
    actors: [...new Set(named.map(({ id }) => id))],
    statedIn: assertion.statedIn,
    source: assertion.passages[0]?.document ?? null,
  };
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
