import {
  type BodyView,
  type ChairTenure,
  findChair,
  listBodies,
  listDescriptions,
  listDesignations,
  listHeadquarters,
  listMemberships,
  listOffices,
  type OfficeView,
  TIMELINE,
} from '@rapporteur/read-models';
import {
  actorColumns,
  type CsvColumn,
  fieldColumns,
  numberColumns,
  computedColumn,
} from '../csv.ts';
import {
  resolveActors,
  resolveBodies,
  BODY_PARAMETERS,
  createUnknownIdProblem,
} from '../resolve-ids.ts';
import { choiceParameter, listParameter } from '../parameters.ts';
import { type QueryContext, defineQuery } from '../query.ts';

const KINDS = [
  'organization',
  'organ',
  'meeting-series',
  'agency',
  'group',
  'joint-session',
] as const;
const STATUSES = [
  'member',
  'acceding',
  'observer',
  'partner',
  'guest',
  'elected-member',
  'suspended',
  'withdrawn',
] as const;
const STAGES = ['proposed', 'elected', 'appointed', 'holds', 'left'] as const;
const BODY_COLUMNS = fieldColumns(
  'body',
  'name',
  'kind',
  'parents',
  'organs',
  'names',
  'mergedIds',
  'event',
);

type DatedRow = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Columns of a date that says of itself whether it is stated. */
function shownDate(name: string, as: string): readonly CsvColumn[] {
  const part = (key: string) => computedColumn<DatedRow>(`${as}_${key}`, (row) => row[name]?.[key]);
  return [
    computedColumn<DatedRow>(as, (row) => row[name]?.['edtf']),
    part('stated'),
    part('earliest'),
    part('latest'),
  ];
}

const TENURE = [
  ...shownDate('startedOn', 'started_on'),
  ...shownDate('endedOn', 'ended_on'),
  ...shownDate('heldAsOf', 'held_as_of'),
  ...fieldColumns('documents', 'event'),
];

/** The bodies of the record. */
export const BODIES = defineQuery({
  path: 'bodies',
  tag: 'bodies',
  doc: 'The bodies of the record, with their organs and every name they are called by.',
  projections: [TIMELINE],
  parameters: { ...BODY_PARAMETERS, kind: choiceParameter(KINDS, 'Only of these kinds') },
  columns: BODY_COLUMNS,
  execute: async (asked) => {
    const { database, at, parameters } = asked;
    const bodies = await resolveBodies(asked, parameters);
    return { data: await listBodies(database, at, { bodies, kinds: parameters.kind }) };
  },
});

async function bodyAsked({ database, at, path }: QueryContext<unknown>): Promise<BodyView> {
  const id = path['body'] ?? '';
  const all = await listBodies(database, at);
  const body = all.find((view) => view.body === at.aliases.canonicalId('body', id));
  if (body !== undefined) return body;
  throw createUnknownIdProblem(
    'body',
    id,
    all.map((view) => view.body),
  );
}

/** One body, with what is said of it. */
export const ONE_BODY = defineQuery({
  path: 'bodies/{body}',
  tag: 'bodies',
  doc: 'One body: what is said of it, its headquarters and what supports them, its chair, offices and members.',
  projections: [TIMELINE],
  parameters: {},
  columns: BODY_COLUMNS,
  execute: async (asked) => {
    const { database, at } = asked;
    const body = await bodyAsked(asked);
    const bodies = [body.body];
    const [descriptions, headquarters, chair, offices, memberships] = await Promise.all([
      listDescriptions(database, at, bodies),
      listHeadquarters(database, at, body.body),
      findChair(database, at, body.body),
      listOffices(database, at, { bodies }),
      listMemberships(database, at, { bodies }),
    ]);
    return {
      data: { ...body, descriptions, headquarters, chair, offices, memberships },
      rows: [body],
    };
  },
});

/** The chair of a body. */
export const CHAIR = defineQuery({
  path: 'bodies/{body}/chair',
  tag: 'bodies',
  doc: 'The chair of a body over time, and who holds it on the day asked about. Where nothing tells, nobody is guessed.',
  projections: [TIMELINE],
  parameters: {},
  columns: [
    ...actorColumns('holder'),
    ...actorColumns('person'),
    ...shownDate('since', 'since'),
    ...shownDate('until', 'until'),
    ...fieldColumns('term', 'stage', 'events'),
  ],
  execute: async (asked) => {
    const { body } = await bodyAsked(asked);
    const chair = await findChair(asked.database, asked.at, body);
    return {
      data: { ...chair, day: asked.at.asOf },
      rows: chair.line satisfies readonly ChairTenure[],
    };
  },
});

/** Offices and who holds them. */
export const OFFICES = defineQuery({
  path: 'offices',
  tag: 'bodies',
  doc: 'Offices and who holds them, by rule or by name; with asOf, those that are not told to have ended by that day.',
  projections: [TIMELINE],
  parameters: {
    ...BODY_PARAMETERS,
    holder: listParameter('Only those held by these'),
    office: listParameter('Only these offices'),
    stage: choiceParameter(STAGES, 'Only at these stages'),
  },
  columns: [
    ...fieldColumns('office', 'body'),
    ...actorColumns('holder'),
    computedColumn<OfficeView>('holder_stated', ({ holder }) => holder !== null),
    ...numberColumns('rank'),
    ...fieldColumns('exOfficio', 'stage'),
    ...actorColumns('by'),
    ...fieldColumns('meeting'),
    ...TENURE,
  ],
  execute: async (asked) => {
    const { database, at, parameters: p } = asked;
    const bodies = await resolveBodies(asked, p);
    const filter = {
      bodies,
      holders: resolveActors(asked, p.holder),
      offices: p.office,
      stages: p.stage,
    };
    return { data: await listOffices(database, at, filter) };
  },
});

/** How states and bodies stand to bodies. */
export const MEMBERSHIPS = defineQuery({
  path: 'memberships',
  tag: 'bodies',
  doc: 'Members, observers and others; with asOf, those that are not told to have ended by that day.',
  projections: [TIMELINE],
  parameters: {
    ...BODY_PARAMETERS,
    member: listParameter('Only of these'),
    status: choiceParameter(STATUSES, 'Only with this status'),
  },
  columns: [
    ...fieldColumns('body'),
    ...actorColumns('member'),
    ...fieldColumns('status', 'statusAsWritten'),
    ...actorColumns('by'),
    ...fieldColumns('meeting'),
    ...TENURE,
  ],
  execute: async (asked) => {
    const { database, at, parameters: p } = asked;
    const bodies = await resolveBodies(asked, p);
    const filter = { bodies, members: resolveActors(asked, p.member), statuses: p.status };
    return { data: await listMemberships(database, at, filter) };
  },
});

/** Organizations that authorities designated. */
export const DESIGNATIONS = defineQuery({
  path: 'designations',
  tag: 'bodies',
  doc: 'Organizations that an authority designated, for instance as banned.',
  projections: [TIMELINE],
  parameters: {
    organization: listParameter('Only of these'),
    by: listParameter('Only by these authorities'),
  },
  columns: [
    ...actorColumns('organization'),
    ...actorColumns('by'),
    ...fieldColumns('status'),
    ...shownDate('date', 'date'),
    ...fieldColumns('documents', 'event'),
  ],
  execute: async (asked) => {
    const { database, at, parameters: p } = asked;
    const filter = {
      organizations: resolveActors(asked, p.organization),
      by: resolveActors(asked, p.by),
    };
    return { data: await listDesignations(database, at, filter) };
  },
});
