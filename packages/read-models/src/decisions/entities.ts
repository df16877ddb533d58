import { DecisionDayRow } from '../days/day-entity.ts';
import {
  AwardRow,
  ConsiderationRow,
  DecisionRow,
  MandateChangeRow,
  NextMeetingRow,
  DecisionStatusRow,
} from './decision-entities.ts';
import { CondemnationRow, IncidentRow } from './incident-entities.ts';
import { StatedPositionRow, ReportRow } from './report-entities.ts';
import { CastVoteRow, CitationRow, VoteRow } from './vote-entities.ts';
import type { RowEntity } from '@rapporteur/projection-runtime';

/** The tables of the read model. */
export const DECISIONS_ENTITIES: readonly RowEntity[] = [
  DecisionDayRow,
  DecisionRow,
  DecisionStatusRow,
  ConsiderationRow,
  AwardRow,
  MandateChangeRow,
  NextMeetingRow,
  VoteRow,
  CastVoteRow,
  CitationRow,
  IncidentRow,
  CondemnationRow,
  StatedPositionRow,
  ReportRow,
];
