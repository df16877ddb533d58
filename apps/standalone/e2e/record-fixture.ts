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
import { startStandalone } from '@rapporteur/standalone';

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

const ROOT = new URL('../../..', import.meta.url);
const SEED = JSON.parse(
  readFileSync(new URL('packages/drafting/src/testing/seed-passages.json', ROOT), 'utf8'),
) as Readonly<Record<string, readonly FixtureSeedPassage[]>>;

/** The numbers of all facts of the two documents, `A01` to `B62`. */
export const ALL_FACTS: readonly string[] = Object.values(SEED).flatMap((passages) =>
  passages.map(({ id }) => id),
);

/** `A04` to `A13`. */
export function range(letter: 'A' | 'B', first: number, last: number): readonly string[] {
  return Array.from(
    { length: last - first + 1 },
    (_, n) => `${letter}${String(first + n).padStart(2, '0')}`,
  );
}

function seedIdOf({ document, start, end }: FixturePassage): string | undefined {
  return SEED[document]?.find((one) => one.start === start && one.end === end)?.id;
}

function eventsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(eventsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === 'event' && typeof inner === 'string') return [inner];
    return name === 'events' && Array.isArray(inner) ? (inner as string[]) : eventsIn(inner);
  });
}

/** An answer over HTTP, whose facts are known by their numbers. */
export class FixtureAnswer {
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

  /** The data, where they are a list. */
  get items(): readonly Readonly<Record<string, unknown>>[] {
    return this.data as readonly Readonly<Record<string, unknown>>[];
  }

  /** The numbers of the facts on which a part of the answer rests, the whole unless told, each once. */
  facts(part: unknown = this.data): readonly string[] {
    const ids = eventsIn(part).flatMap((event) =>
      this.passages(event).flatMap((passage) => seedIdOf(passage) ?? []),
    );
    return [...new Set(ids)].toSorted();
  }

  passages(event: string): readonly FixturePassage[] {
    return this.sources[event]?.passages ?? [];
  }
}

/** A command that was sent, and what was answered. */
export interface SubmittedCommand {
  readonly status: number;
  readonly outcome: string;
  readonly repeated: boolean;
  readonly position: string;
  readonly events: readonly { readonly id: string }[];
}

function commandsOf(example: string): readonly SubmissionCommand[] {
  const parsed = parseSubmission(readFileSync(new URL(`examples/${example}.yaml`, ROOT), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  const anchored = anchorSubmission(parsed.submission, () => undefined);
  if (!anchored.ok) throw new Error(anchored.problems.map(formatProblem).join('\n'));
  return anchored.commands;
}

/** The whole of Rapporteur, running: in one process or in many. */
export interface RunningRapporteur {
  /** Where questions are put. */
  readonly url: string;
  /** Where commands are sent: to each in turn. */
  readonly commandsUrls: readonly string[];
  close(): Promise<void>;
}

/** Starts all of it in this process, with log and read models in one database. */
export async function startInProcess(
  database: string,
  texts: string | undefined,
): Promise<RunningRapporteur> {
  const data = await mkdtemp(join(tmpdir(), 'questions-'));
  const settings = readSettings({
    RAPPORTEUR_PORT: '0',
    RAPPORTEUR_DATA: data,
    RAPPORTEUR_LOG: database,
    RAPPORTEUR_DATABASE: database,
    RAPPORTEUR_LOG_LEVEL: 'silent',
    ...(texts === undefined ? {} : { RAPPORTEUR_TEXTS: texts }),
  });
  const standalone = await startStandalone(settings);
  const close = async (): Promise<void> => {
    await standalone.close();
    await rm(data, { recursive: true, force: true });
  };
  return { url: standalone.url, commandsUrls: [standalone.url], close };
}

/** A record with both documents, recorded through the HTTP API, that questions are put to. */
export class RecordFixture {
  readonly #rapporteur: RunningRapporteur;
  #sent = 0;
  /** Where the record stood when both documents were in it: before anything was corrected. */
  #uncorrected = '';

  private constructor(rapporteur: RunningRapporteur) {
    this.#rapporteur = rapporteur;
  }

  static async create(rapporteur: RunningRapporteur): Promise<RecordFixture> {
    const record = new RecordFixture(rapporteur);
    for (const sent of [
      ...(await record.submit('rats-council-44-note')),
      ...(await record.submit('reliable-barrier-article')),
    ]) {
      if (sent.status !== 200) throw new Error(`not recorded: ${JSON.stringify(sent)}`);
      record.#uncorrected = sent.position;
    }
    return record;
  }

  get initialPosition(): string {
    return this.#uncorrected;
  }

  /** Sends the commands of an example. */
  async submit(example: string): Promise<readonly SubmittedCommand[]> {
    const sent: SubmittedCommand[] = [];
    for (const { name, body } of commandsOf(example)) sent.push(await this.send(name, body));
    return sent;
  }

  async send(
    name: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<SubmittedCommand> {
    const { commandsUrls } = this.#rapporteur;
    const url = commandsUrls[(this.#sent += 1) % commandsUrls.length];
    const response = await fetch(`${url}/v1/commands/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { ...((await response.json()) as SubmittedCommand), status: response.status };
  }

  /** Asks what the record says once it has come to where both documents are in it. */
  async query(question: string): Promise<FixtureAnswer> {
    return this.queryAt(this.#uncorrected, question);
  }

  /** Asks what the record says once it has come to a position. */
  async queryAt(position: string, question: string): Promise<FixtureAnswer> {
    const separator = question.includes('?') ? '&' : '?';
    const url = `${this.#rapporteur.url}/v1/collections/sco/${question}${separator}position=${position}`;
    const response = await fetch(url, { headers: { prefer: 'wait=30' } });
    return new FixtureAnswer(response.status, await response.text());
  }

  async stop(): Promise<void> {
    await this.#rapporteur.close();
  }
}

/** Asks a question of the record. */
export type RunQuery = (question: string) => Promise<FixtureAnswer>;
