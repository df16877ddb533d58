import type { DateValue, EventData } from '@rapporteur/contracts';
import { joinThingDay } from '../days/fact-day.ts';
import { DecisionDayRow } from '../days/day-entity.ts';
import { formatThingKey, parseThingKey, type ThingRef } from '../query/aliases.ts';
import { fetchPageByDate } from '../query/dated-page.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import {
  formatResolvedKey,
  type ResolvedThing,
  resolveThings,
  type StatedFact,
} from '../query/resolve-things.ts';
import { ResolvedValues } from '../query/resolved-values.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { expandThings, readThingFacts } from '../timeline/thing-queries.ts';
import { IncidentRow } from './incident-entities.ts';
import type { CasualtyView, IncidentView } from './incident-views.ts';

/** Selects incidents. */
export interface IncidentFilter {
  readonly incidents?: readonly ThingRef[] | undefined;
  /** Alpha-3 codes of the states in which they happened, according to any source. */
  readonly countries?: readonly string[] | undefined;
  readonly againstStates?: readonly string[] | undefined;
  readonly words?: string | undefined;
}

/** Returns incidents by date, each once: also one that several collections tell of. */
export async function listIncidents(
  database: QueryDatabase,
  scope: QueryScope,
  filter: IncidentFilter,
  page: PageRequest,
): Promise<ResultPage<IncidentView>> {
  const query = new RecordQuery(database, scope);
  const named = query.subquery();
  const i = query.fromQuery(named, selectIncidentKeys(named, filter), 'i');
  const { earliest, latest } = i;
  // The id orders incidents of one day, whatever the order of recording.
  const length = sql<number>`length(${i.key})`;
  const order = { commandId: i.key, eventPseq: length, n: length };
  const { rows, ...rest } = await fetchPageByDate(query, {
    select: { key: i.key },
    page,
    earliest,
    latest,
    order,
    happened: earliest,
  });
  const things = rows.map(({ key }) => parseThingKey(key));
  return { rows: await readIncidents(database, scope, things), ...rest };
}

/** Returns an incident that may have no fact of its own: other facts speak of it. */
export async function readNamedIncident(
  database: QueryDatabase,
  scope: QueryScope,
  incident: ThingRef,
): Promise<IncidentView | undefined> {
  return (await readIncidents(database, scope, [incident]))[0];
}

/** Selects the key of each incident that has a matching fact, with its days. */
function selectIncidentKeys(query: RecordQuery, filter: IncidentFilter) {
  const i = query.from(IncidentRow, 'i');
  const thing = { collection: i.collection, id: i.incident };
  query
    .whereThing(thing, filter.incidents)
    .whereContainsAny(i.countries, filter.countries)
    .whereAny(i.againstState, filter.againstStates)
    .whereTextContains([i.incident, i.words], filter.words);
  const day = joinThingDay(query, DecisionDayRow, 'incident', thing);
  const key = query.canonicalKey('incident', thing);
  query.builder.groupBy(key);
  return {
    key,
    earliest: sql<string | null>`min(${day.earliest})`,
    latest: sql<string | null>`min(${day.latest})`,
  };
}

async function readIncidents(
  database: QueryDatabase,
  scope: QueryScope,
  incidents: readonly ThingRef[],
): Promise<readonly IncidentView[]> {
  const facts = await readIncidentFacts(database, scope, incidents);
  const things = await resolveThings(database, scope, facts);
  return incidents.map((incident) => {
    const key = formatResolvedKey(scope, 'incident', incident);
    const about = facts.filter(
      ({ collection, data }) =>
        formatResolvedKey(scope, 'incident', { collection, id: readIncidentId(data) }) === key,
    );
    return toIncidentView(scope, incident, things.get(key), about);
  });
}

/** Returns the facts that record, count or condemn the incidents. */
async function readIncidentFacts(
  database: QueryDatabase,
  scope: QueryScope,
  incidents: readonly ThingRef[],
): Promise<readonly StatedFact[]> {
  const filter = { kind: 'incident', things: incidents, types: INCIDENT_TYPES } as const;
  const facts = await readThingFacts(database, scope, filter);
  const keys = new Set(expandThings(scope, 'incident', incidents).map(formatThingKey));
  return facts.filter(({ collection, data }) =>
    keys.has(formatThingKey({ collection, id: readIncidentId(data) })),
  );
}

const INCIDENT_TYPES = ['IncidentRecorded', 'CasualtiesReported', 'IncidentCondemned'] as const;

function readIncidentId(data: StatedFact['data']): string {
  const target = data['target'] as { readonly incident?: string } | undefined;
  const incident = data['incident'] ?? target?.incident;
  return typeof incident === 'string' ? incident : '';
}

function toIncidentView(
  scope: QueryScope,
  { collection, id }: ThingRef,
  thing: ResolvedThing | undefined,
  facts: readonly StatedFact[],
): IncidentView {
  const values = new ResolvedValues(thing);
  const name = values.read<string>('name');
  const places = values.listStated<IncidentView['places'][number]>('places');
  const names = [...values.listStated<string>('name'), ...values.listStated<string>('otherNames')];
  const own = scope.aliases.canonicalId('incident', id, collection);
  return {
    collection,
    incident: own,
    alsoIn: scope.aliases.otherThings('incident', { collection, id }),
    name,
    otherNames: [...new Set(names)].filter((other) => other !== name),
    occurredOn: values.read('occurredOn'),
    dates: distinct(values.listStated<DateValue>('occurredOn'), ({ edtf }) => edtf),
    places: values.list('places'),
    countries: [...new Set(places.flatMap(({ country }) => country?.code ?? []))].toSorted(),
    region: values.read('region'),
    against: values.read('against'),
    againstState: values.read('againstState'),
    killed: values.read('killed'),
    injured: values.read('injured'),
    identifiers: values.list('identifiers'),
    condemnations: facts.filter(({ type }) => type === 'IncidentCondemned').length,
    events: facts.map(({ event }) => event),
    ...values.members,
  };
}

function distinct<T>(values: readonly T[], key: (value: T) => string): readonly T[] {
  return [...new Map(values.map((value) => [key(value), value])).values()];
}

/** Returns the casualties of incidents, one row per fact. */
export async function listCasualties(
  database: QueryDatabase,
  scope: QueryScope,
  incidents: readonly ThingRef[],
): Promise<readonly CasualtyView[]> {
  const facts = await readIncidentFacts(database, scope, incidents);
  return facts
    .filter(({ type }) => type === 'CasualtiesReported')
    .map(({ collection, event, data }) => {
      const reported = data as EventData<'CasualtiesReported'>;
      const { killed, injured, unspecified, civilian, ofWhom, assertion } = reported;
      return {
        collection,
        event,
        killed,
        injured,
        unspecified,
        civilian,
        ofWhom,
        incident: scope.aliases.canonicalId('incident', reported.incident, collection),
        document: assertion.passages[0]?.document ?? null,
        statedIn: assertion.statedIn,
      };
    });
}
