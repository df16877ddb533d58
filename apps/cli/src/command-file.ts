import { dirname } from 'node:path';
import type { EventCriteria } from '@rapporteur/contracts';
import {
  formatCriteriaKey,
  type KnownActor,
  type NamedEvents,
  parseCommandFile,
  type ParsedCommandFile,
} from '@rapporteur/drafting';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { z } from 'zod';
import { CliError } from './cli-error.ts';
import { fetchActors } from './known-actors.ts';
import type { CliSession } from './session.ts';
import {
  findText,
  type PreparedFile,
  type SubmissionFileContext,
  type YamlFile,
} from './submission-file.ts';
import { SubmissionReport } from './submission-report.ts';

/** The most rounds of questions: on a document, its words, an event, one about it, and actors. */
const ROUNDS_MAX = 8;

/**
 * Reads a file with one command, such as a correction, and asks the record for the events, texts
 * and actors that it names. Throws a CliError with every problem and its line.
 */
export async function prepareCommandFile(
  session: CliSession,
  { file, yaml }: YamlFile,
  context: SubmissionFileContext,
): Promise<PreparedFile> {
  const record = new RecordClient(session, context);
  let parsed = record.parse(yaml);
  for (let round = 1; record.isWaiting(parsed) && round <= ROUNDS_MAX; round += 1) {
    const error = await record.answer(parsed);
    if (error !== undefined) throw createUnansweredError(file, parsed, error);
    parsed = record.parse(yaml);
  }
  if (parsed.problems.length > 0) throw createError(file, parsed);

  const { name, body, collection = '' } = parsed;
  const findPosition = (field: string) => parsed.findPosition(field);
  return { file, collection, command: { name, body, findPosition }, texts: [] };
}

/** Returns the error of the server, unless the file has problems of its own. */
function createUnansweredError(file: string, parsed: ParsedCommandFile, error: CliError): CliError {
  const own = parsed.problems.filter(({ code }) => code !== 'DRAFTING_ACTOR_UNKNOWN');
  if (own.length === 0) return error;
  const note = `The record was not asked what the file names: ${error.message}`;
  return createError(file, { ...parsed, problems: own }, note);
}

function createError(file: string, { problems }: ParsedCommandFile, note?: string): CliError {
  const report = new SubmissionReport(file);
  report.addProblems(problems);
  if (note !== undefined) report.addNote(note);
  return report.createError();
}

const NamedEventsSchema = z.looseObject({
  events: z.array(
    z.looseObject({ id: z.string(), type: z.string(), data: z.record(z.string(), z.unknown()) }),
  ),
  total: z.int().min(0),
});

/** Answers the questions of one file, each of them once. */
class RecordClient {
  readonly #session: CliSession;
  readonly #context: SubmissionFileContext;
  readonly #events = new Map<string, NamedEvents>();
  readonly #texts = new Map<string, string | null>();
  readonly #actors = new Map<string, KnownActor | undefined>();

  constructor(session: CliSession, context: SubmissionFileContext) {
    this.#session = session;
    this.#context = context;
  }

  /** Parses the file with the answers so far. */
  parse(yaml: string): ParsedCommandFile {
    return parseCommandFile(yaml, {
      defaultCollection: this.#context.defaultCollection,
      findActor: (id) => this.#actors.get(id),
      answers: {
        findEvents: (criteria) => this.#events.get(formatCriteriaKey(criteria)),
        findText: (sha256) => this.#texts.get(sha256),
      },
    });
  }

  /** Returns whether the file has questions that were not asked yet. */
  isWaiting({ questions }: ParsedCommandFile): boolean {
    const isNew = (id: string): boolean => !this.#actors.has(id);
    return questions.events.length + questions.texts.length > 0 || questions.actors.some(isNew);
  }

  /** Asks the record; returns the error if it does not answer. */
  async answer({ collection, questions }: ParsedCommandFile): Promise<CliError | undefined> {
    const { path, textFolders } = this.#context;
    const folders = { path, textFolders: [dirname(path), ...textFolders] };
    for (const sha256 of questions.texts)
      this.#texts.set(sha256, (await findText({ file: null, sha256 }, folders))?.text ?? null);

    try {
      for (const criteria of questions.events)
        this.#events.set(formatCriteriaKey(criteria), await this.#fetch(collection, criteria));
    } catch (error) {
      if (!(error instanceof CliError) || error.exitCode === EXIT.interrupted) throw error;
      return error;
    }
    const { actors, error } = await fetchActors(this.#session, collection, questions.actors);
    for (const id of questions.actors) this.#actors.set(id, actors.get(id));
    return error;
  }

  async #fetch(collection: string | undefined, criteria: EventCriteria): Promise<NamedEvents> {
    // Without a collection, the file has a problem of its own.
    if (collection === undefined) return { events: [], total: 0 };
    const { minPosition: position } = this.#context;
    const parameters = { collection, criteria: JSON.stringify(criteria), position };
    return this.#session.commandApi.getJson('/v1/commands/events', NamedEventsSchema, parameters);
  }
}
