import { formatLogPosition } from '@rapporteur/event-log';
import {
  type QueryScope,
  type FactFilter,
  type FactView,
  listFacts,
  listFactsAsRecorded,
  TIMELINE,
} from '@rapporteur/read-models';
import { actorColumns, type CsvColumn, fieldColumns, computedColumn } from '../csv.ts';
import {
  resolveActors,
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
import { type QueryContext, defineQuery } from '../query.ts';

const MODALITIES = [
  'decided',
  'reported',
  'planned',
  'stated',
  'attributed',
  'narrated',
  'metadata',
] as const;
const ORDERS = ['recorded', 'came-to-be', 'placed'] as const;

/** What may be asked of facts of any type. */
const FILTERS = {
  ...BODY_PARAMETERS,
  type: listParameter('Only these types, such as MeetingHeld or BodyDescribed:established'),
  group: listParameter('Only these groups, such as decisions'),
  kind: listParameter('Only of these kinds, aspects, stages or statuses'),
  verb: listParameter('Only with these verbs'),
  topic: listParameter('Only on these topics'),
  state: listParameter('Only those that name these states, in whatever role'),
  actor: listParameter('Only those that name these actors, in whatever role'),
  meeting: listParameter('Only of these meetings'),
  decision: listParameter('Only of these decisions'),
  incident: listParameter('Only of these incidents'),
  document: listParameter('Only on the words of these documents, or relayed from them'),
  q: textParameter('Only those in which these words are found, as a search engine takes them'),
};

interface FactFilterParameters {
  readonly [name: string]: unknown;
  readonly body?: readonly string[] | undefined;
  readonly organs?: boolean | undefined;
  readonly type?: readonly string[] | undefined;
  readonly group?: readonly string[] | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly verb?: readonly string[] | undefined;
  readonly topic?: readonly string[] | undefined;
  readonly state?: readonly string[] | undefined;
  readonly actor?: readonly string[] | undefined;
  readonly meeting?: readonly string[] | undefined;
  readonly decision?: readonly string[] | undefined;
  readonly incident?: readonly string[] | undefined;
  readonly document?: readonly string[] | undefined;
  readonly q?: string | undefined;
}

async function filterOf(asked: QueryContext<FactFilterParameters>): Promise<FactFilter> {
  const { parameters: p } = asked;
  return {
    bodies: await resolveBodies(asked, p),
    types: p.type,
    groups: p.group,
    kinds: p.kind,
    verbs: p.verb,
    topics: p.topic,
    states: p.state,
    actors: resolveActors(asked, p.actor),
    meetings: await resolveMeetings(asked, p.meeting),
    decisions: p.decision,
    incidents: p.incident,
    documents: await resolveDocuments(asked, p.document),
    search: p.q,
  };
}

// Dates that queries answer already say of themselves whether they are stated.
function factDateColumns(name: 'date' | 'placedOn', as: string): readonly CsvColumn[] {
  const part = (key: string) =>
    computedColumn<FactView>(
      `${as}_${key}`,
      (fact) => (fact[name] as unknown as Readonly<Record<string, unknown>>)[key],
    );
  const edtf = computedColumn<FactView>(as, (fact) => (fact[name].stated ? fact[name].edtf : null));
  return [edtf, part('stated'), part('precision'), part('earliest'), part('latest'), part('basis')];
}

const position = computedColumn<FactView>('pseq', ({ pseq }) => pseq, 'number');

/** A fact with its position as it is printed. */
export function withPosition<T extends { readonly pseq: number }>(
  { partition }: QueryScope,
  { pseq, ...row }: T,
) {
  return { position: formatLogPosition({ partition, pseq }), ...row };
}

const COLUMNS = [
  ...fieldColumns('event', 'type', 'kind', 'sentence', 'verb', 'topic', 'modality'),
  ...actorColumns('assertedBy'),
  ...actorColumns('attributedTo'),
  ...fieldColumns(
    'documents',
    'statedIn',
    'annex',
    'bodies',
    'meeting',
    'meetingBody',
    'decisions',
    'incidents',
    'states',
  ),
];

/** What happened, in the order of the world. */
export const TIMELINE_LIST = defineQuery({
  path: 'timeline',
  tag: 'timeline',
  doc: 'What happened, in the order of the world: commitments stand where they are due or scheduled, what has no date comes last.',
  projections: [TIMELINE],
  parameters: { ...PAGE_PARAMETERS, ...DATE_PARAMETERS, ...FILTERS },
  columns: [
    ...factDateColumns('placedOn', 'date'),
    computedColumn<FactView>('date_is', ({ placedBy }) => placedBy),
    ...COLUMNS,
    ...factDateColumns('date', 'came_to_be'),
  ],
  execute: async (asked) => {
    const page = { ...asked.page, days: combineDates(asked.parameters) };
    const { rows, next } = await listFacts(
      asked.database,
      asked.at,
      await filterOf(asked),
      page,
      'placed',
    );
    const shown = rows.map(({ data: _data, ...row }) => withPosition(asked.at, row));
    return { data: shown, rows, next };
  },
});

/** All facts as one table. */
export const FACTS = defineQuery({
  path: 'facts',
  tag: 'timeline',
  doc: 'All facts as one table, of every type, with the whole of each.',
  projections: [TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    ...DATE_PARAMETERS,
    ...FILTERS,
    modality: choiceParameter(MODALITIES, 'Only as told in these ways'),
    assertedBy: listParameter('Only those in which these speak, as issuer or author'),
    attributedTo: listParameter('Only those that are attributed to these'),
    relayed: booleanParameter(
      'Only what stands in an annex or is relayed from another document (true), or what does not (false)',
    ),
    inferred: booleanParameter(
      'Only with some value that the passage itself does not state (true), or with none (false)',
    ),
    agentUnknown: booleanParameter(
      'Only where the words leave out who acts (true), or not (false)',
    ),
    command: listParameter('Only those recorded by these commands'),
    event: listParameter('Only these events'),
    order: choiceParameter(ORDERS, 'In which order; as recorded unless told'),
  },
  columns: [
    position,
    ...fieldColumns('recordedAt'),
    ...COLUMNS,
    ...factDateColumns('date', 'date'),
    ...fieldColumns('dateOf', 'recordedBy', 'corrected'),
    computedColumn<FactView>('inferred', ({ inferred }) =>
      inferred.map(
        ({ field, basis, rule }) => `${field}: ${basis}${rule === null ? '' : ` (${rule})`}`,
      ),
    ),
    ...fieldColumns('agentUnknown', 'data'),
  ],
  execute: async (asked) => {
    const { database, at, parameters: p } = asked;
    const filter = {
      ...(await filterOf(asked)),
      modalities: p.modality,
      assertedBy: resolveActors(asked, p.assertedBy),
      attributedTo: resolveActors(asked, p.attributedTo),
      relayed: p.relayed,
      inferred: p.inferred,
      agentUnknown: p.agentUnknown,
      commands: p.command,
      events: p.event,
    };
    const page = { ...asked.page, days: combineDates(p) };
    const [order = 'recorded'] = p.order ?? [];
    const { rows, next } =
      order === 'recorded'
        ? await listFactsAsRecorded(database, at, filter, page)
        : await listFacts(database, at, filter, page, order);
    return { data: rows.map((row) => withPosition(at, row)), rows, next };
  },
});
