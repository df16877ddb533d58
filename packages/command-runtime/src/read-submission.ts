import { COMMANDS, hashCommand, text } from '@rapporteur/contracts';
import { z } from 'zod';
import type { Outcome, ReadSubmission, Submission } from './outcome.ts';

const COMMAND_ID = /^[A-Za-z0-9._~-]{1,128}$/;

const Options = z.object({
  commandId: z.string().regex(COMMAND_ID, 'must be 1 to 128 of letters, digits, ., _, ~ and -').optional(),
  expectedVersion: z.int().min(0).optional(),
  actor: text(128).optional(),
  traceparent: text(128).optional(),
});

/** Reads a command: checks its shape, fills in defaults and takes its hash, each once. */
export function readSubmission(submission: Submission): ReadSubmission | Outcome {
  const { name, body, ...options } = submission;
  const definition = COMMANDS.get(name);
  if (definition === undefined) return { kind: 'unknownCommand', name };
  const checked = Options.safeParse(options);
  if (!checked.success) return { kind: 'invalid', issues: checked.error.issues };
  const parsed = definition.parse(body);
  if (!parsed.ok) return { kind: 'invalid', issues: parsed.issues };
  return { ...options, command: parsed.command, hash: hashCommand(name, body) };
}

/** Whether what came of reading is a command, not already an outcome. */
export function isRead(read: ReadSubmission | Outcome): read is ReadSubmission {
  return !('kind' in read);
}
