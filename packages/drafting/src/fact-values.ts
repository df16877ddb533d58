import { checkCommand } from './check-command.ts';
import type { ActorDirectory } from './actor-directory.ts';
import { parseFacts } from './parse-facts.ts';
import type { SubmissionProblem } from './problem.ts';
import { getEntries, getEntryValue, SubmissionDocument } from './submission-document.ts';
import type { Submission, SubmittedFact } from './submission.ts';

/** A submission without facts, and the actors that facts may name. */
export interface SubmissionFrame {
  readonly submission: Submission;
  readonly actors: ActorDirectory;
}

/** Facts as values, in the words of a submission, and the defaults that they inherit. */
export interface FactValues {
  readonly facts: readonly unknown[];
  readonly defaults: Readonly<Record<string, unknown>>;
}

/**
 * Parses facts that a program made in the words of a submission, such as those of one row of a table.
 * The same shorthand and the same checks apply. The position of a problem has no meaning; its `part`
 * and `field` name the fact.
 */
export function parseFactValues(
  { submission, actors }: SubmissionFrame,
  { facts, defaults }: FactValues,
): { readonly facts: readonly SubmittedFact[]; readonly problems: readonly SubmissionProblem[] } {
  const document = new SubmissionDocument({ value: { facts, defaults } });
  const positions = new Map();
  const context = { document, actors, words: '', part: 'facts', path: 'facts', positions };
  const getPart = (name: string) => getEntryValue(getEntries(document.root) ?? [], name);
  const parsed = parseFacts(getPart('facts'), getPart('defaults'), context);
  // The bodies are checked with the frame.
  checkCommand(
    { ...submission, bodies: [], facts: parsed.facts, command: 'RecordDocument', positions },
    document,
  );
  return { facts: parsed.facts, problems: document.problems };
}
