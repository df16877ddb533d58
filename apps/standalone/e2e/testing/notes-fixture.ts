import { anchorSubmission, formatProblem, parseSubmission } from '@rapporteur/drafting';
import { ResponseChecker } from '@rapporteur/testing';
import { type CommandLineResult, runCommandLine } from './command-line.ts';
import type { RunningRapporteur, SubmittedCommand } from './record-fixture.ts';

/** A fact of a note, in the shorthand of submissions, with the words that state it. */
export type NoteFact = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly quote: string;
};

/** A document, with the facts that it states. */
export interface Note {
  readonly document: string;
  /** The day on which it was published. */
  readonly published?: string;
  readonly bodies?: readonly object[];
  readonly actors?: object;
  readonly defaults?: object;
  readonly facts: readonly NoteFact[];
}

/** Any value of a response. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests read members one by one
export type AnswerValue = any;

/** The status of a response, and its body. */
export interface NotesResponse {
  readonly status: number;
  readonly answer: AnswerValue;
}

/** The organization of each collection. */
const ROOT_BODY = { body: 'union', name: 'Beekeepers’ Union', kind: 'organization' };

/** A record of short notes in several collections, over HTTP. */
export class NotesFixture {
  readonly url: string;
  readonly #rapporteur: RunningRapporteur;
  readonly #checker: ResponseChecker;
  #position = '';

  private constructor(rapporteur: RunningRapporteur, checker: ResponseChecker) {
    this.url = rapporteur.url;
    this.#rapporteur = rapporteur;
    this.#checker = checker;
  }

  static async create(rapporteur: RunningRapporteur): Promise<NotesFixture> {
    return new NotesFixture(rapporteur, await ResponseChecker.load(rapporteur.url));
  }

  /** Records notes in their order, and opens the collection first. Throws if one is rejected. */
  async record(collection: string, ...notes: readonly Note[]): Promise<void> {
    for (const note of notes) {
      const { name, body } = buildCommand(collection, note);
      await this.send(name, body);
    }
  }

  /** Sends a command. Throws if it is rejected. Returns its events. */
  async send(name: string, body: object): Promise<SubmittedCommand['events']> {
    const response = await fetch(`${this.url}/v1/commands/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as SubmittedCommand;
    if (response.status !== 200) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    this.#position = answer.position;
    return answer.events;
  }

  /** Queries a collection. Rejects if the response differs from the OpenAPI document. */
  async query(collection: string, path: string): Promise<AnswerValue> {
    return this.get(`/v1/collections/${collection}/${path}`);
  }

  /** Sends a request, after the last command. Rejects if the status is not 200. */
  async get(path: string): Promise<AnswerValue> {
    const response = await this.fetch(path);
    if (response.status !== 200) throw new Error(`GET ${path}: ${JSON.stringify(response.answer)}`);
    return response.answer;
  }

  /** Sends a request, after the last command. */
  async fetch(path: string): Promise<NotesResponse> {
    const separator = path.includes('?') ? '&' : '?';
    const position = this.#position === '' ? '' : `${separator}position=${this.#position}`;
    const headers = { prefer: 'wait=30' };
    const response = await this.#checker.fetch(`${this.url}${path}${position}`, { headers });
    return { status: response.status, answer: await response.json() };
  }

  /** Runs the command line: `query meeting union-4 --collections union`. */
  async run(line: string): Promise<CommandLineResult> {
    return runCommandLine(this.url, line);
  }

  async stop(): Promise<void> {
    await this.#rapporteur.close();
  }
}

/** Returns the submission of a note. JSON is YAML. */
function createSubmission(collection: string, note: Note): object {
  const { document, published, facts, defaults, ...parts } = note;
  const title = `Note ${document}`;
  const dated = {
    type: 'DocumentDescribed',
    document,
    aspect: 'published',
    occurredOn: published,
    modality: 'metadata',
    quote: `Published ${published}`,
  };
  return {
    collection: { id: collection, title: collection, rootBody: ROOT_BODY },
    source: {
      document,
      docType: 'note',
      title,
      language: 'en',
      file: 'note.txt',
      redistributable: true,
      quote: title,
    },
    ...parts,
    defaults: { modality: 'narrated', ...defaults },
    facts: published === undefined ? facts : [...facts, dated],
  };
}

/** Returns the text of a note: its title, and the words of each fact on a line. */
function createNoteText({ document, published, facts }: Note): string {
  const lines = [`Note ${document}`, ...facts.map(({ quote }) => quote)];
  return [...lines, ...(published === undefined ? [] : [`Published ${published}`])].join('\n');
}

function buildCommand(collection: string, note: Note) {
  const parsed = parseSubmission(JSON.stringify(createSubmission(collection, note)));
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  const anchored = anchorSubmission(parsed.submission, () => createNoteText(note));
  if (!anchored.ok) throw new Error(anchored.problems.map(formatProblem).join('\n'));
  return anchored.command;
}

/** Returns the fixture of a running test file. */
export type GetNotes = () => NotesFixture;
