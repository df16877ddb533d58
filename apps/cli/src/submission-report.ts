import { formatProblem, type PartialCommand, type SubmissionProblem } from '@rapporteur/drafting';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { CliError } from './cli-error.ts';
import { sendCommand } from './command-client.ts';
import { ApiProblemError, formatProblemIssue } from './problem-document.ts';
import type { CliSession } from './session.ts';

interface ReportedLine {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** All problems of a submission that was not sent, in the order of their lines. */
export class SubmissionReport {
  readonly #file: string;
  readonly #lines: ReportedLine[] = [];
  readonly #notes: string[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  addProblems(problems: readonly SubmissionProblem[]): void {
    for (const problem of problems) {
      const { line, column, code } = problem;
      this.#lines.push({ line, column, text: `${formatProblem(problem)} (${code})` });
    }
  }

  addNote(note: string): void {
    if (!this.#notes.includes(note)) this.#notes.push(note);
  }

  /** Adds the rejections of the valid part by the rules of the record, from a dry run. */
  async addRejections(
    session: CliSession,
    partial: PartialCommand,
    actor: string | undefined,
  ): Promise<void> {
    try {
      await sendCommand(session, partial.name, partial.body, { dryRun: true, actor });
    } catch (error) {
      if (!(error instanceof CliError) || error.exitCode === EXIT.interrupted) throw error;
      const errors = error instanceof ApiProblemError ? error.problem.errors : undefined;
      if (errors === undefined)
        this.addNote(`The rules of the record were not checked: ${error.message}`);

      for (const issue of errors ?? []) {
        const field = issue.field ?? '';
        // A thing that an invalid fact introduces is not missing.
        if (issue.rule.endsWith('_UNKNOWN') && partial.isExplained(field)) continue;
        const { line, column } = partial.findPosition(field);
        this.#lines.push({ line, column, text: `${line}:${column} ${formatProblemIssue(issue)}` });
      }
    }
  }

  createError(): CliError {
    const lines = this.#lines
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
      .map(({ text }) => `${this.#file}:${text}`);
    return new CliError(
      EXIT.usage,
      [...lines, ...this.#notes].join('\n'),
      'Nothing was sent. `rapporteur help submission` explains the format.',
    );
  }
}
