export { Aliases, type AliasKind } from './aliases.ts';
export type { At, Database, Days, Page, Paged, SortKey } from './statement.ts';
export type { CountView, DateView, NotStated, Stated } from './views.ts';

export {
  type BodyView,
  type DescriptionView,
  type DesignationView,
  type HeadquartersView,
  listBodies,
  listDescriptions,
  listDesignations,
  listHeadquarters,
  withOrgans,
} from './timeline/body-queries.ts';
export type { ChairAnswer, ChairTenure } from './timeline/chair-line.ts';
export { type ChairView, findChair, listMeetingChairs, type MeetingChairView } from './timeline/chair-queries.ts';
export {
  type EventView,
  type FactValue,
  findEvent,
  type IndexView,
  listEventsOfCommand,
} from './timeline/event-queries.ts';
export type { PlacedBy } from './timeline/fact-dates.ts';
export type { FactFilter } from './timeline/fact-filter.ts';
export type { Inferred } from './timeline/fact-parts.ts';
export {
  countFacts,
  type FactCount,
  type FactOrder,
  type FactView,
  listFacts,
  listFactsAsRecorded,
} from './timeline/fact-queries.ts';
export { listMeetings, listOrdinalGaps, type MeetingFilter, type MeetingView } from './timeline/meeting-queries.ts';
export type { OrdinalGap } from './timeline/ordinal-gaps.ts';
export { TIMELINE } from './timeline/projection.ts';
export {
  type CollectionView,
  type ConflictFilter,
  type ConflictView,
  type CorrectionFilter,
  type CorrectionView,
  listCollections,
  listConflicts,
  listCorrections,
  readAliases,
} from './timeline/record-queries.ts';
export {
  type AnnexView,
  type Held,
  listSources,
  type SourceFilter,
  type SourceView,
} from './timeline/source-queries.ts';
export {
  listMemberships,
  listOffices,
  type MembershipFilter,
  type MembershipView,
  type OfficeFilter,
  type OfficeView,
  type Tenure,
} from './timeline/tenure-queries.ts';
