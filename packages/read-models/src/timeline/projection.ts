import {
  CATALOGUE,
  type EventData,
  type Envelope,
  type EventType,
  type Group,
  type DecodedEvent,
} from '@rapporteur/contracts';
import type { Projection, ProjectedRow } from '@rapporteur/projection-runtime';
import { BodyRow, ChairRow, CollectionRow, MembershipRow, OfficeRow } from './body-entities.ts';
import * as bodies from './body-rows.ts';
import { FactRow, NameRow, PassageRow } from './fact-entities.ts';
import { factRows } from './fact-rows.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';
import * as meetings from './meeting-rows.ts';
import { CreateTimeline1764000000003 } from './migrations/1764000000003-create-timeline.ts';
import { AliasRow, ConflictRow, CorrectionRow } from './record-entities.ts';
import * as record from './record-rows.ts';
import { SourceRow } from './source-entities.ts';
import * as sources from './source-rows.ts';

type TimelineRowsByType = {
  readonly [T in EventType]: (data: EventData<T>, envelope: Envelope) => readonly ProjectedRow[];
};

const nothing = (): readonly ProjectedRow[] => [];

// A new event type does not compile without an entry here.
const ROWS_BESIDE_THE_FACT: TimelineRowsByType = {
  SourceDocumentRegistered: sources.registrationRows,
  DocumentDescribed: sources.descriptionRows,
  DocumentAdopted: sources.adoptionRows,
  DocumentAnnexed: sources.annexRows,
  DocumentSuperseded: sources.supersessionRows,
  BodyRegistered: bodies.bodyRows,
  BodyDescribed: nothing,
  MembershipStatusRecorded: bodies.membershipRows,
  OfficeRecorded: bodies.officeRows,
  OrganizationDesignated: nothing,
  ChairmanshipTransferred: bodies.chairTransferRows,
  ChairmanshipRecorded: bodies.chairPeriodRows,
  MeetingAnnounced: meetings.announcedMeetingRows,
  MeetingHeld: meetings.heldMeetingRows,
  MeetingChaired: bodies.meetingChairRows,
  DelegationAttended: nothing,
  OrganAttended: nothing,
  MatterConsidered: nothing,
  MeetingDescribed: nothing,
  AwardsConferred: nothing,
  MeetingRescheduled: meetings.rescheduledMeetingRows,
  DissentRecorded: nothing,
  NextMeetingAgreed: nothing,
  MandateChangeReported: nothing,
  PlanApproved: nothing,
  ProgrammeAdopted: nothing,
  DraftEndorsed: nothing,
  DecisionAdopted: nothing,
  MeasureTaken: nothing,
  AgreementReached: nothing,
  EventPlanned: nothing,
  DecisionStatusReported: nothing,
  IncidentRecorded: nothing,
  CasualtiesReported: nothing,
  IncidentCondemned: nothing,
  PositionStated: nothing,
  ActivityReported: nothing,
  AssessmentReported: nothing,
  IntentReported: nothing,
  CollectionOpened: bodies.collectionRows,
  RecordCorrected: record.correctionRows,
  RecordRetracted: record.retractionRows,
  RecordsMerged: record.aliasRows,
  ConflictFlagged: record.conflictRows,
  ConflictResolved: record.resolutionRows,
  WriterOpened: nothing,
  ProjectionSkipped: nothing,
};

// Events about the record itself are not facts.
const NO_FACTS: ReadonlySet<Group> = new Set(['collection', 'record', 'log']);

/**
 * Returns the rows of an event: the fact itself, if it is one, and further rows of its type. Pure
 * and total.
 */
export function projectTimeline(event: DecodedEvent): readonly ProjectedRow[] {
  // The table connects each type with its data; TypeScript cannot infer that for a union.
  const beside = ROWS_BESIDE_THE_FACT[event.type] as (
    data: unknown,
    envelope: Envelope,
  ) => readonly ProjectedRow[];
  const isFact = !NO_FACTS.has(CATALOGUE.getDefinition(event.type).group);
  return [...(isFact ? factRows(event) : []), ...beside(event.data, event.envelope)];
}

/** The read model of facts, their dates and their passages. */
export const TIMELINE: Projection = {
  name: 'timeline',
  version: 1,
  entities: [
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
  ],
  migrations: [CreateTimeline1764000000003],
  project: projectTimeline,
};
