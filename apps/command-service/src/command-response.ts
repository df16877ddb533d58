import {
  type CommandOutcome,
  type CommandRecorded,
  type CommandUnchanged,
  type CommandWouldRecord,
} from '@rapporteur/command-runtime';
import {
  COMMANDS,
  Envelope,
  type FieldError,
  findSimilarName,
  RecordedEvent,
  toFieldErrors,
} from '@rapporteur/contracts';
import { formatLogPosition } from '@rapporteur/event-log';
import { Problem } from '@rapporteur/platform';
import { z } from 'zod';
import type { ForwardedResponse } from './command-forwarding.ts';

const SimilarIdSchema = z
  .object({
    field: z.string(),
    referent: z.enum([
      'collection',
      'body',
      'document',
      'meeting',
      'decision',
      'incident',
      'event',
    ]),
    id: z.string(),
    near: z.string(),
  })
  .meta({ id: 'SimilarId', description: 'A new id that nearly equals a known one.' });

const PlannedEventSchema = Envelope.omit({ time: true, pseq: true, term: true }).meta({
  id: 'PlannedEvent',
  description: 'An event that a dry run would record.',
});

/** The response to a command that was recorded, or needed no recording. */
export const CommandResponse = z
  .object({
    outcome: z.enum(['recorded', 'unchanged', 'wouldRecord']),
    commandId: z.string(),
    repeated: z.boolean().meta({
      description: 'The command was recorded before: this is its first response again.',
    }),
    collection: z.string(),
    stream: z.string().meta({ description: 'The stream that the command addresses.' }),
    version: z.int().nullable().meta({
      description: 'The version of the stream now; null if this command has no event in it.',
    }),
    position: z.string().meta({
      description: '`partition:pseq`, for queries that must see this command.',
    }),
    events: z
      .array(z.union([RecordedEvent, PlannedEventSchema]))
      .readonly()
      .meta({ description: 'CloudEvents, as recorded.' }),
    already: z.array(z.string()).readonly().nullable().meta({
      description: 'Events that hold the same facts; null if the log does not hold them.',
    }),
    nearMisses: z.array(SimilarIdSchema).readonly().meta({
      description:
        'New ids that nearly equal known ones; searched for in whole documents and in dry runs.',
    }),
  })
  .meta({
    id: 'CommandResponse',
    description:
      'The outcome of the command. ETag has the version, Rapporteur-Position the position.',
  });
export type CommandResponse = z.output<typeof CommandResponse>;

type SuccessfulOutcome = CommandRecorded | CommandUnchanged | CommandWouldRecord;
type FailedOutcome = Exclude<CommandOutcome, SuccessfulOutcome>;
type OutcomeOfKind<K extends FailedOutcome['kind']> = Extract<FailedOutcome, { readonly kind: K }>;

function isSuccessful(outcome: CommandOutcome): outcome is SuccessfulOutcome {
  return (
    outcome.kind === 'recorded' || outcome.kind === 'unchanged' || outcome.kind === 'wouldRecord'
  );
}

function createUnknownCommandProblem(name: string): Problem {
  const near = findSimilarName(name, COMMANDS.keys());
  const remedy = near === undefined ? 'GET /v1/commands lists them.' : `Did you mean \`${near}\`?`;
  const message = `Unknown command \`${name}\`.`;
  return new Problem(404, 'COMMAND_UNKNOWN', {
    title: 'Unknown command.',
    detail: remedy,
    errors: [{ field: 'name', rule: 'COMMAND_UNKNOWN', message, remedy }],
  });
}

function createOutcomeProblem(outcome: FailedOutcome, name: string, body: unknown): Problem {
  switch (outcome.kind) {
    case 'unknownCommand':
      return createUnknownCommandProblem(name);
    case 'invalid':
      return new Problem(400, 'COMMAND_INVALID', {
        title: 'The command is invalid.',
        errors: toFieldErrors(outcome.issues, body, COMMANDS.get(name)?.schema),
      });
    case 'refused':
      return createRejectionProblem(outcome);
    case 'conflict':
      return createConflictProblem(outcome);
    case 'differentContent':
      return createReusedIdProblem(outcome);
    case 'tooLarge': {
      const { events, bytes, eventsMax, bytesMax } = outcome;
      const size = `The command has ${events} events and ${bytes} bytes`;
      const remedy =
        name === 'RetractRecord'
          ? 'Shorten its reason and evidence, which each event repeats.'
          : 'Send it in parts.';
      return new Problem(413, 'COMMAND_TOO_LARGE', {
        title: 'The command is too large to be recorded in one batch.',
        detail: `${size}; the limits are ${eventsMax} and ${bytesMax}. ${remedy}`,
      });
    }
    case 'unavailable':
      return new Problem(503, 'COMMAND_UNAVAILABLE', {
        title: 'The partition cannot be written at present.',
        detail:
          'Send the command again with the same id. If it was recorded, you get its response.',
        retryAfterSeconds: outcome.retryAfterSeconds,
      });
  }
}

function createConflictProblem(outcome: OutcomeOfKind<'conflict'>): Problem {
  const { stream, expected, actual, position } = outcome;
  return new Problem(412, 'COMMAND_VERSION_MOVED', {
    title: 'The stream has changed since it was read.',
    detail: `${stream} is at version ${actual}, not ${expected}: read it again, then decide.`,
    extensions: {
      stream,
      expectedVersion: expected,
      actualVersion: actual,
      position: formatLogPosition(position),
    },
  });
}

function createReusedIdProblem({
  commandId,
  position,
}: OutcomeOfKind<'differentContent'>): Problem {
  const error = {
    field: 'Idempotency-Key',
    rule: 'COMMAND_ID_REUSED',
    message: `${commandId} was used for another command`,
    remedy: 'Send this command with an id of its own.',
  };
  return new Problem(422, 'COMMAND_ID_REUSED', {
    title: 'The command id was used for another command.',
    errors: [error],
    extensions: { commandId, position: formatLogPosition(position) },
  });
}

function createRejectionProblem({ rejections, position }: OutcomeOfKind<'refused'>): Problem {
  const errors = rejections.map(({ code, field, message, remedy, event }) => ({
    field: field ?? '',
    rule: code,
    message,
    remedy,
    ...(event === null ? {} : { event }),
  }));
  const [first] = rejections;
  const detail =
    first === undefined
      ? undefined
      : `${first.field ?? 'The command'}: ${first.message} ${first.remedy}`;
  return new Problem(422, 'COMMAND_REFUSED', {
    title: 'A rule of the record rejects the command. Nothing was recorded.',
    ...(detail === undefined ? {} : { detail }),
    errors,
    extensions: { position: formatLogPosition(position) },
  });
}

/** Returns the owner's response unchanged, or throws the owner's problem. */
function parseForwardedResponse({ status, body }: ForwardedResponse): CommandResponse {
  if (status === 200) return body as Readonly<Record<string, unknown>> & CommandResponse;

  const {
    type: _type,
    status: _status,
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

/** Returns the response to a command, or throws a Problem if it is not recorded. */
export function toCommandResponse(
  outcome: CommandOutcome | ForwardedResponse,
  name: string,
  body: unknown,
): CommandResponse {
  if (outcome.kind === 'forwarded') return parseForwardedResponse(outcome);
  if (!isSuccessful(outcome)) throw createOutcomeProblem(outcome, name, body);

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
