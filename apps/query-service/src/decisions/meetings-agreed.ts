import {
  DECISIONS,
  listMandateChanges,
  listNextMeetings,
  listUnstatedAgents,
  type MandateChangeView,
  type NextMeetingView,
  TIMELINE,
} from '@rapporteur/read-models';
import { actorColumns, dateColumns, fieldColumns, computedColumn } from '../csv.ts';
import { resolveBodies, BODY_PARAMETERS, resolveMeetings } from '../resolve-ids.ts';
import {
  choiceParameter,
  DATE_PARAMETERS,
  combineDates,
  listParameter,
  PAGE_PARAMETERS,
} from '../parameters.ts';
import { defineQuery } from '../query.ts';
import { viewRow, viewActors } from '../row-view.ts';

/** A next meeting as it is answered: whether it was held is another thing than whether that is recorded. */
export function viewNextMeeting({
  parties,
  heldAs,
  heldOn,
  ...row
}: NextMeetingView): Readonly<Record<string, unknown>> {
  const held = viewRow({ heldOn }, { dates: ['heldOn'] })['heldOn'];
  return {
    ...viewRow(row, { dates: ['scheduledOn'] }),
    parties: viewActors(parties),
    held:
      heldAs === null ? { recorded: false } : { recorded: true, meeting: heldAs, occurredOn: held },
  };
}

/** Next meetings agreed, and whether they were held. */
export const NEXT_MEETINGS = defineQuery({
  path: 'next-meetings',
  tag: 'meetings',
  doc: 'Next meetings agreed: when and where, as far as stated, and the meeting that was held as it.',
  projections: [DECISIONS, TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    after: listParameter('Only those after these meetings'),
  },
  columns: [
    ...fieldColumns('body', 'after'),
    computedColumn<NextMeetingView>('ordinal', ({ ordinal }) => ordinal?.value, 'number'),
    computedColumn<NextMeetingView>('ordinal_basis', ({ ordinal }) => ordinal?.basis),
    computedColumn<NextMeetingView>('ordinal_rule', ({ ordinal }) => ordinal?.rule),
    ...dateColumns('scheduledOn'),
    computedColumn<NextMeetingView>('place', ({ place }) => place?.name),
    computedColumn<NextMeetingView>('country', ({ place }) => place?.country?.code),
    ...fieldColumns('venue'),
    computedColumn<NextMeetingView>('parties_stated', ({ parties }) => parties !== null),
    ...actorColumns('parties'),
    ...fieldColumns('heldAs'),
    ...dateColumns('heldOn'),
    ...fieldColumns('event'),
  ],
  execute: async (asked) => {
    const { database, at, parameters } = asked;
    const filter = {
      bodies: await resolveBodies(asked, parameters),
      after: await resolveMeetings(asked, parameters.after),
    };
    const page = { ...asked.page, days: combineDates(parameters) };
    const { rows, next } = await listNextMeetings(database, at, filter, page);
    return { data: rows.map(viewNextMeeting), rows, next };
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
      changes: changes.map((change) => viewRow(change, { dates: ['occurredOn'] })),
    };
  });
}

/** Changes of what bodies are to do or be. */
export const MANDATES = defineQuery({
  path: 'mandates',
  tag: 'decisions',
  doc: 'Changes of what bodies are to do or be, and how far each has come: an announcement is no decision.',
  projections: [DECISIONS, TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    stage: choiceParameter(STAGES, 'Only at these stages'),
  },
  columns: [
    ...fieldColumns('body', 'becomes', 'stage', 'strength'),
    ...actorColumns('by'),
    ...fieldColumns('occasion'),
    ...dateColumns('occurredOn'),
    ...fieldColumns('event'),
  ],
  execute: async (asked) => {
    const { database, at, parameters } = asked;
    const filter = { bodies: await resolveBodies(asked, parameters), stages: parameters.stage };
    const page = { ...asked.page, days: combineDates(parameters) };
    const { rows, next } = await listMandateChanges(database, at, filter, page);
    return { data: bySubject(rows), rows, next };
  },
});

const ACTIVITIES_ASKED = ['operation', 'incident-count'];

/** Facts whose words leave out who acts. */
export const UNSTATED_AGENTS = defineQuery({
  path: 'unstated-agents',
  tag: 'decisions',
  doc: 'Decisions, awards, agreed next meetings and activities whose words leave out who acts.',
  projections: [DECISIONS, TIMELINE],
  parameters: {
    activity: listParameter(`Activities of these kinds: ${ACTIVITIES_ASKED.join(',')} unless told`),
  },
  columns: fieldColumns('type', 'kind', 'field', 'about', 'decision', 'meeting', 'event'),
  execute: async ({ database, at, parameters }) => {
    const rows = await listUnstatedAgents(database, at, parameters.activity ?? ACTIVITIES_ASKED);
    return { data: rows };
  },
});
