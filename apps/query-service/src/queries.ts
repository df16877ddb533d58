import { BODIES, CHAIR, DESIGNATIONS, MEMBERSHIPS, OFFICES, ONE_BODY } from './bodies/bodies.ts';
import { DECISION, DECISION_LIST } from './decisions/decisions.ts';
import { MANDATES, NEXT_MEETINGS, UNSTATED_AGENTS } from './decisions/meetings-agreed.ts';
import { SOURCE, SOURCES } from './documents/sources.ts';
import { CONDEMNATIONS, INCIDENT, INCIDENT_LIST } from './incidents/incidents.ts';
import { MEETING, MEETINGS } from './meetings/meetings.ts';
import { MATRIX, RANKING } from './participation/participation.ts';
import { STATE } from './participation/states.ts';
import type { QueryDefinition } from './query.ts';
import { CONFLICTS, CORRECTIONS } from './record/record.ts';
import { POSITIONS, REPORTS, VERBS } from './reports/positions.ts';
import { EVENT } from './timeline/events.ts';
import { FACTS, TIMELINE_LIST } from './timeline/facts.ts';

/** Every question that can be asked of a collection. */
export const QUERIES: readonly QueryDefinition[] = [
  TIMELINE_LIST,
  FACTS,
  STATE,
  MATRIX,
  RANKING,
  BODIES,
  ONE_BODY,
  CHAIR,
  OFFICES,
  MEMBERSHIPS,
  DESIGNATIONS,
  MEETINGS,
  MEETING,
  NEXT_MEETINGS,
  DECISION_LIST,
  DECISION,
  MANDATES,
  UNSTATED_AGENTS,
  INCIDENT_LIST,
  INCIDENT,
  CONDEMNATIONS,
  POSITIONS,
  VERBS,
  REPORTS,
  SOURCES,
  SOURCE,
  CORRECTIONS,
  CONFLICTS,
  EVENT,
];
