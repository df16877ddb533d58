import type { Command, Envelope } from '@rapporteur/contracts';
import type { Rejection, SimilarId } from '@rapporteur/domain';
import type { LogPosition } from '@rapporteur/event-log';
import type { z } from 'zod';

/** The reason not to record a command: a rule of the domain, or a check of the service. */
export type CommandRejection = Omit<Rejection, 'code'> & { readonly code: string };

/** A command as the client sent it. */
export interface CommandSubmission extends CommandSubmissionOptions {
  readonly name: string;
  readonly body: unknown;
}

/** The part of a submission that is not the command itself. */
export interface CommandSubmissionOptions {
  /** The client's id of the command; default: its hash. A repeated id gets the first outcome. */
  readonly commandId?: string | undefined;
  /** The version that the addressed stream must have. */
  readonly expectedVersion?: number | undefined;
  /** The opaque id of the recorder. */
  readonly actor?: string | undefined;
  readonly traceparent?: string | undefined;
  /** Returns the events that would be recorded, and records nothing. */
  readonly dryRun?: boolean | undefined;
  /** Rejections found by the service. They apply unless the command was recorded before. */
  readonly rejections?: readonly CommandRejection[] | undefined;
}

/** A submission after its validation. */
export interface ParsedCommandSubmission extends CommandSubmissionOptions {
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

/** The command's events are in the log. */
export interface CommandRecorded extends CommandOutcomeBase {
  readonly kind: 'recorded';
  /** Preceded by those of its opening, if it opened the collection and is not repeated. */
  readonly events: readonly Envelope[];
  /** The ids of events with the same facts. Null if repeated: the log does not hold them. */
  readonly already: readonly string[] | null;
  /** The stream's version after the command. Null if repeated without an event in that stream. */
  readonly version: number | null;
  /** True if the command was recorded before: this is its first outcome again. */
  readonly repeated: boolean;
  /** New ids that nearly equal known ones; searched for in whole documents and in dry runs. */
  readonly similarIds: readonly SimilarId[];
}

/** Every fact of the command is already recorded. */
export interface CommandUnchanged extends CommandOutcomeBase {
  readonly kind: 'unchanged';
  readonly already: readonly string[];
  readonly version: number;
}

/** An event of a dry run: without the fields that only the recording determines. */
export type PlannedEvent = Omit<Envelope, 'time' | 'pseq' | 'term'>;

/** The outcome of a dry run of a command that would be recorded. */
export interface CommandWouldRecord extends CommandOutcomeBase {
  readonly kind: 'wouldRecord';
  readonly events: readonly PlannedEvent[];
  readonly already: readonly string[];
  /** The version that the stream would have. */
  readonly version: number;
  readonly similarIds: readonly SimilarId[];
}

/** The outcome of a command. It is always a value: only internal errors are thrown. */
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
