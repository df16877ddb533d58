import type { CheckedInvocation } from './checked-invocation.ts';
import { isSameJson } from './decision-difference.ts';
import { formatPosition, type ResponseEvent, type RecordedResponse } from './history.ts';
import type { LoggedCommand } from './logged-command.ts';

/** What the replay knows of a command that stands in the log. */
export interface ReplayedCommand {
  readonly command: LoggedCommand;
  /** The stream that it addressed; undefined where that cannot be told. */
  readonly stream: string | undefined;
  /** The version of that stream after it. */
  readonly version: number;
  /** The facts of it that stood before; undefined where it was not decided again. */
  readonly already: readonly string[] | undefined;
}

function eventDifference(told: ResponseEvent, stands: ResponseEvent): string | undefined {
  for (const name of Object.keys(told) as (keyof ResponseEvent)[]) {
    const [one, other] = [told[name], stands[name]];
    if (one === undefined || one === other || isSameJson(one, other)) continue;
    return `the ${name} of ${told.id} is told as ${JSON.stringify(one)}, and in the log ${JSON.stringify(other)}`;
  }
  return undefined;
}

function eventsDifference(
  told: readonly ResponseEvent[],
  stand: readonly ResponseEvent[],
): string | undefined {
  if (told.length !== stand.length) return `${told.length} events were told, ${stand.length} stand`;
  for (const [index, event] of told.entries()) {
    const other = stand[index];
    const difference = other && eventDifference(event, other);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function versionDifference(
  { version, repeated }: RecordedResponse,
  standing: ReplayedCommand,
): string | undefined {
  const { command, stream } = standing;
  const own = command.events.findLast(({ subject }) => subject === stream)?.streamversion;
  // An answer that was found in the log need not know the version of a stream that its command recorded nothing in.
  if (own === undefined && (repeated || version === null)) return undefined;
  const stands = own ?? standing.version;
  return version === stands
    ? undefined
    : `version ${version} of ${stream} was told, it was ${stands}`;
}

/** How an acknowledgement differs from the log; undefined where it does not. */
export function describeAcknowledgementDifference(
  { request: sent, hash, response: answer }: CheckedInvocation<RecordedResponse>,
  standing: ReplayedCommand,
): string | undefined {
  const { command, stream, already } = standing;
  if (sent.dryRun === true && !answer.repeated) return 'a dry run was told that it is recorded now';
  if (hash !== command.hash) return 'another command stands under this id';
  if (sent.commandId !== undefined && sent.commandId !== answer.commandId)
    return `it was sent as ${sent.commandId}`;
  const [told, stands] = [formatPosition(answer.position), formatPosition(command.position)];
  if (told !== stands) return `position ${told} was told, it stands at ${stands}`;
  if (stream !== undefined && answer.stream !== stream)
    return `${answer.stream} was told, it addressed ${stream}`;
  const events = eventsDifference(answer.events, command.events);
  if (events !== undefined || stream === undefined) return events;
  // Null: the answer was found in the log, which does not say what stood before.
  const alreadyDiffers =
    answer.already !== null && already !== undefined && !isSameJson(answer.already, already);
  if (alreadyDiffers)
    return `${String(answer.already)} were told as standing already, these stood: ${String(already)}`;
  return versionDifference(answer, standing);
}
