import { suggestName } from '@rapporteur/contracts';
import type { Node } from 'yaml';
import type { ActorDirectory } from './actor-directory.ts';
import type { TextPosition } from './problem.ts';
import type { MappingEntry, ProblemReport, SubmissionDocument } from './submission-document.ts';

/** Returns the expanded value of a shorthand, or undefined if the value is written out. */
export type ShorthandExpander = (node: Node | null, context: ExpansionContext) => unknown;

/** The place of a value in a submission, and the names that it may use. */
export interface ExpansionContext {
  readonly document: SubmissionDocument;
  readonly actors: ActorDirectory;
  /** The words that a fact quotes: an actor without a name as written has its name there. */
  readonly words: string;
  /** The name of the part in problems, such as `fact 3 (MeetingHeld)`. */
  readonly part: string;
  /** The dotted path of the value in the command. */
  readonly path: string;
  /** The positions in the YAML of all fields so far, by their paths in the command. */
  readonly positions: Map<string, TextPosition>;
  /** The shorthands of this file beside those of all files, by the name of the shape. */
  readonly shorthands?: Readonly<Record<string, ShorthandExpander>>;
}

/** Reports a field that its mapping must not contain. */
export function reportUnknownField(
  entry: MappingEntry,
  known: readonly string[],
  context: ExpansionContext,
): void {
  reportProblem(descend(context, entry.key), {
    code: 'DRAFTING_FIELD_UNKNOWN',
    place: entry.keyNode,
    message: `Unknown field \`${entry.key}\`.`,
    remedy: suggestName(entry.key, known),
  });
}

/** Reports a problem of the value in a context; its code is DRAFTING_VALUE_INVALID by default. */
export function reportProblem(
  { document, part, path }: ExpansionContext,
  problem: Omit<ProblemReport, 'code' | 'field' | 'part'> & {
    readonly code?: ProblemReport['code'];
  },
): void {
  const { code = 'DRAFTING_VALUE_INVALID', place, message, remedy } = problem;
  document.addProblem({ code, place, part, field: path, message: `${part}: ${message}`, remedy });
}

/** Returns the context of a field or element of the value. */
export function descend(context: ExpansionContext, key: string | number): ExpansionContext {
  return { ...context, path: context.path === '' ? `${key}` : `${context.path}.${key}` };
}
