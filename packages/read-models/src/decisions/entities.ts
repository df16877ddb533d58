import {
  AwardRow,
  ConsiderationRow,
  DecisionRow,
  MandateChangeRow,
  MeetingRow,
  NextMeetingRow,
  StatusRow,
} from './decision-entities.ts';
import { CasualtyRow, CondemnationRow, IncidentRow } from './incident-entities.ts';
import { PositionRow, ReportRow } from './report-entities.ts';
import type { RowEntity } from '@rapporteur/projection-runtime';

/** The tables of the read model. */
export const DECISIONS_ENTITIES: readonly RowEntity[] = [
  MeetingRow,
  DecisionRow,
  StatusRow,
  ConsiderationRow,
  AwardRow,
  MandateChangeRow,
  NextMeetingRow,
  IncidentRow,
  CasualtyRow,
  CondemnationRow,
  PositionRow,
  ReportRow,
];
