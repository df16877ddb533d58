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
import type { PreparedCommand, PreparedSubmission } from './submission-file.ts';

/** What became of one file. */
export interface SubmittedFile {
  readonly file: string;
  readonly collection: string;
  readonly commands: readonly { readonly name: string; readonly answer: CommandApiResult }[];
  /** The texts that went along. */
  readonly texts: readonly string[];
  /** A sentence for each event that would be recorded. */
  readonly sentences: readonly string[];
  /** True: the collection is not open yet, so that the rules could not be asked. */
  readonly unasked: boolean;
}

/** Sends what a file holds, or asks what would be recorded. @throws CliError with the lines of what is refused */
export async function submitFile(
  session: CliSession,
  prepared: PreparedSubmission,
  options: SendOptions,
): Promise<SubmittedFile> {
  if (!options.dryRun)
    for (const text of prepared.texts) await putText(session, text.sha256, text.text);
  const commands: { name: string; answer: CommandApiResult }[] = [];
  let unasked = false;
  for (const command of prepared.commands) {
    // Within a collection that is not there yet, nothing can be tried.
    if (unasked) continue;
    const answer = await send(session, prepared, command, options);
    commands.push({ name: command.name, answer });
    unasked = command.name === 'OpenCollection' && answer.outcome === 'wouldRecord';
  }
  const shown = commands
    .flatMap(({ answer }) => (changedNothing(answer) ? [] : answer.events))
    .map(decode);
  const untried = unasked ? prepared.commands.slice(commands.length).flatMap(factsOf) : [];
  return {
    file: prepared.file,
    collection: prepared.collection,
    commands,
    texts: prepared.texts.map(({ sha256 }) => sha256),
    sentences: options.dryRun ? describeEvents([...shown, ...untried]) : [],
    unasked,
  };
}

/** Where the record stands after a file; undefined where nothing was sent. */
export function positionAfter({ commands }: SubmittedFile): string | undefined {
  return commands.at(-1)?.answer.position;
}

/** Hands a text over under its hash. */
export async function putText(
  { commandApi: api }: CliSession,
  sha256: string,
  text: string | Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  const response = await api.send(`/v1/texts/${sha256}`, { method: 'PUT', headers, body: text });
  return response.status === 201;
}

async function send(
  session: CliSession,
  { file }: PreparedSubmission,
  command: PreparedCommand,
  options: SendOptions,
): Promise<CommandApiResult> {
  try {
    return await sendCommand(session, command.name, command.body, options);
  } catch (error) {
    if (!(error instanceof ApiProblemError) || error.problem.errors === undefined) throw error;
    const lines = error.problem.errors.map((one) => {
      const { line, column } = command.findPosition(one.field ?? '');
      return `${file}:${line}:${column} ${formatProblemIssue(one)}`;
    });
    const remedy = 'Nothing of this file was recorded.';
    throw new CliError(error.exitCode, [error.problem.title, ...lines].join('\n'), remedy, {
      cause: error,
    });
  }
}

// What `decode` reads of an envelope, a planned event has too.
function decode(event: object): DomainEvent {
  return CATALOGUE.decode(event as Envelope);
}

function factsOf({ name, body }: PreparedCommand): readonly DomainEvent[] {
  const parsed = COMMANDS.get(name)?.parse(body);
  return parsed?.ok === true && parsed.command.kind === 'facts' ? parsed.command.facts : [];
}
