import type { DecodedEvent } from '@rapporteur/contracts';
import type { Projection, ProjectedRow } from '@rapporteur/projection-runtime';
import { DecisionDayRow } from '../days/day-entity.ts';
import { dayRows } from '../days/day-rows.ts';
import { DECISION_ROWS } from './decision-rows.ts';
import { DECISIONS_ENTITIES } from './entities.ts';
import { INCIDENT_ROWS } from './incident-rows.ts';
import { MEETING_ROWS } from './meeting-rows.ts';
import { CreateDecisions1764000000002 } from './migrations/1764000000002-create-decisions.ts';
import { REPORT_ROWS } from './report-rows.ts';
import { VOTE_ROWS } from './vote-rows.ts';
import type { DecisionRowsByType } from './row.ts';

const none = (): readonly ProjectedRow[] => [];

/** The rows of each event type. A new type does not compile without an entry here. */
const ROWS: DecisionRowsByType = {
  ...DECISION_ROWS,
  ...MEETING_ROWS,
  ...INCIDENT_ROWS,
  ...REPORT_ROWS,
  ...VOTE_ROWS,
  SourceDocumentRegistered: none,
  DocumentDescribed: none,
  DocumentAnnexed: none,
  DocumentSuperseded: none,
  BodyRegistered: none,
  BodyDescribed: none,
  MembershipStatusRecorded: none,
  OfficeRecorded: none,
  OrganizationDesignated: none,
  ChairmanshipTransferred: none,
  ChairmanshipRecorded: none,
  MeetingAnnounced: none,
  MeetingHeld: none,
  MeetingChaired: none,
  DelegationAttended: none,
  OrganAttended: none,
  MeetingDescribed: none,
  MeetingRescheduled: none,
  DissentRecorded: none,
  CollectionOpened: none,
  RecordCorrected: none,
  RecordRetracted: none,
  RecordsMerged: none,
  RecordsLinked: none,
  ConflictFlagged: none,
  ConflictResolved: none,
  ConflictEnded: none,
  WriterOpened: none,
  ProjectionSkipped: none,
};

/**
 * Returns the rows of an event about decisions, incidents, positions and reports. Pure and total.
 */
export function projectDecisions(event: DecodedEvent): readonly ProjectedRow[] {
  const createRows = ROWS[event.type] as (data: unknown) => readonly ProjectedRow[];
  return [...dayRows(event, DecisionDayRow), ...createRows(event.data)];
}

/** The read model of decisions, incidents, positions and reports. */
export const DECISIONS: Projection = {
  name: 'decisions',
  version: 5,
  entities: DECISIONS_ENTITIES,
  migrations: [CreateDecisions1764000000002],
  project: projectDecisions,
};
