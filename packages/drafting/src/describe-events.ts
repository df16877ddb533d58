import { type EventData, type DomainEvent, isFact } from '@rapporteur/contracts';
import * as bodies from './describe/bodies.ts';
import * as decisions from './describe/decisions.ts';
import * as incidents from './describe/incidents.ts';
import * as meetings from './describe/meetings.ts';
import { formatAssertion } from './describe/phrases.ts';
import * as record from './describe/record.ts';
import * as reports from './describe/reports.ts';
import * as sources from './describe/sources.ts';

/** The sentence of each type; the compiler checks that no type is missing. */
const SENTENCES: { readonly [T in DomainEvent['type']]: (data: EventData<T>) => string } = {
  SourceDocumentRegistered: sources.describeSourceDocumentRegistered,
  DocumentDescribed: sources.describeDocumentDescribed,
  DocumentAdopted: sources.describeDocumentAdopted,
  DocumentAnnexed: sources.describeDocumentAnnexed,
  DocumentSuperseded: sources.describeDocumentSuperseded,
  BodyRegistered: bodies.describeBodyRegistered,
  BodyDescribed: bodies.describeBodyDescribed,
  MembershipStatusRecorded: bodies.describeMembershipStatusRecorded,
  OfficeRecorded: sources.describeOfficeRecorded,
  OrganizationDesignated: sources.describeOrganizationDesignated,
  ChairmanshipTransferred: bodies.describeChairmanshipTransferred,
  ChairmanshipRecorded: bodies.describeChairmanshipRecorded,
  MeetingAnnounced: meetings.describeMeetingAnnounced,
  MeetingHeld: meetings.describeMeetingHeld,
  MeetingChaired: meetings.describeMeetingChaired,
  DelegationAttended: meetings.describeDelegationAttended,
  OrganAttended: meetings.describeOrganAttended,
  MatterConsidered: meetings.describeMatterConsidered,
  MeetingDescribed: meetings.describeMeetingDescribed,
  AwardsConferred: meetings.describeAwardsConferred,
  MeetingRescheduled: meetings.describeMeetingRescheduled,
  DissentRecorded: meetings.describeDissentRecorded,
  NextMeetingAgreed: bodies.describeNextMeetingAgreed,
  MandateChangeReported: bodies.describeMandateChangeReported,
  PlanApproved: decisions.describePlanApproved,
  ProgrammeAdopted: decisions.describeProgrammeAdopted,
  DraftEndorsed: decisions.describeDraftEndorsed,
  DecisionAdopted: decisions.describeDecisionAdopted,
  MeasureTaken: decisions.describeMeasureTaken,
  AgreementReached: decisions.describeAgreementReached,
  EventPlanned: decisions.describeEventPlanned,
  DecisionStatusReported: decisions.describeDecisionStatusReported,
  IncidentRecorded: incidents.describeIncidentRecorded,
  CasualtiesReported: incidents.describeCasualtiesReported,
  IncidentCondemned: incidents.describeIncidentCondemned,
  PositionStated: reports.describePositionStated,
  ActivityReported: reports.describeActivityReported,
  AssessmentReported: reports.describeAssessmentReported,
  IntentReported: reports.describeIntentReported,
  CollectionOpened: record.describeCollectionOpened,
  RecordCorrected: record.describeRecordCorrected,
  RecordRetracted: record.describeRecordRetracted,
  RecordsMerged: record.describeRecordsMerged,
  RecordsLinked: record.describeRecordsLinked,
  ConflictFlagged: record.describeConflictFlagged,
  ConflictResolved: record.describeConflictResolved,
  WriterOpened: record.describeWriterOpened,
  ProjectionSkipped: record.describeProjectionSkipped,
};

/** Returns one sentence for each event, with its modality, speaker and lines. */
export function describeEvents(events: readonly DomainEvent[]): string[] {
  return events.map(describeEvent);
}

/**
 * Returns `Delegation of Belarus (BLR) attended meeting sco-rats-council-44 — reported, line
 * 3`.
 */
export function describeEvent(event: DomainEvent): string {
  // The type determines the form of the data; TypeScript cannot follow that through the union.
  const sentence = (SENTENCES[event.type] as (data: DomainEvent['data']) => string)(event.data);
  return isFact(event) ? `${sentence} — ${formatAssertion(event.data.assertion)}` : sentence;
}
