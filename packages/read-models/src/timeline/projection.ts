import {
  CATALOGUE,
  type EventData,
  type Envelope,
  type EventType,
  type EventGroup,
  type DecodedEvent,
} from '@rapporteur/contracts';
import type { Projection, ProjectedRow } from '@rapporteur/projection-runtime';
import { TimelineDayRow } from '../days/day-entity.ts';
import { dayRows } from '../days/day-rows.ts';
import { BodyRow, ChairRow, CollectionRow, MembershipRow, OfficeRow } from './body-entities.ts';
import * as bodies from './body-rows.ts';
import { FactRow, NameRow, PassageRow } from './fact-entities.ts';
import { factRows } from './fact-rows.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';
import * as meetings from './meeting-rows.ts';
import { CreateTimeline1764000000003 } from './migrations/1764000000003-create-timeline.ts';
import { AliasRow, ConflictRow, CorrectionRow, IdentifierRow, LinkRow } from './record-entities.ts';
import * as record from './record-rows.ts';
import { SourceRow } from './source-entities.ts';
import * as sources from './source-rows.ts';

type TimelineRowsByType = {
  readonly [T in EventType]: (data: EventData<T>, envelope: Envelope) => readonly ProjectedRow[];
};

const createNoRows = (): readonly ProjectedRow[] => [];

// A new event type does not compile without an entry here.
const FURTHER_ROWS: TimelineRowsByType = {
  SourceDocumentRegistered: sources.registrationRows,
  DocumentDescribed: sources.descriptionRows,
  DocumentAdopted: sources.adoptionRows,
  DocumentAnnexed: sources.annexRows,
  DocumentSuperseded: sources.supersessionRows,
  BodyRegistered: bodies.bodyRows,
  BodyDescribed: createNoRows,
  MembershipStatusRecorded: bodies.membershipRows,
  OfficeRecorded: bodies.officeRows,
  OrganizationDesignated: createNoRows,
  ChairmanshipTransferred: bodies.chairTransferRows,
  ChairmanshipRecorded: bodies.chairPeriodRows,
  MeetingAnnounced: meetings.announcedMeetingRows,
  MeetingHeld: meetings.heldMeetingRows,
  MeetingChaired: bodies.meetingChairRows,
  DelegationAttended: createNoRows,
  OrganAttended: createNoRows,
  MatterConsidered: createNoRows,
  MeetingDescribed: createNoRows,
  AwardsConferred: createNoRows,
  MeetingRescheduled: meetings.rescheduledMeetingRows,
  DissentRecorded: createNoRows,
  NextMeetingAgreed: createNoRows,
  MandateChangeReported: createNoRows,
  PlanApproved: createNoRows,
  ProgrammeAdopted: createNoRows,
  DraftEndorsed: createNoRows,
  DecisionAdopted: createNoRows,
  MeasureTaken: createNoRows,
  AgreementReached: createNoRows,
  EventPlanned: createNoRows,
  DecisionStatusReported: createNoRows,
  VoteTaken: createNoRows,
  IncidentRecorded: createNoRows,
  CasualtiesReported: createNoRows,
  IncidentCondemned: createNoRows,
  PositionStated: createNoRows,
  ActivityReported: createNoRows,
  AssessmentReported: createNoRows,
  IntentReported: createNoRows,
  CollectionOpened: bodies.collectionRows,
  RecordCorrected: record.correctionRows,
  RecordRetracted: record.retractionRows,
  RecordsMerged: record.aliasRows,
  RecordsLinked: record.linkRows,
  ConflictFlagged: record.conflictRows,
  ConflictResolved: record.resolutionRows,
  ConflictEnded: record.conflictEndRows,
  WriterOpened: createNoRows,
  ProjectionSkipped: createNoRows,
};

// Events about the record itself have no row in `facts`. Bodies and sources have one when they are
// registered.
const GROUPS_WITHOUT_FACT_ROW: ReadonlySet<EventGroup> = new Set(['collection', 'record', 'log']);

/**
 * Returns the rows of an event: its row in `facts`, its identifiers, and further rows of its type.
 * Pure and total.
 */
export function projectTimeline(event: DecodedEvent): readonly ProjectedRow[] {
  // The table connects each type with its data; TypeScript cannot infer that for a union.
  const createFurtherRows = FURTHER_ROWS[event.type] as (
    data: unknown,
    envelope: Envelope,
  ) => readonly ProjectedRow[];
  const hasFactRow = !GROUPS_WITHOUT_FACT_ROW.has(CATALOGUE.getDefinition(event.type).group);
  return [
    ...(hasFactRow ? factRows(event) : []),
    ...dayRows(event, TimelineDayRow),
    ...meetings.plannedDayRows(event),
    ...createFurtherRows(event.data, event.envelope),
    ...record.identifierRows(event),
  ];
}

/** The read model of facts, their dates and their passages. */
export const TIMELINE: Projection = {
  name: 'timeline',
  version: 9,
  entities: [
    TimelineDayRow,
    FactRow,
    PassageRow,
    NameRow,
    SourceRow,
    CollectionRow,
    BodyRow,
    OfficeRow,
    MembershipRow,
    ChairRow,
    TimelineMeetingRow,
    CorrectionRow,
    ConflictRow,
    AliasRow,
    LinkRow,
    IdentifierRow,
  ],
  migrations: [CreateTimeline1764000000003],
  project: projectTimeline,
};
