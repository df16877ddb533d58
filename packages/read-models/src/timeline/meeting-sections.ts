import type { EventType } from '@rapporteur/contracts';
import { createSectionSchemas } from './page-facts.ts';
import { DECISION_FACTS } from './thing-sections.ts';

/**
 * For each type of fact that can name a meeting, the part of the meeting's page that shows it. A
 * new type without an entry fails a test.
 */
export const MEETING_PAGE_PARTS = {
  MeetingHeld: 'held',
  MeetingAnnounced: 'announcements',
  MeetingRescheduled: 'changes',
  MeetingChaired: 'chairs',
  MeetingDescribed: 'descriptions',
  DelegationAttended: 'participants',
  OrganAttended: 'participants',
  MatterConsidered: 'considered',
  AwardsConferred: 'awards',
  NextMeetingAgreed: 'nextMeetings',
  PlanApproved: 'decisions',
  ProgrammeAdopted: 'decisions',
  DraftEndorsed: 'decisions',
  DecisionAdopted: 'decisions',
  MeasureTaken: 'decisions',
  AgreementReached: 'decisions',
  EventPlanned: 'decisions',
  DecisionStatusReported: 'decisionStatuses',
  VoteTaken: 'votes',
  PositionStated: 'positions',
  IncidentCondemned: 'condemnations',
  DissentRecorded: 'dissents',
  OfficeRecorded: 'offices',
  MembershipStatusRecorded: 'memberships',
  ChairmanshipTransferred: 'handOvers',
  DocumentAdopted: 'adoptedDocuments',
  SourceDocumentRegistered: 'sourceDocuments',
  ActivityReported: 'activities',
  IntentReported: 'intents',
} as const satisfies Partial<Record<EventType, string>>;

/** The sections that hold the facts as recorded, each with its types. */
export const MEETING_SECTIONS = {
  held: ['MeetingHeld'],
  announcements: ['MeetingAnnounced'],
  changes: ['MeetingRescheduled'],
  descriptions: ['MeetingDescribed'],
  decisionFacts: DECISION_FACTS.sections.stated,
  decisionStatuses: ['DecisionStatusReported'],
  votes: ['VoteTaken'],
  positions: ['PositionStated'],
  condemnations: ['IncidentCondemned'],
  dissents: ['DissentRecorded'],
  offices: ['OfficeRecorded'],
  memberships: ['MembershipStatusRecorded'],
  handOvers: ['ChairmanshipTransferred'],
  adoptedDocuments: ['DocumentAdopted'],
  sourceDocuments: ['SourceDocumentRegistered'],
  activities: ['ActivityReported'],
  intents: ['IntentReported'],
  preparedBy: ['MeetingHeld'],
} as const satisfies Readonly<Record<string, readonly EventType[]>>;

export type MeetingSection = keyof typeof MEETING_SECTIONS;

/** The schema of each section: the fact with the data of its type. */
export const MEETING_SECTION_SCHEMAS = createSectionSchemas(MEETING_SECTIONS);
