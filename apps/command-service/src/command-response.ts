import { formatLogPosition } from '@rapporteur/event-log';
import {
  COMMANDS,
  type Envelope,
  type FieldError,
  findSimilarName,
  toFieldErrors,
} from '@rapporteur/contracts';
import type { SimilarId } from '@rapporteur/domain';
import {
  type CommandOutcome,
  type PlannedEvent,
  type CommandRecorded,
  type CommandUnchanged,
  type CommandWouldRecord,
} from '@rapporteur/command-runtime';
import { Problem } from '@rapporteur/platform';
import type { ForwardedResponse } from './command-forwarding.ts';

/** What is answered when a command was recorded, or needed no recording. */
export interface CommandResponse {
  readonly outcome: 'recorded' | 'unchanged' | 'wouldRecord';
  readonly commandId: string;
  /** True: it was recorded before, and this is the answer it got then. */
  readonly repeated: boolean;
  readonly collection: string;
  /** The stream that the command addresses, and its version now; null where this command has no event in it. */
  readonly stream: string;
  readonly version: number | null;
  /** `partition:pseq`, for reads that must see this. */
  readonly position: string;
  readonly events: readonly (Envelope | PlannedEvent)[];
  /** Events that said the same before; null where the log does not tell. */
  readonly already: readonly string[] | null;
  /** New ids that nearly equal known ones: a slip, perhaps. */
  readonly nearMisses: readonly SimilarId[];
}

type SuccessfulOutcome = CommandRecorded | CommandUnchanged | CommandWouldRecord;
type FailedOutcome = Exclude<CommandOutcome, SuccessfulOutcome>;

function isSuccessful(outcome: CommandOutcome): outcome is SuccessfulOutcome {
  return (
    outcome.kind === 'recorded' || outcome.kind === 'unchanged' || outcome.kind === 'wouldRecord'
  );
}

function createUnknownCommandProblem(name: string): Problem {
  const near = findSimilarName(name, COMMANDS.keys());
  const remedy = near === undefined ? 'GET /v1/commands lists them.' : `Did you mean \`${near}\`?`;
  const message = `There is no command \`${name}\`.`;
  return new Problem(404, 'COMMAND_UNKNOWN', {
    title: 'There is no such command.',
    detail: remedy,
    errors: [{ field: 'name', rule: 'COMMAND_UNKNOWN', message, remedy }],
  });
}

function toProblem(outcome: FailedOutcome, name: string, body: unknown): Problem {
  switch (outcome.kind) {
    case 'unknownCommand':
      return createUnknownCommandProblem(name);
    case 'invalid':
      return new Problem(400, 'COMMAND_INVALID', {
        title: 'The command is malformed.',
        errors: toFieldErrors(outcome.issues, body, COMMANDS.get(name)?.schema),
      });
    case 'refused':
      return toRejectionProblem(outcome);
    case 'conflict': {
      const { stream, expected, actual, position } = outcome;
      const extensions = {
        stream,
        expectedVersion: expected,
        actualVersion: actual,
        position: formatLogPosition(position),
      };
      const detail = `${stream} is at version ${actual}, not ${expected}: read it again, then decide.`;
      return new Problem(412, 'COMMAND_VERSION_MOVED', {
        title: 'The record has moved on since it was read.',
        detail,
        extensions,
      });
    }
    case 'differentContent': {
      const { commandId, position } = outcome;
      const errors = [
        {
          field: 'Idempotency-Key',
          rule: 'COMMAND_ID_REUSED',
          message: `${commandId} was used for another command`,
          remedy: 'Send this one with an id of its own.',
        },
      ];
      const extensions = { commandId, position: formatLogPosition(position) };
      return new Problem(422, 'COMMAND_ID_REUSED', {
        title: 'The id of the command belongs to another one.',
        errors,
        extensions,
      });
    }
    case 'tooLarge': {
      const { events, bytes, eventsMax, bytesMax } = outcome;
      const detail = `It comes to ${events} events and ${bytes} bytes; at most ${eventsMax} and ${bytesMax} are recorded at once. Send it in parts.`;
      return new Problem(413, 'COMMAND_TOO_LARGE', {
        title: 'The command is too large to be recorded whole.',
        detail,
      });
    }
    case 'unavailable':
      return new Problem(503, 'COMMAND_UNAVAILABLE', {
        title: 'The partition cannot be written just now.',
        detail:
          'Send the command again with the same id: if it was recorded, it gets its first answer.',
        retryAfterSeconds: outcome.retryAfterSeconds,
      });
  }
}

function toRejectionProblem({
  rejections: refusals,
  position,
}: Extract<CommandOutcome, { readonly kind: 'refused' }>): Problem {
  const errors = refusals.map(({ code, field, message, remedy, event }) => ({
    field: field ?? '',
    rule: code,
    message,
    remedy,
    ...(event === null ? {} : { event }),
  }));
  const [first] = refusals;
  const detail =
    first === undefined
      ? undefined
      : `${first.field ?? 'The command'}: ${first.message} ${first.remedy}`;
  return new Problem(422, 'COMMAND_REFUSED', {
    title: 'A rule of the record refuses the command; nothing of it was recorded.',
    ...(detail === undefined ? {} : { detail }),
    errors,
    extensions: { position: formatLogPosition(position) },
  });
}

/** The owner's own answer, as it gave it. @throws Problem the owner's own */
function parseForwardedResponse({ status, body }: ForwardedResponse): CommandResponse {
  if (status === 200) return body as unknown as CommandResponse;
  const {
    type: _,
    status: __,
    code,
    title,
    detail,
    errors,
    retryAfterSeconds,
    ...extensions
  } = body;
  throw new Problem(status, String(code), {
    title: String(title),
    ...(typeof detail === 'string' ? { detail } : {}),
    ...(Array.isArray(errors) ? { errors: errors as readonly FieldError[] } : {}),
    ...(typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}),
    extensions,
  });
}

/** The answer to a command. @throws Problem where it was not, and will not be, recorded as it is. */
export function toCommandResponse(
  outcome: CommandOutcome | ForwardedResponse,
  name: string,
  body: unknown,
): CommandResponse {
  if (outcome.kind === 'passedOn') return parseForwardedResponse(outcome);
  if (!isSuccessful(outcome)) throw toProblem(outcome, name, body);
  const { kind, commandId, collection, stream, version, position, already } = outcome;
  return {
    outcome: kind,
    commandId,
    repeated: kind === 'recorded' && outcome.repeated,
    collection,
    stream,
    version,
    position: formatLogPosition(position),
    events: kind === 'unchanged' ? [] : outcome.events,
    already,
    nearMisses: kind === 'unchanged' ? [] : outcome.similarIds,
  };
}
