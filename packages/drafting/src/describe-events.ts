import { type EventData, type DomainEvent, isFact } from '@rapporteur/contracts';
import * as bodies from './describe/bodies.ts';
import * as decisions from './describe/decisions.ts';
import * as incidents from './describe/incidents.ts';
import * as meetings from './describe/meetings.ts';
import { says } from './describe/phrases.ts';
import * as record from './describe/record.ts';
import * as reports from './describe/reports.ts';
import * as sources from './describe/sources.ts';

/** Every type has its sentence: the compiler holds the table against the vocabulary. */
const SENTENCES: { readonly [T in DomainEvent['type']]: (data: EventData<T>) => string } = {
  SourceDocumentRegistered: sources.sourceDocumentRegistered,
  DocumentDescribed: sources.documentDescribed,
  DocumentAdopted: sources.documentAdopted,
  DocumentAnnexed: sources.documentAnnexed,
  DocumentSuperseded: sources.documentSuperseded,
  BodyRegistered: bodies.bodyRegistered,
  BodyDescribed: bodies.bodyDescribed,
  MembershipStatusRecorded: bodies.membershipStatusRecorded,
  OfficeRecorded: sources.officeRecorded,
  OrganizationDesignated: sources.organizationDesignated,
  ChairmanshipTransferred: bodies.chairmanshipTransferred,
  ChairmanshipRecorded: bodies.chairmanshipRecorded,
  MeetingAnnounced: meetings.meetingAnnounced,
  MeetingHeld: meetings.meetingHeld,
  MeetingChaired: meetings.meetingChaired,
  DelegationAttended: meetings.delegationAttended,
  OrganAttended: meetings.organAttended,
  MatterConsidered: meetings.matterConsidered,
  MeetingDescribed: meetings.meetingDescribed,
  AwardsConferred: meetings.awardsConferred,
  MeetingRescheduled: meetings.meetingRescheduled,
  DissentRecorded: meetings.dissentRecorded,
  NextMeetingAgreed: bodies.nextMeetingAgreed,
  MandateChangeReported: bodies.mandateChangeReported,
  PlanApproved: decisions.planApproved,
  ProgrammeAdopted: decisions.programmeAdopted,
  DraftEndorsed: decisions.draftEndorsed,
  DecisionAdopted: decisions.decisionAdopted,
  MeasureTaken: decisions.measureTaken,
  AgreementReached: decisions.agreementReached,
  EventPlanned: decisions.eventPlanned,
  DecisionStatusReported: decisions.decisionStatusReported,
  IncidentRecorded: incidents.incidentRecorded,
  CasualtiesReported: incidents.casualtiesReported,
  IncidentCondemned: incidents.incidentCondemned,
  PositionStated: reports.positionStated,
  ActivityReported: reports.activityReported,
  AssessmentReported: reports.assessmentReported,
  IntentReported: reports.intentReported,
  CollectionOpened: record.collectionOpened,
  RecordCorrected: record.recordCorrected,
  RecordRetracted: record.recordRetracted,
  RecordsMerged: record.recordsMerged,
  ConflictFlagged: record.conflictFlagged,
  ConflictResolved: record.conflictResolved,
  WriterOpened: record.writerOpened,
  ProjectionSkipped: record.projectionSkipped,
};

/** One plain sentence for each event: who did what, by what right it is told, and on which line. */
export function describeEvents(events: readonly DomainEvent[]): string[] {
  return events.map(describeEvent);
}

/** `Delegation of Belarus (BLR) attended meeting sco-rats-council-44 — reported, line 3`. */
export function describeEvent(event: DomainEvent): string {
  // The table ties each type to its data; TypeScript cannot follow that through the union.
  const sentence = (SENTENCES[event.type] as (data: DomainEvent['data']) => string)(event.data);
  return isFact(event) ? `${sentence} — ${says(event.data.assertion)}` : sentence;
}
