import type { EventCriteria } from '@rapporteur/contracts';
import type { KnownActor, NamedEvents } from '@rapporteur/drafting';

/** A field that the server rejects, with the rule and its remedy in words. */
export interface FieldIssue {
  readonly field: string;
  readonly message: string;
}

/** A problem document of the server, or a failed request. */
export class RecordProblem extends Error {
  /** The HTTP status; 0 if the server did not answer. */
  readonly status: number;
  readonly code: string;
  readonly issues: readonly FieldIssue[];

  constructor(
    message: string,
    details: {
      readonly status: number;
      readonly code?: string;
      readonly issues?: readonly FieldIssue[];
    },
  ) {
    super(message);
    this.name = 'RecordProblem';
    this.status = details.status;
    this.code = details.code ?? '';
    this.issues = details.issues ?? [];
  }
}

interface ProblemBody {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly {
    readonly field?: string;
    readonly message?: string;
    readonly remedy?: string;
  }[];
}

/** Sends a request. Throws a RecordProblem. */
async function request(address: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch {
    throw new RecordProblem('The server does not answer. Nothing is lost; try again.', {
      status: 0,
    });
  }
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as ProblemBody;
  const { code = '', title, detail, errors = [] } = problem;
  const issues = errors.map(({ field = '', message = '', remedy }) => ({
    field,
    message: [message, remedy].filter((part) => part !== undefined && part !== '').join('. '),
  }));
  const words = [title, detail].filter((part) => part !== undefined).join(' ');
  throw new RecordProblem(words === '' ? `The server answered ${response.status}.` : words, {
    status: response.status,
    code,
    issues,
  });
}

/** The parts of a draft that the screen needs. */
export interface DraftAnswer {
  readonly text: string;
  readonly yaml: string;
  readonly collection: unknown;
  readonly original: {
    readonly sha256: string;
    readonly mediaType: string;
    readonly bytes: number;
  };
}

/** The options of a draft. */
export interface DraftRequestOptions {
  readonly name: string;
  readonly collection: string;
  /** A day, or nothing. */
  readonly published: string;
  readonly redistributable: boolean;
}

/** Drafts a document. Nothing is recorded. */
export async function draftDocument(
  body: Blob,
  { name, collection, published, redistributable }: DraftRequestOptions,
): Promise<DraftAnswer> {
  const parameters = new URLSearchParams({ name, redistributable: String(redistributable) });
  if (collection !== '') parameters.set('collection', collection);
  if (published !== '') parameters.set('published', published);
  const response = await request(`/v1/drafts?${parameters.toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  });
  return (await response.json()) as DraftAnswer;
}

/** An event that a command recorded, or would record. */
interface PlannedRecord {
  readonly id: string;
  readonly type: string;
  /** The name of its stream. */
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The answer to a command. */
export interface CommandAnswer {
  readonly outcome: 'recorded' | 'unchanged' | 'wouldRecord';
  readonly repeated: boolean;
  readonly collection: string;
  readonly stream: string;
  readonly version: number | null;
  readonly position: string;
  readonly events: readonly PlannedRecord[];
  readonly already: readonly string[] | null;
  readonly nearMisses?: readonly { readonly id: string; readonly near: string }[];
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

/** Sends a command. Throws a RecordProblem with the rejected fields. */
export async function sendCommand(command: CommandToSend): Promise<CommandAnswer> {
  const { name, body, dryRun, actor, expectedVersion = null } = command;
  const response = await request(`/v1/commands/${name}${dryRun ? '?dryRun=true' : ''}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(actor === '' ? {} : { 'rapporteur-actor': actor }),
      ...(expectedVersion === null ? {} : { 'if-match': `"${expectedVersion}"` }),
    },
    body: JSON.stringify(body),
  });
  return (await response.json()) as CommandAnswer;
}

/** Returns whether this server takes commands; false if it only answers queries. */
export async function canRecord(): Promise<boolean> {
  try {
    await request('/v1/commands', { headers: { accept: 'application/json' } });
    return true;
  } catch (error) {
    if (error instanceof RecordProblem && error.status === 404) return false;
    throw error;
  }
}

/** The most ids of one request. */
const IDS_MAX = 200;

/** Returns the actors that the record knows by these ids; none if the collection is not open. */
export async function fetchActors(
  collection: string,
  ids: readonly string[],
): Promise<readonly KnownActor[]> {
  const parameters = new URLSearchParams({ collection, ids: ids.slice(0, IDS_MAX).join(',') });
  try {
    const response = await request(`/v1/commands/actors?${parameters.toString()}`);
    return ((await response.json()) as { readonly actors: readonly KnownActor[] }).actors;
  } catch {
    return [];
  }
}

/** Stores a text under its hash. */
export async function putText(sha256: string, text: string): Promise<void> {
  await request(`/v1/texts/${sha256}`, {
    method: 'PUT',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: text,
  });
}

/** Returns the data of a query; undefined if the record has nothing there. */
export async function fetchData(address: string): Promise<unknown> {
  try {
    const response = await request(address, {
      headers: { accept: 'application/json', prefer: 'wait=20' },
    });
    return ((await response.json()) as { readonly data: unknown }).data;
  } catch (error) {
    if (error instanceof RecordProblem && error.status === 404) return undefined;
    throw error;
  }
}

/** An event as the log stores it. */
export interface LoggedEvent extends PlannedRecord {
  readonly time: string;
  readonly actor?: string;
}

/** Returns the events of a collection after a position such as `0:42`. */
export async function listEventsAfter(
  position: string,
  collection: string,
): Promise<readonly LoggedEvent[]> {
  const [partition = '0', sequence = '0'] = position.split(':');
  const parameters = new URLSearchParams({
    from: `${partition}:${Number(sequence) + 1}`,
    collection,
  });
  try {
    const response = await request(`/v1/log/${partition}?${parameters.toString()}`);
    const lines = (await response.text()).split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as LoggedEvent);
  } catch (error) {
    // The position is the end of the log: nothing came after it.
    if (error instanceof RecordProblem && error.status === 404) return [];
    throw error;
  }
}

/** Returns whether a collection is open. */
export async function isCollectionOpen(collection: string): Promise<boolean> {
  const data = await fetchData('/v1/collections');
  return (
    Array.isArray(data) &&
    (data as readonly Readonly<Record<string, unknown>>[]).some(
      (row) => row['collection'] === collection,
    )
  );
}

/** Returns the present position of a collection; null if it is not open. */
export async function fetchPosition(collection: string): Promise<string | null> {
  if (!(await isCollectionOpen(collection))) return null;
  const path = `/v1/collections/${encodeURIComponent(collection)}/bodies?limit=1`;
  const response = await request(path, { headers: { accept: 'application/json' } });
  return ((await response.json()) as { readonly position: string }).position;
}

/** Waits until the pages show what was recorded. A record that is late shows it later. */
export async function waitForPosition(collection: string, position: string): Promise<void> {
  const path = `/v1/collections/${encodeURIComponent(collection)}/timeline`;
  await fetchData(`${path}?limit=1&position=${position}`).catch(() => undefined);
}

/** Returns the events of a collection that fit some criteria. */
export async function findEvents(
  collection: string,
  criteria: EventCriteria,
): Promise<NamedEvents> {
  const parameters = new URLSearchParams({ collection, criteria: JSON.stringify(criteria) });
  const response = await request(`/v1/commands/events?${parameters.toString()}`);
  return (await response.json()) as NamedEvents;
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
  const path = `/v1/collections/${encodeURIComponent(collection)}/sources/${encodeURIComponent(document)}/text`;
  const parts: string[] = [];
  for (let start = 0; ;) {
    const data = (await fetchData(`${path}?sha256=${sha256}&start=${start}`)) as
      | { readonly text: string | null; readonly end: number; readonly characters: number | null }
      | undefined;
    if (data === undefined || data.text === null) return null;
    parts.push(data.text);
    if (data.end <= start || data.end >= (data.characters ?? 0)) return parts.join('');
    start = data.end;
  }
}
