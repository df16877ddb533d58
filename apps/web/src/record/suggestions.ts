import { listCountryNames } from '@rapporteur/contracts';
import { useQuery } from '@tanstack/react-query';
import { fetchData, isCollectionOpen } from './record-api.ts';

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

/** The lists of the record with the ids and names of their things. */
const LISTS = {
  bodies: { id: 'body', name: 'name' },
  persons: { id: 'person', name: 'name' },
  meetings: { id: 'meeting', name: 'name' },
  decisions: { id: 'decision', name: 'name' },
  incidents: { id: 'incident', name: 'name' },
  sources: { id: 'document', name: 'title' },
} as const;
type ListOfThings = keyof typeof LISTS;

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
  const base = `/v1/collections/${encodeURIComponent(collection)}`;
  const data = await fetchData(`${base}/${list}?limit=${ROWS_MAX}&sources=false`);
  const members = LISTS[list];
  const found = listRows(data, list).flatMap((row) => {
    const id = row[members.id];
    const name = row[members.name];
    return typeof id === 'string' ? [{ id, name: typeof name === 'string' ? name : id }] : [];
  });
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

type ThingRow = Readonly<Record<string, unknown>>;

/** Returns the rows of a list, which may be in a member beside others. */
function listRows(data: unknown, list: string): readonly ThingRow[] {
  const rows = Array.isArray(data) ? data : (data as ThingRow | undefined)?.[list];
  return Array.isArray(rows) ? (rows as readonly ThingRow[]) : [];
}
