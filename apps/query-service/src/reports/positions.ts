import {
  countVerbs,
  DECISIONS,
  listPositions,
  listReports,
  type ReportView,
  TIMELINE,
} from '@rapporteur/read-models';
import { actors, count, date, plain, states, worked } from '../csv.ts';
import { bodiesAsked, BODY, documentsAsked, meetingsAsked } from '../known.ts';
import { choices, DAYS, daysBetween, flag, list, PAGED, words } from '../parameters.ts';
import { defineQuestion } from '../question.ts';
import { show, showActors } from '../show.ts';

const WHERE_SAID = {
  by: list('Only by these'),
  statedIn: list('Only in these documents that a source relays, such as a declaration'),
  document: list('Only in these sources'),
  meeting: list('Only of these meetings'),
};

/** Positions that were stated. */
export const POSITIONS = defineQuestion({
  path: 'positions',
  tag: 'positions',
  doc: 'What was held, called for or asked: by whom, with which verb, to whom, and with appeal to which instruments.',
  projections: [DECISIONS, TIMELINE],
  parameters: {
    ...PAGED,
    ...DAYS,
    ...WHERE_SAID,
    verb: list('Only with these verbs'),
    topic: list('Only on these topics'),
    instrument: list('Only with appeal to these instruments'),
    withInstrument: flag('Only with appeal to some instrument (true), or to none (false)'),
    addressee: list('Only addressed to these'),
    withAddressee: flag('Only addressed to somebody (true), or to nobody (false)'),
    incident: list('Only on these incidents'),
    state: list('Only those that speak of these states'),
    q: words('Only those whose summary, topic or instruments hold these words'),
  },
  columns: [
    ...actors('by'),
    ...plain('verb', 'verbAsWritten', 'topic', 'summary', 'incidents'),
    worked<{ instruments: readonly { id: string }[] }>('instrument_ids', (row) =>
      row.instruments.map(({ id }) => id),
    ),
    ...actors('addressees'),
    ...states('states'),
    ...actors('organizations'),
    ...plain('meeting'),
    ...actors('attributedTo'),
    ...date('date'),
    ...plain('dateOf', 'document', 'statedIn', 'event'),
  ],
  answer: async (asked) => {
    const { database, at, parameters: p } = asked;
    const filter = {
      by: p.by,
      verbs: p.verb,
      topics: p.topic,
      instruments: p.instrument,
      withInstrument: p.withInstrument,
      addressees: p.addressee,
      withAddressee: p.withAddressee,
      incidents: p.incident?.flatMap((id) => at.aliases.all('incident', id)),
      states: p.state,
      statedIn: await documentsAsked(asked, p.statedIn),
      documents: await documentsAsked(asked, p.document),
      meetings: await meetingsAsked(asked, p.meeting),
      words: p.q,
    };
    const { rows, next } = await listPositions(database, at, filter, {
      ...asked.page,
      days: daysBetween(p),
    });
    return { data: rows.map((row) => show(row, { dates: ['date'] })), rows, next };
  },
});

/** The profile of verbs. */
export const VERBS = defineQuestion({
  path: 'positions/verbs',
  tag: 'positions',
  doc: 'How often each verb is used, in positions and in condemnations.',
  projections: [DECISIONS, TIMELINE],
  parameters: WHERE_SAID,
  columns: plain('verb', 'type', 'facts', 'events'),
  answer: async (asked) => {
    const { database, at, parameters: p } = asked;
    const rows = await countVerbs(database, at, {
      by: p.by,
      statedIn: await documentsAsked(asked, p.statedIn),
      documents: await documentsAsked(asked, p.document),
      meetings: await meetingsAsked(asked, p.meeting),
    });
    return { data: rows };
  },
});

const TYPES = ['ActivityReported', 'AssessmentReported', 'IntentReported'] as const;

function showReport({ agentStated, ...row }: ReportView): Readonly<Record<string, unknown>> {
  const by = agentStated === null ? { by: row.by } : { by: showActors(row.by) };
  return { ...show(row, { dates: ['date', 'period'], counts: ['count'] }), ...by };
}

/** Activities, assessments and intents that are reported. */
export const REPORTS = defineQuestion({
  path: 'reports',
  tag: 'reports',
  doc: 'Activities, assessments and intents that sources report. A count of zero is one that a source asserts.',
  projections: [DECISIONS, TIMELINE],
  parameters: {
    ...PAGED,
    ...DAYS,
    ...BODY,
    type: choices(TYPES, 'Only of these types'),
    kind: list('Only of these kinds, such as operation, threat or opinion'),
    topic: list('Only on these topics'),
    state: list('Only those that speak of these states'),
    decision: list('Only those that carry out these decisions'),
    meeting: list('Only of these meetings'),
    document: list('Only in these sources'),
    positiveCount: flag('Only those that report a number above zero (true), or not (false)'),
    agentStated: flag('Only activities whose words say who acts (true), or leave it out (false)'),
    attributed: flag('Only what the source attributes to another (true), or tells itself (false)'),
    q: words('Only those whose words hold these'),
  },
  columns: [
    ...plain('type', 'kind', 'summary'),
    ...actors('by'),
    ...plain('agentStated'),
    ...actors('with'),
    ...states('states'),
    ...plain('within', 'topic', 'action'),
    ...actors('organization'),
    ...actors('subject'),
    ...plain('series', 'theme', 'decision', 'meeting'),
    ...count('count'),
    worked<ReportView>('counted_what', ({ counted }) => counted?.what),
    worked<ReportView>('counted_value', ({ counted }) => counted?.value),
    worked<ReportView>('places', ({ places }) =>
      places.map(({ name, country }) => name ?? country?.code),
    ),
    ...plain('region', 'trend', 'targets'),
    ...actors('attributedTo'),
    ...date('date'),
    ...plain('dateOf'),
    ...date('period'),
    ...plain('document', 'statedIn', 'event'),
  ],
  answer: async (asked) => {
    const { database, at, parameters: p } = asked;
    const filter = {
      types: p.type,
      kinds: p.kind,
      topics: p.topic,
      states: p.state,
      decisions: p.decision?.flatMap((id) => at.aliases.all('decision', id)),
      bodies: await bodiesAsked(asked, p),
      meetings: await meetingsAsked(asked, p.meeting),
      documents: await documentsAsked(asked, p.document),
      positiveCount: p.positiveCount,
      agentStated: p.agentStated,
      attributed: p.attributed,
      words: p.q,
    };
    const { rows, next } = await listReports(database, at, filter, {
      ...asked.page,
      days: daysBetween(p),
    });
    return { data: rows.map(showReport), rows, next };
  },
});
