import { listCountryNames } from '@rapporteur/contracts';
import type { JsonFields } from '@rapporteur/pages';
import { useQuery } from '@tanstack/react-query';
import { toAnswerAddress } from '../api/answer-address.ts';
import type { Answer, QueryAddress, QueryRoute } from '../api/query-answers.ts';
import { nameRow } from '../components/list-columns.ts';
import { readText } from '../components/read-json.ts';
import { fetchRecorded, isCollectionOpen, NOW } from './record-api.ts';

/** A thing that a field may name. */
export interface Suggestion {
  readonly id: string;
  readonly name: string;
}

/** The things of the record that the fields of each shape may name. */
export type Suggestions = Readonly<Record<string, readonly Suggestion[]>>;

const STATES: readonly Suggestion[] = [...listCountryNames()].map(([id, names]) => ({
  id,
  name: names[0] ?? id,
}));

/** A list of the record. */
type ListOfThings = 'bodies' | 'persons' | 'meetings' | 'decisions' | 'incidents' | 'sources';

const ROWS_MAX = 1000;

/** Returns the states, and the bodies, persons and other things that the record of a collection has. */
export function useSuggestions(collection: string): Suggestions {
  const bodies = useThings(collection, 'bodies');
  const persons = useThings(collection, 'persons');
  const meetings = useThings(collection, 'meetings');
  const decisions = useThings(collection, 'decisions');
  const incidents = useThings(collection, 'incidents');
  const sources = useThings(collection, 'sources');
  return {
    ActorRef: [...bodies, ...persons, ...STATES],
    CountryValue: STATES,
    CountryCode: STATES,
    BodyId: bodies,
    MeetingId: meetings,
    DecisionId: decisions,
    IncidentId: incidents,
    DocumentId: sources,
  };
}

function useThings(collection: string, list: ListOfThings): readonly Suggestion[] {
  const { data = [] } = useQuery({
    queryKey: ['suggestions', collection, list],
    queryFn: () => fetchThings(collection, list),
    enabled: collection !== '',
    staleTime: 60_000,
  });
  return data;
}

async function fetchThings(collection: string, list: ListOfThings): Promise<readonly Suggestion[]> {
  if (!(await isCollectionOpen(collection))) return [];
  const found = (await listNamed(collection, list)).flatMap(([id, name]) =>
    id === null ? [] : [{ id, name: name ?? id }],
  );
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

type ThingRoute = Extract<QueryRoute, `/v1/${ListOfThings}`>;
const ALL = { limit: String(ROWS_MAX), sources: 'false', names: 'true' };

type ListedThing = readonly [id: string | null, name: string | null];

/** Returns the ids and names of the things of a list. */
async function listNamed(collection: string, list: ListOfThings): Promise<readonly ListedThing[]> {
  const fetchList = async <Route extends ThingRoute>(route: Route) =>
    fetchRecorded(
      toAnswerAddress<ThingRoute>(route, NOW, {
        collection,
        parameters: ALL,
      }) as QueryAddress<Route>,
    );
  switch (list) {
    case 'bodies':
      return (await fetchList('/v1/bodies'))?.data.map(({ body, name }) => [body, name]) ?? [];
    case 'persons':
      return (await fetchList('/v1/persons'))?.data.map(({ person, name }) => [person, name]) ?? [];
    case 'meetings': {
      const answer = await fetchList('/v1/meetings');
      return nameRows(answer, answer?.data.meetings, 'meeting');
    }
    case 'decisions': {
      const answer = await fetchList('/v1/decisions');
      return nameRows(answer, answer?.data, 'decision');
    }
    case 'incidents': {
      const answer = await fetchList('/v1/incidents');
      return nameRows(answer, answer?.data, 'incident');
    }
    case 'sources':
      return (await fetchList('/v1/sources'))?.data.map((row) => [row.document, row.title]) ?? [];
  }
}

/** Returns the ids of rows with the names that the lists of the pages show. */
function nameRows(
  answer: Answer | undefined,
  rows: readonly JsonFields[] | undefined,
  kind: string,
): readonly ListedThing[] {
  if (answer === undefined || rows === undefined) return [];
  return rows.map((row) => [readText(row[kind]) || null, nameRow(row, answer, kind)]);
}
