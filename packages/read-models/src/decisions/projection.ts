import type { DecodedEvent } from '@rapporteur/contracts';
import type { Projection, ProjectedRow } from '@rapporteur/projection-runtime';
import { getSpeaker, type Strength, STRENGTHS } from '@rapporteur/statements';
import { dayRows } from '../days/day-rows.ts';
import { DECISION_ROWS } from './decision-rows.ts';
import { DECISIONS_ENTITIES } from './entities.ts';
import { INCIDENT_ROWS } from './incident-rows.ts';
import { MEETING_ROWS } from './meeting-rows.ts';
import { CreateDecisions1764000000002 } from './migrations/1764000000002-create-decisions.ts';
import { REPORT_ROWS } from './report-rows.ts';
import { type DecisionRowsByType, documentColumns } from './row.ts';

const none = (): readonly ProjectedRow[] => [];

/** The rows of each event type. A new type does not compile without an entry here. */
const ROWS: DecisionRowsByType = {
  ...DECISION_ROWS,
  ...MEETING_ROWS,
  ...INCIDENT_ROWS,
  ...REPORT_ROWS,
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
  return [...dayRows(event), ...createRows(event.data).map((row) => addSource(row, event))];
}

/** The tables whose rows have the columns of their source. */
const SOURCED_TABLES: ReadonlySet<string> = new Set([
  'decisions',
  'mandate_changes',
  'next_meetings',
]);

/** The strengths and those that no verb gives. */
const STRENGTH_RANKS = STRENGTHS.length + 1;

function addSource(row: ProjectedRow, { data }: DecodedEvent): ProjectedRow {
  if (!SOURCED_TABLES.has(row.table) || !('assertion' in data)) return row;
  const { document: source, stated_in } = documentColumns(data.assertion);
  const values = { ...row.values, source, stated_in };
  if (row.table !== 'decisions') return { ...row, values };

  // The best speaker's strongest verb leads, as in the order of statements.
  const strength = STRENGTHS.indexOf(row.values['strength'] as Strength);
  const speaker = SPEAKER_RANKS[getSpeaker(data.assertion)];
  const rank = speaker * STRENGTH_RANKS + (strength === -1 ? STRENGTHS.length : strength);
  return { ...row, values: { ...values, rank } };
}

const SPEAKER_RANKS = { own: 0, attributed: 1, narrated: 2, metadata: 3 } as const;

/** The read model of decisions, incidents, positions and reports. */
export const DECISIONS: Projection = {
  name: 'decisions',
  version: 2,
  entities: DECISIONS_ENTITIES,
  migrations: [CreateDecisions1764000000002],
  project: projectDecisions,
};
