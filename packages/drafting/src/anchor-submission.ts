import type { Passage } from '@rapporteur/contracts';
import { type AnchorSource, anchorPassage } from './anchor-passage.ts';
import { buildBody } from './command-body.ts';
import type { TextPosition, SubmissionProblem } from './problem.ts';
import { SourceText } from './source-text.ts';
import { findFieldPosition, type Submission, type PassageRequest } from './submission.ts';

/**
 * Hands over the text of a source, where it is held: the bytes of the file decoded as UTF-8, nothing stripped
 * (a byte order mark stays), or undefined.
 */
export type TextLookup = (source: {
  readonly file: string | null;
  readonly sha256: string | null;
}) => string | undefined;

/** A command to be sent, and where its fields stand in the submission. */
export interface SubmissionCommand {
  readonly name: 'OpenCollection' | 'RecordDocument' | 'RecordMeeting';
  readonly body: Readonly<Record<string, unknown>>;
  /** Where in the YAML a field of the body stands: `facts.3.occurredOn`. */
  findPosition(field: string): TextPosition;
}

/** A text that may be handed on with the commands. */
export interface SubmissionText {
  readonly sha256: string;
  readonly text: string;
}

/** The commands of a submission, or everything that its text does not bear out. */
export type AnchoredSubmission =
  | {
      readonly ok: true;
      readonly commands: readonly SubmissionCommand[];
      /** Only texts that the submission calls redistributable. */
      readonly texts: readonly SubmissionText[];
    }
  | { readonly ok: false; readonly problems: readonly SubmissionProblem[] };

/** Resolves the passages of a submission in its text and makes its commands. */
export function anchorSubmission(submission: Submission, textOf: TextLookup): AnchoredSubmission {
  const { source } = submission;
  const held = textOf({ file: source.file, sha256: source.sha256 });
  const text = held === undefined ? null : new SourceText(held);
  const sourceProblem = checkSource(submission, text);
  if (sourceProblem !== undefined) return { ok: false, problems: [sourceProblem] };
  const sha256 = text?.sha256 ?? source.sha256;
  const anchorIn: AnchorSource = { document: source.document, sha256: sha256 ?? '', text };
  const problems: SubmissionProblem[] = [];
  const known = sha256 === null ? null : { sha256, characters: text?.characters ?? null };
  const body = buildBody(
    submission,
    (wanted, part) => resolve(wanted, part, anchorIn, problems),
    known,
  );
  if (problems.length > 0) return { ok: false, problems };
  const redistributable = source.fields['redistributable'] === true;
  return {
    ok: true,
    commands: commandsOf(submission, body),
    texts: text !== null && redistributable ? [{ sha256: text.sha256, text: text.text }] : [],
  };
}

function resolve(
  wanted: PassageRequest,
  part: string,
  anchorIn: AnchorSource,
  problems: SubmissionProblem[],
): Passage | undefined {
  const anchored = anchorPassage(wanted, anchorIn);
  if (anchored.ok) return anchored.passage;
  const { code, message, remedy } = anchored;
  const { line, column, field } = wanted;
  // Facts that inherit one quote would all complain of it.
  if (!problems.some((problem) => problem.line === line && problem.column === column)) {
    problems.push({ code, field, line, column, message: `${part}: ${message}`, remedy });
  }
  return undefined;
}

function checkSource(
  { source, facts }: Submission,
  text: SourceText | null,
): SubmissionProblem | undefined {
  const problem = (
    code: SubmissionProblem['code'],
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
    const what =
      source.file === null ? 'neither file nor sha256 is given' : `${source.file} is not held here`;
    return problem(
      'DRAFTING_TEXT_NOT_HELD',
      what,
      'give the file of the text, or its sha256 and passages by offsets',
    );
  }
  if (text.characters === 0)
    return problem('DRAFTING_TEXT_DIFFERS', 'the text is empty', 'name another file');
  if (!text.text.isWellFormed()) {
    return problem('DRAFTING_TEXT_DIFFERS', 'the text is not UTF-8', 'save it as UTF-8');
  }
  if (source.sha256 !== null && source.sha256 !== text.sha256) {
    const message = `${source.file ?? 'the text'} has the SHA-256 ${text.sha256}, where ${source.sha256} is given`;
    return problem(
      'DRAFTING_TEXT_DIFFERS',
      message,
      'it is another text, or was changed: restore it or correct sha256',
    );
  }
  const characters = source.fields['characters'];
  if (typeof characters === 'number' && characters !== text.characters) {
    const message = `the text has ${text.characters} characters, where ${characters} are given`;
    return problem('DRAFTING_TEXT_DIFFERS', message, 'leave characters out: they are counted');
  }
  return undefined;
}

function commandsOf(
  submission: Submission,
  body: Record<string, unknown>,
): readonly SubmissionCommand[] {
  const { opening, positions: places, command } = submission;
  const record: SubmissionCommand = {
    name: command,
    body,
    findPosition: (field) => findFieldPosition(places, field),
  };
  if (opening === null) return [record];
  const placeOf = (field: string): TextPosition => findFieldPosition(places, `collection.${field}`);
  return [{ name: 'OpenCollection', body: opening, findPosition: placeOf }, record];
}
