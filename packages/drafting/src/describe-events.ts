import { CATALOGUE, type EventData, type DomainEvent, isFact } from '@rapporteur/contracts';
import * as bodies from './describe/bodies.ts';
import * as decisions from './describe/decisions.ts';
import * as incidents from './describe/incidents.ts';
import * as meetings from './describe/meetings.ts';
import { addSpeaker, formatAssertion } from './describe/assertions.ts';
import { finishSentence } from './describe/english.ts';
import { type EventNames, NO_NAMES } from './describe/event-names.ts';
import { collectNames } from './describe/names-in-events.ts';
import * as offices from './describe/offices.ts';
import { Phrases } from './describe/phrases.ts';
import * as record from './describe/record.ts';
import * as reports from './describe/reports.ts';
import * as sources from './describe/sources.ts';
import * as votes from './describe/votes.ts';

/** The sentence of each type; the compiler checks that no type is missing. */
const SENTENCES: {
  readonly [T in DomainEvent['type']]: (data: EventData<T>, phrases: Phrases) => string;
} = {
  SourceDocumentRegistered: sources.describeSourceDocumentRegistered,
  DocumentDescribed: sources.describeDocumentDescribed,
  DocumentAdopted: sources.describeDocumentAdopted,
  DocumentAnnexed: sources.describeDocumentAnnexed,
  DocumentSuperseded: sources.describeDocumentSuperseded,
  BodyRegistered: bodies.describeBodyRegistered,
  BodyDescribed: bodies.describeBodyDescribed,
  MembershipStatusRecorded: bodies.describeMembershipStatusRecorded,
  OfficeRecorded: offices.describeOfficeRecorded,
  OrganizationDesignated: offices.describeOrganizationDesignated,
  ChairmanshipTransferred: offices.describeChairmanshipTransferred,
  ChairmanshipRecorded: offices.describeChairmanshipRecorded,
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
  NextMeetingAgreed: meetings.describeNextMeetingAgreed,
  MandateChangeReported: bodies.describeMandateChangeReported,
  PlanApproved: decisions.describePlanApproved,
  ProgrammeAdopted: decisions.describeProgrammeAdopted,
  DraftEndorsed: decisions.describeDraftEndorsed,
  DecisionAdopted: decisions.describeDecisionAdopted,
  MeasureTaken: decisions.describeMeasureTaken,
  AgreementReached: decisions.describeAgreementReached,
  EventPlanned: decisions.describeEventPlanned,
  DecisionStatusReported: decisions.describeDecisionStatusReported,
  VoteTaken: votes.describeVoteTaken,
  IncidentRecorded: incidents.describeIncidentRecorded,
  CasualtiesReported: incidents.describeCasualtiesReported,
  IncidentCondemned: incidents.describeIncidentCondemned,
  PositionStated: reports.describePositionStated,
  ActivityReported: reports.describeActivityReported,
  AssessmentReported: reports.describeAssessmentReported,
  IntentReported: reports.describeIntentReported,
  CollectionOpened: record.describeCollectionOpened,
  RecordCorrected: (data, phrases) =>
    record.describeRecordCorrected(data, phrases, describeCorrectedFact(data, phrases)),
  RecordRetracted: record.describeRecordRetracted,
  RecordsMerged: record.describeRecordsMerged,
  RecordsLinked: record.describeRecordsLinked,
  ConflictFlagged: record.describeConflictFlagged,
  ConflictResolved: record.describeConflictResolved,
  ConflictEnded: record.describeConflictEnded,
  WriterOpened: record.describeWriterOpened,
  ProjectionSkipped: record.describeProjectionSkipped,
};

/**
 * Returns an event as a sentence of a careful journalist: `The SCO RATS Council held its 44th
 * meeting in Cholpon-Ata, Kyrgyzstan, on 10 September 2025.` Things have the names of the context,
 * otherwise those as written, otherwise their ids in words.
 */
export function describeEvent(event: DomainEvent, names: EventNames = NO_NAMES): string {
  return finishSentence(formatClause(event, new Phrases(names)));
}

/** Returns the sentence of the retraction of a fact, whose own sentence is known. */
export function describeRetraction(sentence: string, reason: string): string {
  return finishSentence(record.describeRetractedFact(sentence, reason));
}

function formatClause(event: DomainEvent, phrases: Phrases): string {
  // The type determines the form of the data; TypeScript cannot follow that through the union.
  const describe = SENTENCES[event.type] as (data: object, phrases: Phrases) => string;
  const clause = describe(event.data, phrases);
  return isFact(event) ? addSpeaker(clause, event.type, event.data, phrases) : clause;
}

/** Returns the fact as it reads after a correction; null if its data are not those of its type. */
function describeCorrectedFact(
  { correctedType, corrected }: EventData<'RecordCorrected'>,
  phrases: Phrases,
): string | null {
  const definition = CATALOGUE.definitions.find(({ wireType }) => wireType === correctedType);
  const data = definition?.schema.safeParse(corrected);
  if (definition === undefined || data?.success !== true) return null;
  // The wire type determines the form of the data; TypeScript cannot follow that.
  const fact = { type: definition.type, data: data.data } as unknown as DomainEvent;
  return formatClause(fact, phrases);
}

/**
 * Returns one sentence for each event, with its modality, its speaker and its lines in brackets.
 * Things have the names that the events give them.
 */
export function describeEvents(events: readonly DomainEvent[]): string[] {
  const names = collectNames(events);
  const phrases = new Phrases(names);
  return events.map((event) => {
    const sentence = describeEvent(event, names);
    return isFact(event)
      ? `${sentence} [${formatAssertion(event.data.assertion, phrases)}]`
      : sentence;
  });
}
