import { CATALOGUE, COMMANDS, type DomainEvent, type Envelope } from '@rapporteur/contracts';
import { describeEvents } from '@rapporteur/drafting';
import { CliError } from './cli-error.ts';
import {
  changedNothing,
  type CommandApiResult,
  sendCommand,
  type SendOptions,
} from './command-client.ts';
import { ApiProblemError, formatProblemIssue } from './problem-document.ts';
import type { CliSession } from './session.ts';
import type { PreparedCommand, PreparedFile } from './submission-file.ts';

/** The outcome of one file. */
export interface SubmittedFile {
  readonly file: string;
  readonly collection: string;
  readonly commands: readonly { readonly name: string; readonly answer: CommandApiResult }[];
  /** The hashes of the texts that were sent. */
  readonly texts: readonly string[];
  /** A sentence for each event that would be recorded; empty unless it is a dry run. */
  readonly sentences: readonly string[];
  /** True after a dry run whose rules the server could not check: the collection is not open. */
  readonly unasked: boolean;
}

/** Sends the commands of a file, or their dry run. Throws a CliError with the rejected lines. */
export async function sendPreparedFile(
  session: CliSession,
  prepared: PreparedFile,
  options: SendOptions,
): Promise<SubmittedFile> {
  if (!options.dryRun)
    for (const text of prepared.texts) await putText(session, text.sha256, text.text);

  const commands: { name: string; answer: CommandApiResult }[] = [];
  let isUnchecked = false;
  for (const command of prepared.commands) {
    // A dry run needs the collection: after the dry run of its opening, nothing can be checked.
    if (isUnchecked) continue;
    const answer = await send(session, command, { file: prepared.file, ...options });
    commands.push({ name: command.name, answer });
    isUnchecked = command.name === 'OpenCollection' && answer.outcome === 'wouldRecord';
  }

  const events = commands
    .flatMap(({ answer }) => (changedNothing(answer) ? [] : answer.events))
    .map(decodeEvent);
  const unsent = isUnchecked
    ? prepared.commands.slice(commands.length).flatMap(listUnsentFacts)
    : [];
  return {
    file: prepared.file,
    collection: prepared.collection,
    commands,
    texts: prepared.texts.map(({ sha256 }) => sha256),
    sentences: options.dryRun ? describeEvents([...events, ...unsent]) : [],
    unasked: isUnchecked,
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

function listUnsentFacts({ name, body }: PreparedCommand): readonly DomainEvent[] {
  const parsed = COMMANDS.get(name)?.parse(body);
  return parsed?.ok === true && parsed.command.kind === 'facts' ? parsed.command.facts : [];
}
