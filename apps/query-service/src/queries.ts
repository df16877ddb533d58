import type { Type } from '@nestjs/common';
import { BodiesController } from './bodies/bodies.controller.ts';
import { BODY_HANDLERS, BODY_QUERIES } from './bodies/body-queries.ts';
import { CHAIR_HANDLERS, CHAIR_QUERIES } from './bodies/chair-queries.ts';
import { TENURE_HANDLERS, TENURE_QUERIES } from './bodies/tenure-queries.ts';
import type { QueryDefinition } from './collection-query.ts';
import { DECISION_HANDLERS, DECISION_QUERIES } from './decisions/decision-queries.ts';
import { DecisionsController } from './decisions/decisions.controller.ts';
import { CITATION_HANDLERS, CITATION_QUERIES } from './decisions/citation-queries.ts';
import { DISSENT_HANDLERS, DISSENT_QUERIES } from './decisions/dissent-queries.ts';
import { MANDATE_HANDLERS, MANDATE_QUERIES } from './decisions/mandate-queries.ts';
import { VOTE_HANDLERS, VOTE_QUERIES } from './decisions/vote-queries.ts';
import { DOCUMENT_HANDLERS, DOCUMENT_QUERIES } from './documents/document-queries.ts';
import { DOCUMENT_TEXT_HANDLERS, DOCUMENT_TEXT_QUERIES } from './documents/document-text-query.ts';
import { DocumentsController } from './documents/documents.controller.ts';
import { INCIDENT_HANDLERS, INCIDENT_QUERIES } from './incidents/incident-queries.ts';
import { FeedsController } from './feeds/feeds.controller.ts';
import { IncidentsController } from './incidents/incidents.controller.ts';
import { MEETING_HANDLERS, MEETING_QUERIES } from './meetings/meeting-queries.ts';
import { MeetingsController } from './meetings/meetings.controller.ts';
import { NEXT_MEETING_HANDLERS, NEXT_MEETING_QUERIES } from './meetings/next-meeting-queries.ts';
import { COMPARISON_HANDLERS, COMPARISON_QUERIES } from './participation/comparison-queries.ts';
import {
  PARTICIPATION_HANDLERS,
  PARTICIPATION_QUERIES,
} from './participation/participation-queries.ts';
import { ParticipationController } from './participation/participation.controller.ts';
import { PERSON_HANDLERS, PERSON_QUERIES } from './persons/person-queries.ts';
import { PersonsController } from './persons/persons.controller.ts';
import { CHANGE_HANDLERS, CHANGE_QUERIES } from './record/change-query.ts';
import { EVENT_CONTEXT_HANDLERS, EVENT_CONTEXT_QUERIES } from './record/event-context-query.ts';
import { LOOKUP_HANDLERS, LOOKUP_QUERIES } from './record/lookup-query.ts';
import { RECORD_HANDLERS, RECORD_QUERIES } from './record/record-queries.ts';
import { RecordController } from './record/record.controller.ts';
import { REPORT_HANDLERS, REPORT_QUERIES } from './reports/report-queries.ts';
import { ReportsController } from './reports/reports.controller.ts';
import { SERVICE_HANDLERS } from './service/service-queries.ts';
import { ServiceController } from './service/service.controller.ts';
import { COUNT_HANDLERS, COUNT_QUERIES } from './timeline/count-queries.ts';
import { FACT_HANDLERS, FACT_QUERIES } from './timeline/fact-queries.ts';
import { TimelineController } from './timeline/timeline.controller.ts';

/** The definitions of all queries on a collection, in the order of the documentation. */
export const QUERIES: readonly QueryDefinition[] = [
  ...FACT_QUERIES,
  ...COUNT_QUERIES,
  ...PARTICIPATION_QUERIES,
  ...COMPARISON_QUERIES,
  ...PERSON_QUERIES,
  ...BODY_QUERIES,
  ...CHAIR_QUERIES,
  ...TENURE_QUERIES,
  ...MEETING_QUERIES,
  ...NEXT_MEETING_QUERIES,
  ...DECISION_QUERIES,
  ...DISSENT_QUERIES,
  ...VOTE_QUERIES,
  ...CITATION_QUERIES,
  ...MANDATE_QUERIES,
  ...INCIDENT_QUERIES,
  ...REPORT_QUERIES,
  ...DOCUMENT_QUERIES,
  ...DOCUMENT_TEXT_QUERIES,
  ...RECORD_QUERIES,
  ...EVENT_CONTEXT_QUERIES,
  ...CHANGE_QUERIES,
  ...LOOKUP_QUERIES,
].map(({ definition }) => definition);

export const QUERY_HANDLERS: readonly Type[] = [
  ...FACT_HANDLERS,
  ...COUNT_HANDLERS,
  ...PARTICIPATION_HANDLERS,
  ...COMPARISON_HANDLERS,
  ...PERSON_HANDLERS,
  ...BODY_HANDLERS,
  ...CHAIR_HANDLERS,
  ...TENURE_HANDLERS,
  ...MEETING_HANDLERS,
  ...NEXT_MEETING_HANDLERS,
  ...DECISION_HANDLERS,
  ...DISSENT_HANDLERS,
  ...VOTE_HANDLERS,
  ...CITATION_HANDLERS,
  ...MANDATE_HANDLERS,
  ...INCIDENT_HANDLERS,
  ...REPORT_HANDLERS,
  ...DOCUMENT_HANDLERS,
  ...DOCUMENT_TEXT_HANDLERS,
  ...RECORD_HANDLERS,
  ...EVENT_CONTEXT_HANDLERS,
  ...CHANGE_HANDLERS,
  ...LOOKUP_HANDLERS,
  ...SERVICE_HANDLERS,
];

export const QUERY_CONTROLLERS = [
  BodiesController,
  DecisionsController,
  DocumentsController,
  FeedsController,
  IncidentsController,
  MeetingsController,
  ParticipationController,
  PersonsController,
  RecordController,
  ReportsController,
  ServiceController,
  TimelineController,
];
