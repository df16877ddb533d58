import {
  CATALOGUE,
  type DateValue,
  findReferences,
  getDateBounds,
  listIntroducedThings,
} from '@rapporteur/contracts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import type { UrlParameters } from './api-client.ts';
import { CliError } from './cli-error.ts';
import { getCliQuery } from './cli-queries.ts';
import { fetchWhole } from './query-call.ts';
import type { CliSession } from './session.ts';
import type { PreparedFile } from './submission-file.ts';

/** A new id of a file, and a known thing that may be the same. */
export interface SameThing {
  readonly kind: 'meeting' | 'incident' | 'decision' | 'body' | 'actor';
  readonly id: string;
  readonly known: string;
  /** The values that both have in common: `the same body and day`. */
  readonly because: string;
}

/** The fields of a command or a fact before it is recorded. */
export type PlannedFields = Readonly<Record<string, unknown>>;

/** A thing that a file introduces, and the search for facts of a thing that may be the same. */
interface IntroducedThing {
  readonly kind: SameThing['kind'];
  readonly id: string;
  readonly because: string;
  readonly search: UrlParameters;
  /** Returns the ids of the things of a found fact that may be the same. */
  readonly listSame: (type: string, fields: PlannedFields) => readonly unknown[];
}

/** The most things of one file that are compared, and the most facts that each is compared with. */
const COMPARED_MAX = 50;
const FOUND_MAX = 50;

const MEETING_DATES: Readonly<Record<string, string>> = {
  MeetingHeld: 'occurredOn',
  MeetingAnnounced: 'scheduledOn',
};
/** The fields by which sources call a decision. */
const TITLE_FIELDS = ['name', 'subject', 'what', 'draft'];

/**
 * Returns the new things of a file that may be known under another id, by day, place and name. Asks
 * the read models once for each, before anything is recorded. Without them there are no hints.
 */
export async function findSameThings(
  session: CliSession,
  { collection, command }: PreparedFile,
): Promise<readonly SameThing[]> {
  const things = listIntroduced(command.body).slice(0, COMPARED_MAX);
  const found: SameThing[] = [];
  for (const { kind, id, because, search, listSame } of things) {
    const facts = await findFacts(session, collection, search);
    const same = facts.flatMap(({ type, data }) => listSame(type, data));
    const known = same.find((other) => typeof other === 'string' && other !== id);
    if (typeof known !== 'string') continue;
    const own = await findFacts(session, collection, { [kind]: id });
    if (own.length === 0) found.push({ kind, id, known, because });
  }
  return found;
}

interface ComparedFact {
  readonly type: string;
  readonly data: PlannedFields;
}

async function findFacts(
  session: CliSession,
  collection: string,
  parameters: UrlParameters,
): Promise<readonly ComparedFact[]> {
  try {
    const { data } = await fetchWhole(session, {
      query: getCliQuery('facts'),
      collections: [collection],
      pathArguments: [],
      parameters: { ...parameters, sources: false },
      limit: FOUND_MAX,
    });
    return data as readonly ComparedFact[];
  } catch (error) {
    // A hint is no error: the thing or collection is unknown, or the read models do not answer.
    if (!(error instanceof CliError) || error.exitCode === EXIT.interrupted) throw error;
    return [];
  }
}

/** Returns each thing once that a command may introduce. */
function listIntroduced(body: PlannedFields): readonly IntroducedThing[] {
  const bodies = (body['bodies'] ?? []) as readonly PlannedFields[];
  const facts = (body['facts'] ?? []) as readonly (PlannedFields & { readonly type: string })[];
  const things = [
    ...bodies.map(introduceBody),
    ...facts.flatMap((fact) => [
      ...introduceMeeting(fact),
      ...introduceIncident(fact),
      ...introduceDecision(fact),
      ...introducePersons(fact),
    ]),
  ];
  return [...new Map(things.map((thing) => [`${thing.kind}/${thing.id}`, thing])).values()];
}

function introduceBody(fields: PlannedFields): IntroducedThing {
  const names = listNames(fields['name'], fields['otherNames']);
  return {
    kind: 'body',
    id: String(fields['body']),
    because: 'the same name',
    search: { type: 'BodyRegistered', q: names.map(quote).join(' or ') },
    listSame: (_, other) =>
      shares(names, listNames(other['name'], other['otherNames'])) ? [other['body']] : [],
  };
}

function introduceMeeting({ type, ...fields }: PlannedFields & { readonly type: string }) {
  const days = getDays(fields[MEETING_DATES[type] ?? '']);
  if (days === undefined) return [];
  const ordinal = getMember(fields['ordinal'], 'value');
  const thing: IntroducedThing = {
    kind: 'meeting',
    id: String(fields['meeting']),
    because: 'the same body and a compatible day',
    search: { type: Object.keys(MEETING_DATES).join(','), body: String(fields['body']), ...days },
    listSame: (_, other) => {
      const otherOrdinal = getMember(other['ordinal'], 'value');
      const differs = [ordinal, otherOrdinal].every((one) => typeof one === 'number');
      const isOwn = other['body'] === fields['body'];
      return isOwn && !(differs && ordinal !== otherOrdinal) ? [other['meeting']] : [];
    },
  };
  return [thing];
}

function introduceIncident({ type, ...fields }: PlannedFields & { readonly type: string }) {
  const days = getDays(fields['occurredOn']);
  if (type !== 'IncidentRecorded' || days === undefined) return [];
  const places = listPlaces(fields['places']);
  const thing: IntroducedThing = {
    kind: 'incident',
    id: String(fields['incident']),
    because: 'a compatible day and the same place',
    search: { type, ...days },
    listSame: (_, other) =>
      shares(places, listPlaces(other['places'])) ? [other['incident']] : [],
  };
  return places.length === 0 ? [] : [thing];
}

function introduceDecision({ type, ...fields }: PlannedFields & { readonly type: string }) {
  const isDecision = listIntroducedThings(CATALOGUE.getDefinition(type), fields).some(
    ({ referent }) => referent === 'decision',
  );
  const titles = listTitles(fields);
  const thing: IntroducedThing = {
    kind: 'decision',
    id: String(fields['decision']),
    because: 'the same title',
    search: { q: titles.map(quote).join(' or ') },
    listSame: (_, other) => (shares(titles, listTitles(other)) ? [other['decision']] : []),
  };
  return isDecision && titles.length > 0 ? [thing] : [];
}

function introducePersons({ type, ...fields }: PlannedFields & { readonly type: string }) {
  return listPersons(type, fields).map(({ id, name }): IntroducedThing => ({
    kind: 'actor',
    id,
    because: 'the same name',
    search: { q: quote(name) },
    listSame: (otherType, other) =>
      listPersons(otherType, other).flatMap((person) => (person.name === name ? [person.id] : [])),
  }));
}

function listPersons(type: string, fields: PlannedFields) {
  return findReferences(CATALOGUE.getDefinition(type).schema, fields).flatMap((reference) =>
    reference.to === 'actor' && reference.actor.kind === 'person'
      ? [{ id: reference.actor.id, name: foldName(reference.actor.nameAsWritten) }]
      : [],
  );
}

/** Returns the first and the last day that a date may mean. */
function getDays(date: unknown): { readonly from: string; readonly to: string } | undefined {
  if (typeof date !== 'object' || date === null || !('edtf' in date)) return undefined;
  const { earliest, latest } = getDateBounds(date as DateValue);
  return earliest === null || latest === null ? undefined : { from: earliest, to: latest };
}

function listPlaces(places: unknown): readonly string[] {
  return Array.isArray(places) ? listNames(...places.map((place) => getMember(place, 'name'))) : [];
}

function listTitles(fields: PlannedFields): readonly string[] {
  return listNames(...TITLE_FIELDS.map((field) => fields[field]));
}

/** Returns the texts among the values, without differences of case, accents and spaces. */
function listNames(...values: readonly unknown[]): readonly string[] {
  return values.flat().flatMap((value) => (typeof value === 'string' ? [foldName(value)] : []));
}

function foldName(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/\s+/g, ' ').trim();
}

function shares(names: readonly string[], others: readonly string[]): boolean {
  return names.some((name) => others.includes(name));
}

const quote = (name: string): string => `"${name.replaceAll('"', ' ')}"`;

function getMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
