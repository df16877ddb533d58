import { z } from 'zod';
import type { DomainEvent, Fact } from '../catalogue.ts';
import type {
  CorrectRecord,
  LinkRecords,
  MergeRecords,
  OpenCollection,
  ResolveConflict,
  RetractRecord,
  SkipProjection,
} from './amendment-schemas.ts';

/** A fact or body that a command records. `path` is its place in the command: `facts.3`. */
export type CommandFact = (Fact | Extract<DomainEvent, { type: 'BodyRegistered' }>) & {
  readonly path: string;
};

/** A command about the record itself: it opens a collection, or changes recorded facts. */
interface AmendmentCommand<Name extends string, Kind extends string, Body> {
  readonly name: Name;
  readonly collection: string;
  readonly kind: Kind;
  readonly body: Body;
}

/** A parsed command, with its defaults filled in. */
export type Command =
  | {
      readonly name: string;
      readonly collection: string;
      readonly kind: 'facts';
      /** Opens the collection together with the facts; null: it must be open. */
      readonly opening: OpenCollection | null;
      readonly facts: readonly CommandFact[];
    }
  | AmendmentCommand<'OpenCollection', 'open', OpenCollection>
  | AmendmentCommand<'CorrectRecord', 'correct', CorrectRecord>
  | AmendmentCommand<'RetractRecord', 'retract', RetractRecord>
  | AmendmentCommand<'MergeRecords', 'merge', MergeRecords>
  | AmendmentCommand<'LinkRecords', 'link', LinkRecords>
  | AmendmentCommand<'ResolveConflict', 'resolve', ResolveConflict>
  | AmendmentCommand<'SkipProjection', 'skip', SkipProjection>;

/** The result of parsing a body: the command, or the issues of the body. */
export type ParsedCommand =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly issues: readonly z.core.$ZodIssue[] };

/** A command that clients may send. */
export interface CommandDefinition {
  readonly name: string;
  readonly doc: string;
  /** The schema of the body; the JSON Schema is made from it. */
  readonly schema: z.ZodType;
  parse(body: unknown): ParsedCommand;
}

/** Parses a body with a schema, and builds the command from the result. */
export function parseWith<S extends z.ZodType>(
  schema: S,
  body: unknown,
  build: (parsed: z.output<S>) => Command,
): ParsedCommand {
  const result = schema.safeParse(body);
  return result.success
    ? { ok: true, command: build(result.data) }
    : { ok: false, issues: result.error.issues };
}
