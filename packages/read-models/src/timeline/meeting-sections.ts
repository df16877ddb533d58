import { CATALOGUE, type EventType } from '@rapporteur/contracts';
import { z } from 'zod';
import { readonlyArray } from '../views.ts';

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
  decisionStatuses: ['DecisionStatusReported'],
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

/** A fact on a page; several facts with the same content are shown once. */
const PageFact = z.object({
  collection: z.string(),
  type: z.string(),
  events: readonlyArray(z.string()).meta({ description: 'The facts that state it.' }),
  documents: readonlyArray(z.string()),
  speaker: z.enum(['own', 'attributed', 'narrated', 'metadata']),
  saidBy: z.string().nullable().meta({ description: 'The name of the speaker, if stated.' }),
});

/** A fact on a page, with its content. */
export interface PageFactRow extends z.output<typeof PageFact> {
  /** The data of the fact without its assertion. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The schema of each section: the fact with the data of its type. */
export const MEETING_SECTION_SCHEMAS = Object.fromEntries(
  Object.entries(MEETING_SECTIONS).map(([name, [type]]) => [name, createSectionSchema(type)]),
) as Readonly<Record<MeetingSection, z.ZodType<readonly PageFactRow[]>>>;

function createSectionSchema(type: EventType): z.ZodType {
  const { schema, doc } = CATALOGUE.getDefinition(type);
  const fields = Object.entries(schema.shape).filter(([name]) => name !== 'assertion');
  const data = z.object(Object.fromEntries(fields) as z.ZodRawShape);
  return readonlyArray(PageFact.extend({ type: z.literal(type), data })).meta({ description: doc });
}
