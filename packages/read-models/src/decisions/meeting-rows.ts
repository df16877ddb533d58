import type { EventData } from '@rapporteur/contracts';
import { createRow, type ProjectedRow } from '@rapporteur/projection-runtime';
import { dateColumns } from '../world-date.ts';
import { createDecisionRow } from './create-decision-row.ts';
import { agentColumns, dueColumns } from './decision-rows.ts';
import {
  AwardRow,
  ConsiderationRow,
  MandateChangeRow,
  NextMeetingRow,
} from './decision-entities.ts';
import { type DecisionRowsByType, sourceColumns } from './row.ts';
import { classifyStrength, classifyStage } from '@rapporteur/statements';

function nextMeeting(data: EventData<'NextMeetingAgreed'>): readonly ProjectedRow[] {
  return [
    createRow(NextMeetingRow, {
      body: data.body,
      afterMeeting: data.after,
      ordinal: data.ordinal,
      ordinalValue: data.ordinal?.value ?? null,
      place: data.place,
      venue: data.venue,
      parties: data.parties,
      ...dateColumns('scheduled', data.scheduledOn),
      ...sourceColumns(data.assertion),
    }),
    // It is also an agreement of the preceding meeting.
    createDecisionRow('NextMeetingAgreed', data, {
      meeting: data.after,
      body: data.body,
      kind: 'next-meeting',
      verb: data.verb,
      verbAsWritten: data.verbAsWritten,
      commitment: true,
      ...agentColumns('parties', data.parties),
      ...dueColumns('scheduled', data.scheduledOn),
      details: {
        ordinal: data.ordinal,
        series: data.series,
        place: data.place,
        venue: data.venue,
        host: data.host,
      },
    }),
  ];
}

/** The rows of meetings, other than their decisions. */
export const MEETING_ROWS = {
  NextMeetingAgreed: nextMeeting,
  MatterConsidered: (data) => [
    createRow(ConsiderationRow, {
      meeting: data.meeting,
      verb: data.verb,
      verbAsWritten: data.verbAsWritten,
      strength: classifyStrength('MatterConsidered', data.verb),
      subject: data.subject,
      forBody: data.forBody,
      decisions: data.decisions,
      outcome: data.outcome,
    }),
  ],
  AwardsConferred: (data) => [
    createRow(AwardRow, {
      meeting: data.meeting,
      award: data.award,
      recipients: data.recipients,
      by: data.by,
      count: data.count,
      reason: data.reason,
    }),
  ],
  MandateChangeReported: (data) => [
    createRow(MandateChangeRow, {
      body: data.body,
      becomes: data.becomes,
      stage: data.stage,
      strength: classifyStage(data.stage),
      by: data.by,
      occasion: data.at,
      ...dateColumns('occurred', data.occurredOn),
      ...sourceColumns(data.assertion),
    }),
  ],
} satisfies Partial<DecisionRowsByType>;
