import {
  countVerbs,
  DECISIONS,
  listPositions,
  listReports,
  type ReportView,
  TIMELINE,
} from '@rapporteur/read-models';
import {
  actorColumns,
  countColumns,
  dateColumns,
  fieldColumns,
  numberColumns,
  stateListColumns,
  computedColumn,
} from '../csv.ts';
import {
  resolveBodies,
  BODY_PARAMETERS,
  resolveDocuments,
  resolveMeetings,
} from '../resolve-ids.ts';
import {
  choiceParameter,
  DATE_PARAMETERS,
  combineDates,
  booleanParameter,
  listParameter,
  PAGE_PARAMETERS,
  textParameter,
} from '../parameters.ts';
import { defineQuery } from '../query.ts';
import { viewRow, viewActors } from '../row-view.ts';

const WHERE_SAID = {
  by: listParameter('Only by these'),
  statedIn: listParameter('Only in these documents that a source relays, such as a declaration'),
  document: listParameter('Only in these sources'),
  meeting: listParameter('Only of these meetings'),
};

/** Positions that were stated. */
export const POSITIONS = defineQuery({
  path: 'positions',
  tag: 'positions',
  doc: 'What was held, called for or asked: by whom, with which verb, to whom, and with appeal to which instruments.',
  projections: [DECISIONS, TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    ...DATE_PARAMETERS,
    ...WHERE_SAID,
    verb: listParameter('Only with these verbs'),
    topic: listParameter('Only on these topics'),
    instrument: listParameter('Only with appeal to these instruments'),
    withInstrument: booleanParameter(
      'Only with appeal to some instrument (true), or to none (false)',
    ),
    addressee: listParameter('Only addressed to these'),
    withAddressee: booleanParameter('Only addressed to somebody (true), or to nobody (false)'),
    incident: listParameter('Only on these incidents'),
    state: listParameter('Only those that speak of these states'),
    q: textParameter('Only those whose summary, topic or instruments hold these words'),
  },
  columns: [
    ...actorColumns('by'),
    ...fieldColumns('verb', 'verbAsWritten', 'topic', 'summary', 'incidents'),
    computedColumn<{ instruments: readonly { id: string }[] }>('instrument_ids', (row) =>
      row.instruments.map(({ id }) => id),
    ),
    ...actorColumns('addressees'),
    ...stateListColumns('states'),
    ...actorColumns('organizations'),
    ...fieldColumns('meeting'),
    ...actorColumns('attributedTo'),
    ...dateColumns('date'),
    ...fieldColumns('dateOf', 'document', 'statedIn', 'event'),
  ],
  execute: async (asked) => {
    const { database, at, parameters: p } = asked;
    const filter = {
      by: p.by,
      verbs: p.verb,
      topics: p.topic,
      instruments: p.instrument,
      withInstrument: p.withInstrument,
      addressees: p.addressee,
      withAddressee: p.withAddressee,
      incidents: p.incident?.flatMap((id) => at.aliases.equivalentIds('incident', id)),
      states: p.state,
      statedIn: await resolveDocuments(asked, p.statedIn),
      documents: await resolveDocuments(asked, p.document),
      meetings: await resolveMeetings(asked, p.meeting),
      words: p.q,
    };
    const { rows, next } = await listPositions(database, at, filter, {
      ...asked.page,
      days: combineDates(p),
    });
    return { data: rows.map((row) => viewRow(row, { dates: ['date'] })), rows, next };
  },
});

/** The profile of verbs. */
export const VERBS = defineQuery({
  path: 'positions/verbs',
  tag: 'positions',
  doc: 'How often each verb is used, in positions and in condemnations.',
  projections: [DECISIONS, TIMELINE],
  parameters: WHERE_SAID,
  columns: [...fieldColumns('verb', 'type'), ...numberColumns('facts'), ...fieldColumns('events')],
  execute: async (asked) => {
    const { database, at, parameters: p } = asked;
    const rows = await countVerbs(database, at, {
      by: p.by,
      statedIn: await resolveDocuments(asked, p.statedIn),
      documents: await resolveDocuments(asked, p.document),
      meetings: await resolveMeetings(asked, p.meeting),
    });
    return { data: rows };
  },
});

const TYPES = ['ActivityReported', 'AssessmentReported', 'IntentReported'] as const;

function showReport({ agentStated, ...row }: ReportView): Readonly<Record<string, unknown>> {
  const by = agentStated === null ? { by: row.by } : { by: viewActors(row.by) };
  return { ...viewRow(row, { dates: ['date', 'period'], counts: ['count'] }), ...by };
}

/** Activities, assessments and intents that are reported. */
export const REPORTS = defineQuery({
  path: 'reports',
  tag: 'reports',
  doc: 'Activities, assessments and intents that sources report. A count of zero is one that a source asserts.',
  projections: [DECISIONS, TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    type: choiceParameter(TYPES, 'Only of these types'),
    kind: listParameter('Only of these kinds, such as operation, threat or opinion'),
    topic: listParameter('Only on these topics'),
    state: listParameter('Only those that speak of these states'),
    decision: listParameter('Only those that carry out these decisions'),
    meeting: listParameter('Only of these meetings'),
    document: listParameter('Only in these sources'),
    positiveCount: booleanParameter(
      'Only those that report a number above zero (true), or not (false)',
    ),
    agentStated: booleanParameter(
      'Only activities whose words say who acts (true), or leave it out (false)',
    ),
    attributed: booleanParameter(
      'Only what the source attributes to another (true), or tells itself (false)',
    ),
    q: textParameter('Only those whose words hold these'),
  },
  columns: [
    ...fieldColumns('type', 'kind', 'summary'),
    ...actorColumns('by'),
    ...fieldColumns('agentStated'),
    ...actorColumns('with'),
    ...stateListColumns('states'),
    ...fieldColumns('within', 'topic', 'action'),
    ...actorColumns('organization'),
    ...actorColumns('subject'),
    ...fieldColumns('series', 'theme', 'decision', 'meeting'),
    ...countColumns('count'),
    computedColumn<ReportView>('counted_what', ({ counted }) => counted?.what),
    computedColumn<ReportView>('counted_value', ({ counted }) => counted?.value),
    computedColumn<ReportView>('places', ({ places }) =>
      places.map(({ name, country }) => name ?? country?.code),
    ),
    ...fieldColumns('region', 'trend', 'targets'),
    ...actorColumns('attributedTo'),
    ...dateColumns('date'),
    ...fieldColumns('dateOf'),
    ...dateColumns('period'),
    ...fieldColumns('document', 'statedIn', 'event'),
  ],
  execute: async (asked) => {
    const { database, at, parameters: p } = asked;
    const filter = {
      types: p.type,
      kinds: p.kind,
      topics: p.topic,
      states: p.state,
      decisions: p.decision?.flatMap((id) => at.aliases.equivalentIds('decision', id)),
      bodies: await resolveBodies(asked, p),
      meetings: await resolveMeetings(asked, p.meeting),
      documents: await resolveDocuments(asked, p.document),
      positiveCount: p.positiveCount,
      agentStated: p.agentStated,
      attributed: p.attributed,
      words: p.q,
    };
    const { rows, next } = await listReports(database, at, filter, {
      ...asked.page,
      days: combineDates(p),
    });
    return { data: rows.map(showReport), rows, next };
  },
});
