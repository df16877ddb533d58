import { ActivityReportedV1, example as activityReported } from './facts/activity-reported.v1.ts';
import { AgreementReachedV1, example as agreementReached } from './facts/agreement-reached.v1.ts';
import {
  AssessmentReportedV1,
  example as assessmentReported,
} from './facts/assessment-reported.v1.ts';
import { AwardsConferredV1, example as awardsConferred } from './facts/awards-conferred.v1.ts';
import { BodyDescribedV1, example as bodyDescribed } from './facts/body-described.v1.ts';
import { BodyRegisteredV1, example as bodyRegistered } from './facts/body-registered.v1.ts';
import {
  CasualtiesReportedV1,
  example as casualtiesReported,
} from './facts/casualties-reported.v1.ts';
import {
  ChairmanshipRecordedV1,
  example as chairmanshipRecorded,
} from './facts/chairmanship-recorded.v1.ts';
import {
  ChairmanshipTransferredV1,
  example as chairmanshipTransferred,
} from './facts/chairmanship-transferred.v1.ts';
import { DecisionAdoptedV1, example as decisionAdopted } from './facts/decision-adopted.v1.ts';
import {
  DecisionStatusReportedV1,
  example as decisionStatusReported,
} from './facts/decision-status-reported.v1.ts';
import {
  DelegationAttendedV1,
  example as delegationAttended,
} from './facts/delegation-attended.v1.ts';
import { DissentRecordedV1, example as dissentRecorded } from './facts/dissent-recorded.v1.ts';
import { DocumentAdoptedV1, example as documentAdopted } from './facts/document-adopted.v1.ts';
import { DocumentAnnexedV1, example as documentAnnexed } from './facts/document-annexed.v1.ts';
import {
  DocumentDescribedV1,
  example as documentDescribed,
} from './facts/document-described.v1.ts';
import {
  DocumentSupersededV1,
  example as documentSuperseded,
} from './facts/document-superseded.v1.ts';
import { DraftEndorsedV1, example as draftEndorsed } from './facts/draft-endorsed.v1.ts';
import { EventPlannedV1, example as eventPlanned } from './facts/event-planned.v1.ts';
import {
  IncidentCondemnedV1,
  example as incidentCondemned,
} from './facts/incident-condemned.v1.ts';
import { IncidentRecordedV1, example as incidentRecorded } from './facts/incident-recorded.v1.ts';
import { IntentReportedV1, example as intentReported } from './facts/intent-reported.v1.ts';
import {
  MandateChangeReportedV1,
  example as mandateChangeReported,
} from './facts/mandate-change-reported.v1.ts';
import { MatterConsideredV1, example as matterConsidered } from './facts/matter-considered.v1.ts';
import { MeasureTakenV1, example as measureTaken } from './facts/measure-taken.v1.ts';
import { MeetingAnnouncedV1, example as meetingAnnounced } from './facts/meeting-announced.v1.ts';
import { MeetingChairedV1, example as meetingChaired } from './facts/meeting-chaired.v1.ts';
import { MeetingDescribedV1, example as meetingDescribed } from './facts/meeting-described.v1.ts';
import { MeetingHeldV1, example as meetingHeld } from './facts/meeting-held.v1.ts';
import {
  MeetingRescheduledV1,
  example as meetingRescheduled,
} from './facts/meeting-rescheduled.v1.ts';
import {
  MembershipStatusRecordedV1,
  example as membershipStatusRecorded,
} from './facts/membership-status-recorded.v1.ts';
import {
  NextMeetingAgreedV1,
  example as nextMeetingAgreed,
} from './facts/next-meeting-agreed.v1.ts';
import { OfficeRecordedV1, example as officeRecorded } from './facts/office-recorded.v1.ts';
import { OrganAttendedV1, example as organAttended } from './facts/organ-attended.v1.ts';
import {
  OrganizationDesignatedV1,
  example as organizationDesignated,
} from './facts/organization-designated.v1.ts';
import { PlanApprovedV1, example as planApproved } from './facts/plan-approved.v1.ts';
import { PositionStatedV1, example as positionStated } from './facts/position-stated.v1.ts';
import { ProgrammeAdoptedV1, example as programmeAdopted } from './facts/programme-adopted.v1.ts';
import {
  SourceDocumentRegisteredV1,
  example as sourceDocumentRegistered,
} from './facts/source-document-registered.v1.ts';
import { example as voteTaken, VoteTakenV1 } from './facts/vote-taken.v1.ts';
import { CollectionOpenedV1, example as collectionOpened } from './record/collection-opened.v1.ts';
import { ConflictEndedV1, example as conflictEnded } from './record/conflict-ended.v1.ts';
import { ConflictFlaggedV1, example as conflictFlagged } from './record/conflict-flagged.v1.ts';
import { ConflictResolvedV1, example as conflictResolved } from './record/conflict-resolved.v1.ts';
import {
  example as projectionSkipped,
  ProjectionSkippedV1,
} from './record/projection-skipped.v1.ts';
import { RecordCorrectedV1, example as recordCorrected } from './record/record-corrected.v1.ts';
import { RecordRetractedV1, example as recordRetracted } from './record/record-retracted.v1.ts';
import { RecordsLinkedV1, example as recordsLinked } from './record/records-linked.v1.ts';
import { RecordsMergedV1, example as recordsMerged } from './record/records-merged.v1.ts';
import { WriterOpenedV1, example as writerOpened } from './record/writer-opened.v1.ts';

/** All event types in their current versions, in the order of the codebook. */
export const DEFINITIONS = [
  SourceDocumentRegisteredV1,
  DocumentDescribedV1,
  DocumentAdoptedV1,
  DocumentAnnexedV1,
  DocumentSupersededV1,
  BodyRegisteredV1,
  BodyDescribedV1,
  MembershipStatusRecordedV1,
  OfficeRecordedV1,
  OrganizationDesignatedV1,
  ChairmanshipTransferredV1,
  ChairmanshipRecordedV1,
  MeetingAnnouncedV1,
  MeetingHeldV1,
  MeetingChairedV1,
  DelegationAttendedV1,
  OrganAttendedV1,
  MatterConsideredV1,
  MeetingDescribedV1,
  AwardsConferredV1,
  MeetingRescheduledV1,
  DissentRecordedV1,
  NextMeetingAgreedV1,
  MandateChangeReportedV1,
  PlanApprovedV1,
  ProgrammeAdoptedV1,
  DraftEndorsedV1,
  DecisionAdoptedV1,
  MeasureTakenV1,
  AgreementReachedV1,
  EventPlannedV1,
  DecisionStatusReportedV1,
  VoteTakenV1,
  IncidentRecordedV1,
  CasualtiesReportedV1,
  IncidentCondemnedV1,
  PositionStatedV1,
  ActivityReportedV1,
  AssessmentReportedV1,
  IntentReportedV1,
  CollectionOpenedV1,
  RecordCorrectedV1,
  RecordRetractedV1,
  RecordsMergedV1,
  RecordsLinkedV1,
  ConflictFlaggedV1,
  ConflictResolvedV1,
  ConflictEndedV1,
  WriterOpenedV1,
  ProjectionSkippedV1,
] as const;

/** An example of each type. */
export const EXAMPLES: Readonly<Record<string, unknown>> = {
  SourceDocumentRegistered: sourceDocumentRegistered,
  DocumentDescribed: documentDescribed,
  DocumentAdopted: documentAdopted,
  DocumentAnnexed: documentAnnexed,
  DocumentSuperseded: documentSuperseded,
  BodyRegistered: bodyRegistered,
  BodyDescribed: bodyDescribed,
  MembershipStatusRecorded: membershipStatusRecorded,
  OfficeRecorded: officeRecorded,
  OrganizationDesignated: organizationDesignated,
  ChairmanshipTransferred: chairmanshipTransferred,
  ChairmanshipRecorded: chairmanshipRecorded,
  MeetingAnnounced: meetingAnnounced,
  MeetingHeld: meetingHeld,
  MeetingChaired: meetingChaired,
  DelegationAttended: delegationAttended,
  OrganAttended: organAttended,
  MatterConsidered: matterConsidered,
  MeetingDescribed: meetingDescribed,
  AwardsConferred: awardsConferred,
  MeetingRescheduled: meetingRescheduled,
  DissentRecorded: dissentRecorded,
  NextMeetingAgreed: nextMeetingAgreed,
  MandateChangeReported: mandateChangeReported,
  PlanApproved: planApproved,
  ProgrammeAdopted: programmeAdopted,
  DraftEndorsed: draftEndorsed,
  DecisionAdopted: decisionAdopted,
  MeasureTaken: measureTaken,
  AgreementReached: agreementReached,
  EventPlanned: eventPlanned,
  DecisionStatusReported: decisionStatusReported,
  VoteTaken: voteTaken,
  IncidentRecorded: incidentRecorded,
  CasualtiesReported: casualtiesReported,
  IncidentCondemned: incidentCondemned,
  PositionStated: positionStated,
  ActivityReported: activityReported,
  AssessmentReported: assessmentReported,
  IntentReported: intentReported,
  CollectionOpened: collectionOpened,
  RecordCorrected: recordCorrected,
  RecordRetracted: recordRetracted,
  RecordsMerged: recordsMerged,
  RecordsLinked: recordsLinked,
  ConflictFlagged: conflictFlagged,
  ConflictResolved: conflictResolved,
  ConflictEnded: conflictEnded,
  WriterOpened: writerOpened,
  ProjectionSkipped: projectionSkipped,
};
