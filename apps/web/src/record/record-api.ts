import type { EventCriteria } from '@rapporteur/contracts';
import type { KnownActor, NamedEvents } from '@rapporteur/drafting';
import { api, ApiProblem, readContent } from '../api/api-client.ts';
import { COLLECTIONS_ANSWER, keepRecordMoment, toAnswerAddress } from '../api/answer-address.ts';
import { fetchEventLines, type LogEvent } from '../api/event-lines.ts';
import type { AnswerAddress, Schemas } from '../api/query-answers.ts';
import { toKnownActor } from './known-actors.ts';

/** The options of a draft. */
export interface DraftRequestOptions {
  readonly name: string;
  readonly collection: string;
  /** A day, or nothing. */
  readonly published: string;
  readonly redistributable: boolean;
}

/** Drafts a document. Nothing is recorded. */
export function draftDocument(
  body: Blob,
  { name, collection, published, redistributable }: DraftRequestOptions,
): Promise<Schemas['DraftResponse']> {
  const query = {
    name,
    redistributable,
    rejected: true,
    ...(collection === '' ? {} : { collection }),
    ...(published === '' ? {} : { published }),
  };
  return readContent(
    api.POST('/v1/drafts', {
      params: { query },
      headers: { 'content-type': 'application/octet-stream' },
      // The document is sent as it is.
      body: '',
      bodySerializer: () => body,
    }),
  );
}

/** A command to send. */
export interface CommandToSend {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly dryRun: boolean;
  /** An opaque id of the recorder; empty for none. */
  readonly actor: string;
  /** The version that the stream must have; null if any will do. */
  readonly expectedVersion?: number | null;
}

/** Sends a command. Throws an ApiProblem with the rejected fields. */
export function sendCommand(command: CommandToSend): Promise<Schemas['CommandResponse']> {
  const { name, body, dryRun, actor, expectedVersion = null } = command;
  return readContent(
    api.POST('/v1/commands/{name}', {
      params: { path: { name }, ...(dryRun && { query: { dryRun } }) },
      headers: {
        ...(actor !== '' && { 'rapporteur-actor': actor }),
        ...(expectedVersion !== null && { 'if-match': `"${expectedVersion}"` }),
      },
      body,
    }),
  );
}

/** Returns whether this server takes commands; false if it only answers queries. */
export async function canRecord(): Promise<boolean> {
  return (await orNotFound(api.GET('/v1/commands'))) !== undefined;
}

/** The most ids of one request. */
const IDS_MAX = 200;

/** Returns the actors that the record knows by these ids; none if the collection is not open. */
export async function fetchActors(
  collection: string,
  ids: readonly string[],
): Promise<readonly KnownActor[]> {
  const query = { collection, ids: ids.slice(0, IDS_MAX) };
  try {
    const { actors } = await readContent(api.GET('/v1/commands/actors', { params: { query } }));
    return actors.map(toKnownActor);
  } catch {
    return [];
  }
}

/** Stores a text under its hash. */
export async function putText(sha256: string, text: string): Promise<void> {
  await api.PUT('/v1/texts/{sha256}', {
    params: { path: { sha256 } },
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: text,
    bodySerializer: (body) => body,
  });
}

/** Returns the answer of a query; undefined if the record has nothing there. */
export async function fetchRecorded<Content extends object>(
  address: AnswerAddress<Content>,
): Promise<Content | undefined> {
  // The address is complete, and its own type says which answer it has.
  const path = address as string as '/v1/facts';
  const found = await orNotFound(api.GET(path, { headers: { prefer: 'wait=20' } }));
  return found?.data as Content | undefined;
}

/** Returns a response; undefined if the server found nothing. */
async function orNotFound<Found>(response: Promise<Found>): Promise<Found | undefined> {
  try {
    return await response;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return undefined;
    throw error;
  }
}

/** Returns the events of a collection after a position such as `0:42`. */
export async function listEventsAfter(
  position: string,
  collection: string,
): Promise<readonly LogEvent[]> {
  const [partition = '0', sequence = '0'] = position.split(':');
  const from = `${partition}:${Number(sequence) + 1}`;
  const parameters = new URLSearchParams({ from, collection });
  // A position at the end of the log is not found: nothing came after it.
  return (await orNotFound(fetchEventLines(`/v1/log/${partition}?${parameters.toString()}`))) ?? [];
}

/** The record as it is now. */
export const NOW = keepRecordMoment('');

/** Returns whether a collection is open. */
export async function isCollectionOpen(collection: string): Promise<boolean> {
  const open = await fetchRecorded(COLLECTIONS_ANSWER);
  return open?.data.some((row) => row.collection === collection) ?? false;
}

/** Returns the present position of a collection; null if it is not open. */
export async function fetchPosition(collection: string): Promise<string | null> {
  if (!(await isCollectionOpen(collection))) return null;
  const parameters = { limit: '1' };
  const bodies = await fetchRecorded(
    toAnswerAddress('/v1/bodies', NOW, { collection, parameters }),
  );
  return bodies?.position ?? null;
}

/** Waits until the pages show what was recorded. A record that is late shows it later. */
export async function waitForPosition(collection: string, position: string): Promise<void> {
  const parameters = { limit: '1', position };
  const address = toAnswerAddress('/v1/timeline', NOW, { collection, parameters });
  await fetchRecorded(address).catch(() => undefined);
}

/** Returns the events of a collection that fit some criteria. */
export function findEvents(collection: string, criteria: EventCriteria): Promise<NamedEvents> {
  const query = { collection, criteria: JSON.stringify(criteria) };
  return readContent(api.GET('/v1/commands/events', { params: { query } }));
}

/** Returns the text of a document; null if the server does not hold it or may not show it. */
export async function fetchDocumentText({
  collection,
  document,
  sha256,
}: {
  readonly collection: string;
  readonly document: string;
  readonly sha256: string;
}): Promise<string | null> {
  const parts: string[] = [];
  for (let start = 0; ;) {
    const address = toAnswerAddress('/v1/sources/{document}/text', NOW, {
      collection,
      ids: { document },
      parameters: { sha256, start: String(start) },
    });
    const data = (await fetchRecorded(address))?.data;
    if (data === undefined || data.text === null) return null;
    parts.push(data.text);
    if (data.end <= start || data.end >= (data.characters ?? 0)) return parts.join('');
    start = data.end;
  }
}
