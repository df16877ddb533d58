import { COMMAND_ID_PATTERN, COMMANDS, hashCommand } from '@rapporteur/contracts';
import type { z } from 'zod';
import type {
  CommandOutcome,
  CommandSubmission,
  ParsedCommandSubmission,
  CommandSubmissionOptions,
} from './command-outcome.ts';

/** The form of an actor or a trace in an envelope: printable ASCII. */
const LABEL_PATTERN = /^[\x21-\x7e]{1,128}$/;

/** The ids that are made from the hash of a command. */
const HASH_PATTERN = /^([0-9a-f]{64})(?:~[0-9]+)?$/;

interface OptionRule {
  readonly option: keyof CommandSubmissionOptions;
  readonly isValid: (value: unknown) => boolean;
  readonly message: string;
}

/** Written out instead of a schema, because every command is checked by them. */
const OPTION_RULES: readonly OptionRule[] = [
  {
    option: 'commandId',
    isValid: (value) => typeof value === 'string' && COMMAND_ID_PATTERN.test(value),
    message: 'must be 1 to 128 of letters, digits, ., _, ~ and -',
  },
  {
    option: 'expectedVersion',
    isValid: (value) => Number.isInteger(value) && Number(value) >= 0,
    message: 'must be a whole number from 0',
  },
  {
    option: 'actor',
    isValid: isLabel,
    message: 'must be 1 to 128 printable characters without spaces',
  },
  {
    option: 'traceparent',
    isValid: isLabel,
    message: 'must be 1 to 128 printable characters without spaces',
  },
];

function isLabel(value: unknown): boolean {
  return typeof value === 'string' && LABEL_PATTERN.test(value);
}

function findIssues(options: CommandSubmissionOptions): readonly z.core.$ZodIssue[] {
  return OPTION_RULES.filter(
    ({ option, isValid }) => options[option] !== undefined && !isValid(options[option]),
  ).map(({ option, message }) => ({
    code: 'custom',
    path: [option],
    message,
    input: options[option],
  }));
}

// An id of this form is the default of one command. In the hands of another it would make that
// command impossible.
function findForeignHash({
  commandId,
  hash,
}: Pick<ParsedCommandSubmission, 'commandId' | 'hash'>): readonly z.core.$ZodIssue[] {
  const named = HASH_PATTERN.exec(commandId ?? '')?.[1];
  if (named === undefined || named === hash) return [];
  const message = 'has the form of a hash of a command, and not of this one: choose another id';
  return [{ code: 'custom', path: ['Idempotency-Key'], message, input: commandId }];
}

/** Returns the validated command with its defaults and hash, or the outcome if it is invalid. */
export function parseCommandSubmission(
  submission: CommandSubmission,
): ParsedCommandSubmission | CommandOutcome {
  const { name, body, commandId, expectedVersion, actor, traceparent, dryRun, rejections } =
    submission;
  const definition = COMMANDS.get(name);
  if (definition === undefined) return { kind: 'unknownCommand', name };

  const issues = findIssues(submission);
  if (issues.length > 0) return { kind: 'invalid', issues };

  const parsed = definition.parse(body);
  if (!parsed.ok) return { kind: 'invalid', issues: parsed.issues };

  const hash = hashCommand(name, body);
  const foreign = findForeignHash({ commandId, hash });
  if (foreign.length > 0) return { kind: 'invalid', issues: foreign };
  return {
    command: parsed.command,
    hash,
    commandId,
    expectedVersion,
    actor,
    traceparent,
    dryRun,
    rejections,
  };
}

/** Returns whether the submission is valid, and not an outcome already. */
export function isParsedSubmission(
  parsed: ParsedCommandSubmission | CommandOutcome,
): parsed is ParsedCommandSubmission {
  return !('kind' in parsed);
}
