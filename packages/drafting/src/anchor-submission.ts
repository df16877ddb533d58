import type { Passage } from '@rapporteur/contracts';
import { anchorPassage, type AnchorSource } from './anchor-passage.ts';
import { buildBody } from './command-body.ts';
import type { ProblemCode, SubmissionProblem, TextPosition } from './problem.ts';
import { SourceText } from './source-text.ts';
import { findFieldPosition, type PassageRequest, type Submission } from './submission.ts';

/**
 * Returns the text of a source, or undefined if it is not available.
 * The bytes are decoded as UTF-8 and nothing is stripped, not even a byte order mark.
 */
export type TextLookup = (source: {
  readonly file: string | null;
  readonly sha256: string | null;
}) => string | undefined;

/** A command to send. */
export interface SubmissionCommand {
  readonly name: Submission['command'];
  readonly body: Readonly<Record<string, unknown>>;
  /** Returns the position in the YAML of a field of the body, such as `facts.3.occurredOn`. */
  findPosition(field: string): TextPosition;
}

/** A text that may be sent with the command. */
export interface SubmissionText {
  readonly sha256: string;
  readonly text: string;
}

/** The command of a submission, or all problems of its passages. */
export type AnchoredSubmission =
  | {
      readonly ok: true;
      readonly command: SubmissionCommand;
      /** Only texts that the submission declares redistributable. */
      readonly texts: readonly SubmissionText[];
    }
  | { readonly ok: false; readonly problems: readonly SubmissionProblem[] };

/** Finds the passages of a submission in its text, and builds its command. */
export function anchorSubmission(submission: Submission, findText: TextLookup): AnchoredSubmission {
  const { source } = submission;
  const content = findText({ file: source.file, sha256: source.sha256 });
  const text = content === undefined ? null : new SourceText(content);
  const sourceProblem = checkSource(submission, text);
  if (sourceProblem !== undefined) return { ok: false, problems: [sourceProblem] };

  const sha256 = text?.sha256 ?? source.sha256;
  const problems: SubmissionProblem[] = [];
  const anchorSource: AnchorSource = { document: source.document, sha256: sha256 ?? '', text };
  const body = buildBody(submission, {
    resolve: (request, part) => resolvePassage({ request, part, anchorSource, problems }),
    text: sha256 === null ? null : { sha256, characters: text?.characters ?? null },
  });
  if (problems.length > 0) return { ok: false, problems };

  const command: SubmissionCommand = {
    name: submission.command,
    body,
    findPosition: (field) => findFieldPosition(submission.positions, field),
  };
  const isRedistributable = source.fields['redistributable'] === true;
  return {
    ok: true,
    command,
    texts: text !== null && isRedistributable ? [{ sha256: text.sha256, text: text.text }] : [],
  };
}

function resolvePassage({
  request,
  part,
  anchorSource,
  problems,
}: {
  readonly request: PassageRequest;
  readonly part: string;
  readonly anchorSource: AnchorSource;
  readonly problems: SubmissionProblem[];
}): Passage | undefined {
  const anchored = anchorPassage(request, anchorSource);
  if (anchored.ok) return anchored.passage;

  const { code, message, remedy } = anchored;
  const { line, column, field } = request;
  // Several facts may inherit one quote; its problem is reported once.
  if (!problems.some((problem) => problem.line === line && problem.column === column))
    problems.push({ code, field, line, column, message: `${part}: ${message}`, remedy });
  return undefined;
}

function checkSource(
  { source, facts }: Submission,
  text: SourceText | null,
): SubmissionProblem | undefined {
  const createProblem = (
    code: ProblemCode,
    message: string,
    remedy: string,
  ): SubmissionProblem => ({
    code,
    field: 'source',
    ...source.position,
    message: `source: ${message}`,
    remedy,
  });

  if (text === null) {
    if (source.sha256 !== null || facts.length + source.passages.length === 0) return undefined;
    const message =
      source.file === null
        ? 'The source has neither `file` nor `sha256`.'
        : `The file ${source.file} is not available.`;
    const remedy = 'Give the file of the text, or its sha256 and passages by offsets.';
    return createProblem('DRAFTING_TEXT_NOT_HELD', message, remedy);
  }

  if (text.characters === 0)
    return createProblem('DRAFTING_TEXT_DIFFERS', 'The text is empty.', 'Name another file.');
  if (!text.text.isWellFormed()) {
    const message = 'The text must be valid UTF-8.';
    return createProblem('DRAFTING_TEXT_DIFFERS', message, 'Save it as UTF-8.');
  }

  if (source.sha256 !== null && source.sha256 !== text.sha256) {
    const name = source.file === null ? 'The text' : `The file ${source.file}`;
    const message = `${name} has the SHA-256 ${text.sha256}, not ${source.sha256}.`;
    const remedy = 'Restore the right text, or correct `sha256`.';
    return createProblem('DRAFTING_TEXT_DIFFERS', message, remedy);
  }

  const characters = source.fields['characters'];
  if (typeof characters !== 'number' || characters === text.characters) return undefined;
  const message = `The text has ${text.characters} characters, not ${characters}.`;
  const remedy = 'Leave `characters` out; they are counted.';
  return createProblem('DRAFTING_TEXT_DIFFERS', message, remedy);
}
