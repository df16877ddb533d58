import type { SubmissionProblem } from './problem.ts';
import { SubmissionDocument } from './submission-document.ts';

/** The value of a YAML file, valid only without problems. */
interface ParsedYaml {
  readonly value: unknown;
  readonly problems: readonly SubmissionProblem[];
}

/**
 * Parses a file that is neither a submission nor a command, by the same strict rules: no aliases,
 * tags, double keys or rounded numbers. Never throws.
 */
export function parseYaml(yaml: string): ParsedYaml {
  const { root, problems } = new SubmissionDocument(yaml);
  return { value: problems.length === 0 ? (root?.toJSON() as unknown) : undefined, problems };
}
