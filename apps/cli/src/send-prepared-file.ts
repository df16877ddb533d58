import { CATALOGUE, type DomainEvent, type Envelope } from '@rapporteur/contracts';
import { describeEvents } from '@rapporteur/drafting';
import { CliError } from './cli-error.ts';
import {
  changedNothing,
  type CommandApiResult,
  sendCommand,
  type SendOptions,
} from './command-client.ts';
import { ApiProblemError, formatProblemIssue } from './problem-document.ts';
import { findMiscounts, type Miscount } from './miscounts.ts';
import { findSameThings, type SameThing } from './same-things.ts';
import type { CliSession } from './session.ts';
import type { PreparedCommand, PreparedFile } from './submission-file.ts';

/** The outcome of one file. */
export interface SubmittedFile {
  readonly file: string;
  readonly collection: string;
  readonly commands: readonly { readonly name: string; readonly answer: CommandApiResult }[];
  /** Its new things that may be known under another id. */
  readonly sameThings: readonly SameThing[];
  /** Its meetings of which it states another number of participants than it lists. */
  readonly miscounts: readonly Miscount[];
  /** The hashes of the texts that were sent. */
  readonly texts: readonly string[];
  /** A sentence for each event that would be recorded; empty unless it is a dry run. */
  readonly sentences: readonly string[];
}

/** Sends the command of a file, or its dry run. Throws a CliError with the rejected lines. */
export async function sendPreparedFile(
  session: CliSession,
  prepared: PreparedFile,
  options: SendOptions,
): Promise<SubmittedFile> {
  const { file, collection, command, texts } = prepared;
  const sameThings = await findSameThings(session, prepared);
  if (!options.dryRun) for (const text of texts) await putText(session, text.sha256, text.text);

  const answer = await send(session, command, { file, ...options });
  const events = changedNothing(answer) ? [] : answer.events;
  return {
    file,
    collection,
    commands: [{ name: command.name, answer }],
    texts: texts.map(({ sha256 }) => sha256),
    sameThings,
    miscounts: findMiscounts(command.body),
    sentences: options.dryRun ? describeEvents(events.map(decodeEvent)) : [],
  };
}

/** Returns the position after the last command of a file; undefined if nothing was sent. */
export function getLastPosition({ commands }: SubmittedFile): string | undefined {
  return commands.at(-1)?.answer.position;
}

/** Sends a text under its hash. Returns false if the server had it before. */
export async function putText(
  { commandApi }: CliSession,
  sha256: string,
  text: string | Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const response = await commandApi.send(`/v1/texts/${sha256}`, {
    method: 'PUT',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: text,
  });
  return response.status === 201;
}

async function send(
  session: CliSession,
  command: PreparedCommand,
  { file, ...options }: SendOptions & { readonly file: string },
): Promise<CommandApiResult> {
  try {
    return await sendCommand(session, command.name, command.body, options);
  } catch (error) {
    if (!(error instanceof ApiProblemError) || error.problem.errors === undefined) throw error;
    const lines = error.problem.errors.map((issue) => {
      const { line, column } = command.findPosition(issue.field ?? '');
      return `${file}:${line}:${column} ${formatProblemIssue(issue)}`;
    });
    throw new CliError(
      error.exitCode,
      [error.problem.title, ...lines].join('\n'),
      'Nothing of this file was recorded.',
      { cause: error },
    );
  }
}

// An event of a dry run is not recorded, but it has every field that the catalogue reads.
function decodeEvent(event: object): DomainEvent {
  return CATALOGUE.decode(event as Envelope);
}
