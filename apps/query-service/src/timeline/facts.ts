import {
  type At,
  type FactFilter,
  type FactView,
  listFacts,
  listFactsAsRecorded,
  TIMELINE,
} from '@rapporteur/read-models';
import { actors, type Column, plain, worked } from '../csv.ts';
import { actorsAsked, bodiesAsked, BODY, documentsAsked, meetingsAsked } from '../known.ts';
import { choices, DAYS, daysBetween, flag, list, PAGED, words } from '../parameters.ts';
import { printPosition } from '../position.ts';
import { type Asked, defineQuestion } from '../question.ts';

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
  ...BODY,
  type: list('Only these types, such as MeetingHeld or BodyDescribed:established'),
  group: list('Only these groups, such as decisions'),
  kind: list('Only of these kinds, aspects, stages or statuses'),
  verb: list('Only with these verbs'),
  topic: list('Only on these topics'),
  state: list('Only those that name these states, in whatever role'),
  actor: list('Only those that name these actors, in whatever role'),
  meeting: list('Only of these meetings'),
  decision: list('Only of these decisions'),
  incident: list('Only of these incidents'),
  document: list('Only on the words of these documents, or relayed from them'),
  q: words('Only those in which these words are found, as a search engine takes them'),
};

interface Filters {
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

async function filterOf(asked: Asked<Filters>): Promise<FactFilter> {
  const { parameters: p } = asked;
  return {
    bodies: await bodiesAsked(asked, p),
    types: p.type,
    groups: p.group,
    kinds: p.kind,
    verbs: p.verb,
    topics: p.topic,
    states: p.state,
    actors: actorsAsked(asked, p.actor),
    meetings: await meetingsAsked(asked, p.meeting),
    decisions: p.decision,
    incidents: p.incident,
    documents: await documentsAsked(asked, p.document),
    search: p.q,
  };
}

// Dates that queries answer already say of themselves whether they are stated.
function dateColumns(name: 'date' | 'placedOn', as: string): readonly Column[] {
  const part = (key: string) =>
    worked<FactView>(
      `${as}_${key}`,
      (fact) => (fact[name] as unknown as Readonly<Record<string, unknown>>)[key],
    );
  const edtf = worked<FactView>(as, (fact) => (fact[name].stated ? fact[name].edtf : null));
  return [edtf, part('stated'), part('precision'), part('earliest'), part('latest'), part('basis')];
}

const position = worked<FactView>('pseq', ({ pseq }) => pseq);

/** A fact with its position as it is printed. */
export function withPosition<T extends { readonly pseq: number }>(
  { partition }: At,
  { pseq, ...row }: T,
) {
  return { position: printPosition(partition, pseq), ...row };
}

const COLUMNS = [
  ...plain('event', 'type', 'kind', 'sentence', 'verb', 'topic', 'modality'),
  ...actors('assertedBy'),
  ...actors('attributedTo'),
  ...plain(
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
export const TIMELINE_LIST = defineQuestion({
  path: 'timeline',
  tag: 'timeline',
  doc: 'What happened, in the order of the world: commitments stand where they are due or scheduled, what has no date comes last.',
  projections: [TIMELINE],
  parameters: { ...PAGED, ...DAYS, ...FILTERS },
  columns: [
    ...dateColumns('placedOn', 'date'),
    worked<FactView>('date_is', ({ placedBy }) => placedBy),
    ...COLUMNS,
    ...dateColumns('date', 'came_to_be'),
  ],
  answer: async (asked) => {
    const page = { ...asked.page, days: daysBetween(asked.parameters) };
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
export const FACTS = defineQuestion({
  path: 'facts',
  tag: 'timeline',
  doc: 'All facts as one table, of every type, with the whole of each.',
  projections: [TIMELINE],
  parameters: {
    ...PAGED,
    ...DAYS,
    ...FILTERS,
    modality: choices(MODALITIES, 'Only as told in these ways'),
    assertedBy: list('Only those in which these speak, as issuer or author'),
    attributedTo: list('Only those that are attributed to these'),
    relayed: flag(
      'Only what stands in an annex or is relayed from another document (true), or what does not (false)',
    ),
    inferred: flag(
      'Only with some value that the passage itself does not state (true), or with none (false)',
    ),
    agentUnknown: flag('Only where the words leave out who acts (true), or not (false)'),
    command: list('Only those recorded by these commands'),
    event: list('Only these events'),
    order: choices(ORDERS, 'In which order; as recorded unless told'),
  },
  columns: [
    position,
    ...plain('recordedAt'),
    ...COLUMNS,
    ...dateColumns('date', 'date'),
    ...plain('dateOf', 'recordedBy', 'corrected'),
    worked<FactView>('inferred', ({ inferred }) =>
      inferred.map(
        ({ field, basis, rule }) => `${field}: ${basis}${rule === null ? '' : ` (${rule})`}`,
      ),
    ),
    ...plain('agentUnknown', 'data'),
  ],
  answer: async (asked) => {
    const { database, at, parameters: p } = asked;
    const filter = {
      ...(await filterOf(asked)),
      modalities: p.modality,
      assertedBy: actorsAsked(asked, p.assertedBy),
      attributedTo: actorsAsked(asked, p.attributedTo),
      relayed: p.relayed,
      inferred: p.inferred,
      agentUnknown: p.agentUnknown,
      commands: p.command,
      events: p.event,
    };
    const page = { ...asked.page, days: daysBetween(p) };
    const [order = 'recorded'] = p.order ?? [];
    const { rows, next } =
      order === 'recorded'
        ? await listFactsAsRecorded(database, at, filter, page)
        : await listFacts(database, at, filter, page, order);
    return { data: rows.map((row) => withPosition(at, row)), rows, next };
  },
});
