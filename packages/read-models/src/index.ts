export type { QueryDatabase } from './query/database.ts';
export {
  buildCondemnationMatrix,
  type CondemnationCell,
  type CondemnationMatrix,
  type CondemnedTarget,
  type Condemner,
} from './decisions/condemnation-matrix.ts';
export type { DecisionFilter } from './decisions/decision-filter.ts';
export { listDecisions } from './decisions/decision-queries.ts';
export {
  AwardView,
  ConsiderationView,
  DECISION_STATUSES,
  DecisionStatus,
  DecisionView,
  MandateChangeView,
  NextMeetingView,
  STATUS_RULES,
  StatusView,
} from './decisions/decision-views.ts';
export { type CondemnationFilter, listCondemnations } from './decisions/condemnation-queries.ts';
export {
  type IncidentFilter,
  listCasualties,
  listIncidents,
  readNamedIncident,
} from './decisions/incident-queries.ts';
export {
  CasualtyView,
  CondemnationView,
  IncidentView,
  ThingRefView,
} from './decisions/incident-views.ts';
export {
  listAwards,
  listConsiderations,
  listMandateChanges,
  listStatuses,
} from './decisions/meeting-queries.ts';
export { listNextMeetings } from './decisions/next-meeting-queries.ts';
export { DECISIONS } from './decisions/projection.ts';
export {
  countVerbs,
  listPositions,
  listReports,
  type PositionFilter,
  type ReportFilter,
} from './decisions/report-queries.ts';
export { PositionView, ReportView, UnstatedAgent, VerbCount } from './decisions/report-views.ts';
export { STRENGTH_LEVELS, type Strength, STRENGTHS } from '@rapporteur/statements';
export {
  buildParticipationMatrix,
  ParticipationCell,
  AttendanceListing,
  classifyListing,
  ParticipationMatrix,
  MatrixColumn,
  MatrixEntry,
  MatrixMeeting,
  MatrixRow,
} from './participation/matrix.ts';
export { listMatrixEntries } from './participation/matrix-entries.ts';
export { listMeetingsHeld } from './participation/meetings-held.ts';
export { readNonMembers } from './participation/member-terms.ts';
export {
  BodyAttendance,
  listAttendance,
  listSharedMeetings,
} from './participation/attendance-queries.ts';
export { PARTICIPATION } from './participation/projection.ts';
export {
  countRoles,
  listParticipations,
  type ParticipationFilter,
  ParticipationView,
  RoleCount,
} from './participation/queries.ts';
export { READ_MODELS } from './read-models.ts';
export { type Role, ROLE_NAMES, type RoleMeaning, ROLES } from './participation/roles.ts';
export { compareEventIds } from '@rapporteur/statements';
export {
  type Alias,
  Aliases,
  type AliasKind,
  type ThingRef,
  type ThingLink,
  formatThingKey,
  parseThingKey,
} from './query/aliases.ts';
export {
  type DayRange,
  type PageRequest,
  readAllPages,
  type ResultPage,
  type SortKey,
} from './query/pages.ts';
export { type CollectionScope, listCollectionIds, type QueryScope } from './query/scope.ts';
export { RESOLVED_MEMBERS, type ResolvedThing, StatementView } from './query/resolve-things.ts';

export {
  DescriptionView,
  type DesignationFilter,
  DesignationView,
  HeadquartersView,
  listDescriptions,
  listDesignations,
  listHeadquarters,
} from './timeline/body-facts.ts';
export { type BodyFilter, BodyView, listBodies } from './timeline/body-queries.ts';
export { ChairOnDay, ChairTenure, ChairView, KnownChair } from './timeline/chair-views.ts';
export { findChair, listMeetingChairs, MeetingChairView } from './timeline/chair-queries.ts';
export { ActorChairView, findLastChairDay, listActorChairs } from './timeline/actor-chairs.ts';
export {
  DISSENT_KINDS,
  type DissentFilter,
  DissentView,
  listDissents,
} from './timeline/dissent-queries.ts';
export {
  EventView,
  FactValue,
  findEvent,
  findIndexedEvents,
  EventIndexView,
  listEventsOfCommand,
} from './timeline/event-queries.ts';
export { type FactChange, listFactChanges } from './timeline/change-queries.ts';
export {
  type EventEffect,
  findStreamNeighbours,
  type HashedDocument,
  listDocumentsOfHash,
  listEventEffects,
  type StreamNeighbours,
  type StreamPlace,
} from './timeline/event-context-queries.ts';
export { type EventTableRow, readEventRows } from './event-rows.ts';
export { type FactInWords, readFactsInWords } from './timeline/facts-in-words.ts';
export { PlacementBasis } from './timeline/fact-dates.ts';
export type { FactFilter } from './timeline/fact-filter.ts';
export { InferredValue } from './timeline/fact-parts.ts';
export { CoverageView, listCoverage } from './timeline/coverage-queries.ts';
export { COUNT_PROPERTIES, countTimelineFacts, FactCountView } from './timeline/fact-counts.ts';
export {
  countFacts,
  type FactCount,
  type FactOrder,
  FactView,
  listFacts,
} from './timeline/fact-queries.ts';
export { listFactPassages, type PassageFilter } from './timeline/passage-queries.ts';
export { MeetingParticipant } from './timeline/meeting-participants.ts';
export { listMeetings, listOrdinalGaps, type MeetingFilter } from './timeline/meeting-queries.ts';
export { type MeetingRecord, readMeetingRecord } from './timeline/meeting-record.ts';
export {
  MEETING_PAGE_PARTS,
  MEETING_SECTION_SCHEMAS,
  MEETING_SECTIONS,
  type MeetingSection,
} from './timeline/meeting-sections.ts';
export type { PageFactRow } from './timeline/page-facts.ts';
export {
  BODY_FACTS,
  BODY_SECTION_SCHEMAS,
  DECISION_FACTS,
  DECISION_SECTION_SCHEMAS,
  DOCUMENT_FACTS,
  DOCUMENT_SECTION_SCHEMAS,
  readThingSections,
} from './timeline/thing-sections.ts';
export { MEETING_STAGES, MeetingView } from './timeline/meeting-views.ts';
export { listOpenConflicts, type OpenConflict } from './timeline/open-conflicts.ts';
export { OrdinalGap } from './timeline/ordinal-gaps.ts';
export { listFactsAsRecorded } from './timeline/recorded-facts.ts';
export { readAliases } from './timeline/alias-queries.ts';
export { readSettlements } from './timeline/settlement-queries.ts';
export {
  ALIAS_KIND_OF_KNOWN,
  type BodyParent,
  expandThings,
  type KnownKind,
  listBodiesWithOrganThings,
  listBodyParents,
  listKnownThings,
  listSimilarIds,
} from './timeline/thing-queries.ts';
export { findNamedThings, findParagraphFacts } from './timeline/paragraph-queries.ts';
export { type NamedThing, readThingNames, type ThingNames } from './timeline/thing-names.ts';
export { listPersons, type PersonFilter, PersonView } from './timeline/person-queries.ts';
export { listFactContents, omitAssertion } from './timeline/fact-contents.ts';
export { TIMELINE } from './timeline/projection.ts';
export {
  CollectionView,
  type ConflictFilter,
  ConflictView,
  type CorrectionFilter,
  CorrectionView,
  listCollections,
  listConflicts,
  listCorrections,
} from './timeline/record-queries.ts';
export { findSource, listSources, type SourceFilter } from './timeline/source-queries.ts';
export { TextCoverage } from './timeline/source-fold.ts';
export { AnnexView, SourceView } from './timeline/source-views.ts';
export {
  listMemberships,
  type MembershipFilter,
  MembershipView,
} from './timeline/membership-queries.ts';
export { listOffices, type OfficeFilter, OfficeView } from './timeline/office-queries.ts';
export {
  CountView,
  DATE_VIEW,
  DateView,
  readonlyArray,
  statedValue,
  StrengthView,
  type StatedValue,
  toCountView,
  toDateView,
  type UnstatedValue,
} from './views.ts';
export { listUnstatedAgents } from './decisions/unstated-agent-queries.ts';
export { rankStates, StateRank } from './participation/rank-queries.ts';
export {
  CITATION_RELATIONS,
  type CitationFilter,
  CitationView,
  listCitations,
} from './decisions/citation-queries.ts';
export { compareVoters, listVotes } from './decisions/vote-queries.ts';
export { ComparedVote, listDivergentVotes } from './decisions/divergent-votes.ts';
export {
  CastVote,
  VetoCount,
  VOTE_OUTCOMES,
  ComparedCount,
  VOTES_CAST,
  VoteView,
} from './decisions/vote-views.ts';
