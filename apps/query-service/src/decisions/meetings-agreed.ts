import {
  DECISIONS,
  listMandateChanges,
  listNextMeetings,
  listUnstatedAgents,
  type MandateChangeView,
  type NextMeetingView,
  TIMELINE,
} from '@rapporteur/read-models';
import { actors, date, plain, worked } from '../csv.ts';
import { bodiesAsked, BODY, meetingsAsked } from '../known.ts';
import { choices, DAYS, daysBetween, list, PAGED } from '../parameters.ts';
import { defineQuestion } from '../question.ts';
import { show, showActors } from '../show.ts';

/** A next meeting as it is answered: whether it was held is another thing than whether that is recorded. */
export function showNextMeeting({
  parties,
  heldAs,
  heldOn,
  ...row
}: NextMeetingView): Readonly<Record<string, unknown>> {
  const held = show({ heldOn }, { dates: ['heldOn'] })['heldOn'];
  return {
    ...show(row, { dates: ['scheduledOn'] }),
    parties: showActors(parties),
    held:
      heldAs === null ? { recorded: false } : { recorded: true, meeting: heldAs, occurredOn: held },
  };
}

/** Next meetings agreed, and whether they were held. */
export const NEXT_MEETINGS = defineQuestion({
  path: 'next-meetings',
  tag: 'meetings',
  doc: 'Next meetings agreed: when and where, as far as stated, and the meeting that was held as it.',
  projections: [DECISIONS, TIMELINE],
  parameters: { ...PAGED, ...DAYS, ...BODY, after: list('Only those after these meetings') },
  columns: [
    ...plain('body', 'after'),
    worked<NextMeetingView>('ordinal', ({ ordinal }) => ordinal?.value),
    worked<NextMeetingView>('ordinal_basis', ({ ordinal }) => ordinal?.basis),
    worked<NextMeetingView>('ordinal_rule', ({ ordinal }) => ordinal?.rule),
    ...date('scheduledOn'),
    worked<NextMeetingView>('place', ({ place }) => place?.name),
    worked<NextMeetingView>('country', ({ place }) => place?.country?.code),
    ...plain('venue'),
    worked<NextMeetingView>('parties_stated', ({ parties }) => parties !== null),
    ...actors('parties'),
    ...plain('heldAs'),
    ...date('heldOn'),
    ...plain('event'),
  ],
  answer: async (asked) => {
    const { database, at, parameters } = asked;
    const filter = {
      bodies: await bodiesAsked(asked, parameters),
      after: await meetingsAsked(asked, parameters.after),
    };
    const page = { ...asked.page, days: daysBetween(parameters) };
    const { rows, next } = await listNextMeetings(database, at, filter, page);
    return { data: rows.map(showNextMeeting), rows, next };
  },
});

const STAGES = ['proposed', 'announced', 'agreed', 'in-force'] as const;

/** Each change that is told of, with how far it has come: announced is not decided. */
function bySubject(rows: readonly MandateChangeView[]) {
  const subjects = Map.groupBy(rows, ({ body, becomes }) => JSON.stringify([body, becomes]));
  return [...subjects.values()].map((changes) => {
    const stages = STAGES.filter((stage) => changes.some((change) => change.stage === stage));
    return {
      body: changes[0]?.body,
      becomes: changes[0]?.becomes,
      furthestStage: stages.at(-1),
      decisionRecorded: stages.includes('agreed') || stages.includes('in-force'),
      inForceRecorded: stages.includes('in-force'),
      changes: changes.map((change) => show(change, { dates: ['occurredOn'] })),
    };
  });
}

/** Changes of what bodies are to do or be. */
export const MANDATES = defineQuestion({
  path: 'mandates',
  tag: 'decisions',
  doc: 'Changes of what bodies are to do or be, and how far each has come: an announcement is no decision.',
  projections: [DECISIONS, TIMELINE],
  parameters: { ...PAGED, ...DAYS, ...BODY, stage: choices(STAGES, 'Only at these stages') },
  columns: [
    ...plain('body', 'becomes', 'stage', 'strength'),
    ...actors('by'),
    ...plain('occasion'),
    ...date('occurredOn'),
    ...plain('event'),
  ],
  answer: async (asked) => {
    const { database, at, parameters } = asked;
    const filter = { bodies: await bodiesAsked(asked, parameters), stages: parameters.stage };
    const page = { ...asked.page, days: daysBetween(parameters) };
    const { rows, next } = await listMandateChanges(database, at, filter, page);
    return { data: bySubject(rows), rows, next };
  },
});

const ACTIVITIES_ASKED = ['operation', 'incident-count'];

/** Facts whose words leave out who acts. */
export const UNSTATED_AGENTS = defineQuestion({
  path: 'unstated-agents',
  tag: 'decisions',
  doc: 'Decisions, awards, agreed next meetings and activities whose words leave out who acts.',
  projections: [DECISIONS, TIMELINE],
  parameters: {
    activity: list(`Activities of these kinds: ${ACTIVITIES_ASKED.join(',')} unless told`),
  },
  columns: plain('type', 'kind', 'field', 'about', 'decision', 'meeting', 'event'),
  answer: async ({ database, at, parameters }) => {
    const rows = await listUnstatedAgents(database, at, parameters.activity ?? ACTIVITIES_ASKED);
    return { data: rows };
  },
});
