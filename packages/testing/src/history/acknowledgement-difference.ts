import { formatLogPosition } from '@rapporteur/event-log';
import type { CheckedInvocation } from './checked-invocation.ts';
import { isSameJson } from './decision-difference.ts';
import { type RecordedResponse, type ResponseEvent } from './history.ts';
import type { LoggedCommand } from './logged-command.ts';

/** A command of the log with the state that the replay had reached. */
export interface ReplayedCommand {
  readonly command: LoggedCommand;
  /** The addressed stream; undefined if it is not known. */
  readonly stream: string | undefined;
  /** The version of that stream after the command. */
  readonly version: number;
  /**
   * The facts of the command that were recorded before it; undefined if it was not decided again.
   */
  readonly already: readonly string[] | undefined;
}

function describeEventDifference(
  reported: ResponseEvent,
  logged: ResponseEvent,
): string | undefined {
  for (const name of Object.keys(reported) as (keyof ResponseEvent)[]) {
    const value = reported[name];
    const loggedValue = logged[name];
    if (value === undefined || value === loggedValue || isSameJson(value, loggedValue)) continue;

    const difference = `${JSON.stringify(value)}; the log has ${JSON.stringify(loggedValue)}`;
    return `the response has ${name} of ${reported.id} as ${difference}`;
  }

  return undefined;
}

function describeEventListDifference(
  reported: readonly ResponseEvent[],
  logged: readonly ResponseEvent[],
): string | undefined {
  if (reported.length !== logged.length)
    return `the response has ${reported.length} events, the log has ${logged.length}`;

  for (const [index, event] of reported.entries()) {
    const other = logged[index];
    const difference = other && describeEventDifference(event, other);
    if (difference !== undefined) return difference;
  }

  return undefined;
}

function describeVersionDifference(
  { version, repeated }: RecordedResponse,
  replayed: ReplayedCommand,
): string | undefined {
  const { command, stream } = replayed;
  const ownVersion = command.events.findLast(({ subject }) => subject === stream)?.streamversion;
  // A repeated response does not need to know the version of a stream that its command added no
  // event to.
  if (ownVersion === undefined && (repeated || version === null)) return undefined;

  const actual = ownVersion ?? replayed.version;
  return version === actual
    ? undefined
    : `the response has version ${version} of ${stream}, the log has ${actual}`;
}

/** Returns how an acknowledgement differs from the log; undefined if they agree. */
export function describeAcknowledgementDifference(
  { request, hash, response }: CheckedInvocation<RecordedResponse>,
  replayed: ReplayedCommand,
): string | undefined {
  const { command, stream, already } = replayed;
  if (request.dryRun === true && !response.repeated)
    return 'the response to a dry run says that the command is recorded now';
  if (hash !== command.hash) return 'another command has this id in the log';
  if (request.commandId !== undefined && request.commandId !== response.commandId)
    return `the client sent the id ${request.commandId}`;

  const position = formatLogPosition(response.position);
  const actualPosition = formatLogPosition(command.position);
  if (position !== actualPosition)
    return `the response has position ${position}, the log has ${actualPosition}`;
  if (stream !== undefined && response.stream !== stream)
    return `the response has stream ${response.stream}, the command addresses ${stream}`;

  const events = describeEventListDifference(response.events, command.events);
  if (events !== undefined || stream === undefined) return events;

  // Null: the response was read from the log, which does not contain the facts recorded before.
  const alreadyDiffers =
    response.already !== null && already !== undefined && !isSameJson(response.already, already);
  if (alreadyDiffers)
    return `already recorded: response ${String(response.already)}, log ${String(already)}`;

  return describeVersionDifference(response, replayed);
}
