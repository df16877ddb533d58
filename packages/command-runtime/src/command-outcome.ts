import type { Command, Envelope } from '@rapporteur/contracts';
import type { LogPosition } from '@rapporteur/event-log';
import type { SimilarId, Rejection as RuleRefusal } from '@rapporteur/domain';
import type { z } from 'zod';

/** Why a command is not recorded: a rule of the domain, or an objection of the service that took it in. */
export type CommandRejection = Omit<RuleRefusal, 'code'> & { readonly code: string };

/** A command as it was sent. */
export interface CommandSubmission extends SubmissionOptions {
  readonly name: string;
  readonly body: unknown;
}

/** What may be said beside the command itself. */
export interface SubmissionOptions {
  /** The sender's own id of the command; default: its hash. A repeated id gets the first answer. */
  readonly commandId?: string | undefined;
  /** The version that the stream addressed must have. */
  readonly expectedVersion?: number | undefined;
  /** Who records: an opaque id. */
  readonly actor?: string | undefined;
  readonly traceparent?: string | undefined;
  /** Answers what would be recorded, and records nothing. */
  readonly dryRun?: boolean | undefined;
  /** What the service itself has found wrong: the command is refused with it, unless it was recorded before. */
  readonly rejections?: readonly CommandRejection[] | undefined;
}

/** A command that was read: once, before anything else is done with it. */
export interface ParsedSubmission extends SubmissionOptions {
  readonly command: Command;
  /** The hash of name and body as received. */
  readonly hash: string;
}

interface CommandOutcomeBase {
  readonly commandId: string;
  readonly collection: string;
  /** The stream that the command addresses. */
  readonly stream: string;
  readonly position: LogPosition;
}

/** Its events are in the log. */
export interface CommandRecorded extends CommandOutcomeBase {
  readonly kind: 'recorded';
  readonly events: readonly Envelope[];
  /** The facts of it that stood before, by event id. Null in a repeated answer: the log does not say. */
  readonly already: readonly string[] | null;
  /** The version of the stream after it. Null in a repeated answer if it recorded nothing in that stream. */
  readonly version: number | null;
  /** It was recorded before, and this is the answer it got then. */
  readonly repeated: boolean;
  /** New ids that nearly equal known ones; looked for in whole documents, and in dry runs. */
  readonly similarIds: readonly SimilarId[];
}

/** Everything it says stands already. */
export interface CommandUnchanged extends CommandOutcomeBase {
  readonly kind: 'unchanged';
  readonly already: readonly string[];
  readonly version: number;
}

/** An event as it would be recorded: what only the recording gives is left out. */
export type PlannedEvent = Omit<Envelope, 'time' | 'pseq' | 'term'>;

/** The answer to a dry run of a command that would be recorded. */
export interface CommandWouldRecord extends CommandOutcomeBase {
  readonly kind: 'wouldRecord';
  readonly events: readonly PlannedEvent[];
  readonly already: readonly string[];
  /** The version the stream would have. */
  readonly version: number;
  readonly similarIds: readonly SimilarId[];
}

/** What became of a command: always a value. Only a fault of ours is thrown. */
export type CommandOutcome =
  | CommandRecorded
  | CommandUnchanged
  | CommandWouldRecord
  | {
      readonly kind: 'refused';
      readonly rejections: readonly CommandRejection[];
      readonly position: LogPosition;
    }
  | {
      readonly kind: 'conflict';
      readonly stream: string;
      readonly expected: number;
      readonly actual: number;
      readonly position: LogPosition;
    }
  | { readonly kind: 'invalid'; readonly issues: readonly z.core.$ZodIssue[] }
  | { readonly kind: 'unknownCommand'; readonly name: string }
  | {
      readonly kind: 'differentContent';
      readonly commandId: string;
      readonly position: LogPosition;
    }
  | {
      readonly kind: 'tooLarge';
      readonly events: number;
      readonly bytes: number;
      readonly eventsMax: number;
      readonly bytesMax: number;
    }
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds: number };
