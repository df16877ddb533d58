import { COMMAND_ID_PATTERN, COMMANDS, hashCommand } from '@rapporteur/contracts';
import type { z } from 'zod';
import type {
  CommandOutcome,
  ParsedSubmission,
  CommandSubmission,
  SubmissionOptions,
} from './command-outcome.ts';

/** What an envelope takes as an actor or a trace: printable, and with a UTF-8 form. */
const LABEL = /^[\x21-\x7e]{1,128}$/;

/** The rules for what stands beside a command. Written out: they are looked at for every command. */
const RULES: readonly (readonly [keyof SubmissionOptions, (value: unknown) => boolean, string])[] =
  [
    [
      'commandId',
      (value) => typeof value === 'string' && COMMAND_ID_PATTERN.test(value),
      'must be 1 to 128 of letters, digits, ., _, ~ and -',
    ],
    [
      'expectedVersion',
      (value) => Number.isInteger(value) && Number(value) >= 0,
      'must be a whole number from 0',
    ],
    ['actor', isLabel, 'must be 1 to 128 printable characters without spaces'],
    ['traceparent', isLabel, 'must be 1 to 128 printable characters without spaces'],
  ];

function isLabel(value: unknown): boolean {
  return typeof value === 'string' && LABEL.test(value);
}

function issuesOf(options: SubmissionOptions): readonly z.core.$ZodIssue[] {
  return RULES.filter(([name, holds]) => options[name] !== undefined && !holds(options[name])).map(
    ([name, , message]) => ({ code: 'custom', path: [name], message, input: options[name] }),
  );
}

/** Reads a command: checks its shape, fills in defaults and takes its hash, each once. */
export function parseSubmission(submission: CommandSubmission): ParsedSubmission | CommandOutcome {
  const {
    name,
    body,
    commandId,
    expectedVersion,
    actor,
    traceparent,
    dryRun,
    rejections: objections,
  } = submission;
  const definition = COMMANDS.get(name);
  if (definition === undefined) return { kind: 'unknownCommand', name };
  const issues = issuesOf(submission);
  if (issues.length > 0) return { kind: 'invalid', issues };
  const parsed = definition.parse(body);
  if (!parsed.ok) return { kind: 'invalid', issues: parsed.issues };
  const hash = hashCommand(name, body);
  return {
    command: parsed.command,
    hash,
    commandId,
    expectedVersion,
    actor,
    traceparent,
    dryRun,
    rejections: objections,
  };
}

/** Whether what came of reading is a command, not already an outcome. */
export function isParsedSubmission(
  read: ParsedSubmission | CommandOutcome,
): read is ParsedSubmission {
  return !('kind' in read);
}
