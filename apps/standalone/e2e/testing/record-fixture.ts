import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  anchorSubmission,
  parseSubmission,
  formatProblem,
  type SubmissionCommand,
} from '@rapporteur/drafting';
import { readSettings } from '@rapporteur/platform';
import { SOURCE_FLAGS } from '@rapporteur/source-loader';
import { startStandalone } from '@rapporteur/standalone';
import { ResponseChecker } from '@rapporteur/testing';

interface FixtureSeedPassage {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

interface FixturePassage {
  readonly document: string;
  readonly documentSha256: string;
  readonly start: number;
  readonly end: number;
  readonly sha256: string;
  readonly line: number;
  readonly quote: string | null;
  readonly textHeld: boolean;
}

type FixtureSources = Readonly<Record<string, { readonly passages: readonly FixturePassage[] }>>;

const ROOT = new URL('../../../../', import.meta.url);
const SEED = JSON.parse(
  readFileSync(new URL('packages/drafting/src/testing/seed-passages.json', ROOT), 'utf8'),
) as Readonly<Record<string, readonly FixtureSeedPassage[]>>;

/** The seed ids of all facts of the two documents, `A01` to `B62`. */
export const ALL_FACTS: readonly string[] = Object.values(SEED).flatMap((passages) =>
  passages.map(({ id }) => id),
);

/** Returns consecutive seed ids: `A04` to `A13`. */
export function range(letter: 'A' | 'B', first: number, last: number): readonly string[] {
  return Array.from(
    { length: last - first + 1 },
    (_, n) => `${letter}${String(first + n).padStart(2, '0')}`,
  );
}

function findSeedId({ document, start, end }: FixturePassage): string | undefined {
  return SEED[document]?.find((one) => one.start === start && one.end === end)?.id;
}

function findEvents(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(findEvents);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === 'event' && typeof inner === 'string') return [inner];
    return name === 'events' && Array.isArray(inner) ? (inner as string[]) : findEvents(inner);
  });
}

/** A response over HTTP. Its facts are identified by their seed ids. */
export class FixtureResponse {
  readonly status: number;
  readonly position: string;
  readonly data: unknown;
  readonly sources: FixtureSources;
  readonly text: string;

  constructor(status: number, text: string) {
    const body = JSON.parse(text) as { position: string; data: unknown; sources?: FixtureSources };
    this.status = status;
    this.text = text;
    this.position = body.position;
    this.data = body.data;
    this.sources = body.sources ?? {};
  }

  /** The data of a list. */
  get items(): readonly Readonly<Record<string, unknown>>[] {
    return this.data as readonly Readonly<Record<string, unknown>>[];
  }

  /**
   * Returns the seed ids of the facts that a part of the response is based on; default: all of it.
   */
  facts(part: unknown = this.data): readonly string[] {
    const ids = findEvents(part).flatMap((event) =>
      this.passages(event).flatMap((passage) => findSeedId(passage) ?? []),
    );
    return [...new Set(ids)].toSorted();
  }

  passages(event: string): readonly FixturePassage[] {
    return this.sources[event]?.passages ?? [];
  }
}

/** The response to a submitted command. */
export interface SubmittedCommand {
  readonly status: number;
  readonly outcome: string;
  readonly repeated: boolean;
  readonly position: string;
  readonly events: readonly { readonly id: string }[];
}

function readCommand(example: string): SubmissionCommand {
  const parsed = parseSubmission(readFileSync(new URL(`examples/${example}.yaml`, ROOT), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  const anchored = anchorSubmission(parsed.submission, () => undefined);
  if (!anchored.ok) throw new Error(anchored.problems.map(formatProblem).join('\n'));
  return anchored.command;
}

/** A running Rapporteur, in one process or distributed. */
export interface RunningRapporteur {
  /** The URL of the query service. */
  readonly url: string;
  /** The URLs of the command services. Commands are sent to each in turn. */
  readonly commandsUrls: readonly string[];
  close(): Promise<void>;
}

/** Starts Rapporteur in this process, with the log and the read models in one database. */
export async function startInProcess(
  database: string,
  texts: string | undefined,
  /** The folder of the reviews of drafts. Default: one that ends with the server. */
  reviews?: string,
): Promise<RunningRapporteur> {
  const data = await mkdtemp(join(tmpdir(), 'queries-'));
  const settings = readSettings({
    RAPPORTEUR_PORT: '0',
    RAPPORTEUR_DATA: data,
    RAPPORTEUR_LOG: database,
    RAPPORTEUR_DATABASE: database,
    RAPPORTEUR_LOG_LEVEL: 'silent',
    ...(texts === undefined ? {} : { RAPPORTEUR_TEXTS: texts }),
    ...(reviews === undefined ? {} : { RAPPORTEUR_REVIEWS: reviews }),
  });
  const standalone = await startStandalone(settings, SOURCE_FLAGS);
  const close = async (): Promise<void> => {
    await standalone.close();
    await rm(data, { recursive: true, force: true });
  };
  return { url: standalone.url, commandsUrls: [standalone.url], close };
}

/** A record of both documents, recorded over HTTP, to query. */
export class RecordFixture {
  readonly #rapporteur: RunningRapporteur;
  readonly #checker: ResponseChecker;
  #sentCount = 0;
  #initialPosition = '';

  private constructor(rapporteur: RunningRapporteur, checker: ResponseChecker) {
    this.#rapporteur = rapporteur;
    this.#checker = checker;
  }

  static async create(rapporteur: RunningRapporteur): Promise<RecordFixture> {
    const record = new RecordFixture(rapporteur, await ResponseChecker.load(rapporteur.url));
    for (const response of [
      await record.submit('rats-council-44-note'),
      await record.submit('reliable-barrier-article'),
    ]) {
      if (response.status !== 200)
        throw new Error(`The document was not recorded: ${JSON.stringify(response)}`);
      record.#initialPosition = response.position;
    }
    return record;
  }

  /** The position after both documents, before any correction. */
  get initialPosition(): string {
    return this.#initialPosition;
  }

  /** Sends the command of an example and returns its response. */
  async submit(example: string): Promise<SubmittedCommand> {
    const { name, body } = readCommand(example);
    return this.send(name, body);
  }

  async send(
    name: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<SubmittedCommand> {
    const { commandsUrls } = this.#rapporteur;
    const url = commandsUrls[(this.#sentCount += 1) % commandsUrls.length];
    const response = await fetch(`${url}/v1/commands/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { ...((await response.json()) as SubmittedCommand), status: response.status };
  }

  /** Queries the record, at the initial position or later. See {@link queryAt}. */
  async query(path: string): Promise<FixtureResponse> {
    return this.queryAt(this.#initialPosition, path);
  }

  /**
   * Queries the record, at a position or later. Rejects if the response differs from the OpenAPI
   * document.
   */
  async queryAt(position: string, path: string): Promise<FixtureResponse> {
    const separator = path.includes('?') ? '&' : '?';
    const collectionUrl = `${this.#rapporteur.url}/v1/collections/sco`;
    const url = `${collectionUrl}/${path}${separator}position=${position}`;
    const response = await this.#checker.fetch(url, { headers: { prefer: 'wait=30' } });
    return new FixtureResponse(response.status, await response.text());
  }

  async stop(): Promise<void> {
    await this.#rapporteur.close();
  }
}

/** Queries the record. */
export type RunQuery = (path: string) => Promise<FixtureResponse>;
