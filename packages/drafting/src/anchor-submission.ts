import { type EventData, getValueAt, type Passage } from '@rapporteur/contracts';
import { anchorPassage, type AnchorSource } from './anchor-passage.ts';
import { buildBody } from './command-body.ts';
import type { ProblemCode, SubmissionProblem, TextPosition } from './problem.ts';
import { SourceText } from './source-text.ts';
import {
  findFieldPosition,
  type IncompleteSubmission,
  type PassageRequest,
  type Submission,
} from './submission.ts';

/** The text of a source, and the file that it was read from if it is not the text itself. */
export interface SourceContent {
  readonly text: string;
  readonly original: EventData<'SourceDocumentRegistered'>['original'];
}

/**
 * Returns the text of a source, or undefined if it is not available. The bytes of a text are decoded
 * as UTF-8 and nothing is stripped, not even a byte order mark. A string is the content of its file.
 */
export type TextLookup = (source: {
  readonly file: string | null;
  readonly sha256: string | null;
}) => SourceContent | string | undefined;

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

/** The valid part of a command. It is checked by a dry run and never recorded. */
export interface PartialCommand extends SubmissionCommand {
  /** Returns whether a rejected field has the id of a thing that an invalid part introduces. */
  isExplained(field: string): boolean;
}

/** The command of a submission, or all problems of its passages. */
export type AnchoredSubmission =
  | {
      readonly ok: true;
      readonly command: SubmissionCommand;
      /** Only texts that the submission declares redistributable. */
      readonly texts: readonly SubmissionText[];
    }
  | {
      readonly ok: false;
      readonly problems: readonly SubmissionProblem[];
      /** The rest of the command, for the rules of the record; undefined if it has no source. */
      readonly partial: PartialCommand | undefined;
    };

const COMPLETE: Omit<IncompleteSubmission, 'submission'> = {
  invalidParts: new Set(),
  missingIds: new Set(),
};

/** Finds the passages of a submission in its text, and builds its command. */
export function anchorSubmission(submission: Submission, findText: TextLookup): AnchoredSubmission {
  const anchoring = new Anchoring({ submission, ...COMPLETE }, findText);
  const { problems, partial, command, text } = anchoring;
  if (problems.length > 0 || command === undefined) return { ok: false, problems, partial };

  const isRedistributable = submission.source.fields['redistributable'] === true;
  const texts =
    text !== null && isRedistributable ? [{ sha256: text.sha256, text: text.text }] : [];
  return { ok: true, command, texts };
}

/** Finds the passages of a submission with problems, to report the problems of its words as well. */
export function anchorIncomplete(
  incomplete: IncompleteSubmission,
  findText: TextLookup,
): Extract<AnchoredSubmission, { readonly ok: false }> {
  const { problems, partial } = new Anchoring(incomplete, findText);
  return { ok: false, problems, partial };
}

/** Returns the text that was found, and its original file. */
function readFound(found: ReturnType<TextLookup>) {
  if (found === undefined) return { text: null, original: null };
  if (typeof found === 'string') return { text: new SourceText(found), original: null };
  return { text: new SourceText(found.text), original: found.original };
}

class Anchoring {
  readonly problems: SubmissionProblem[] = [];
  readonly text: SourceText | null;
  readonly command: SubmissionCommand | undefined;
  readonly partial: PartialCommand | undefined;
  readonly #source: AnchorSource;

  constructor(incomplete: IncompleteSubmission, findText: TextLookup) {
    const { submission, invalidParts, missingIds } = incomplete;
    const { source, positions } = submission;
    const found = findText({ file: source.file, sha256: source.sha256 });
    const { text, original } = readFound(found);
    this.text = text;
    const sha256 = this.text?.sha256 ?? source.sha256;
    this.#source = { document: source.document, sha256: sha256 ?? '', text: this.text };

    const isSourceValid = !invalidParts.has('source');
    const sourceProblem = checkSource(submission, this.text, original);
    if (sourceProblem !== undefined) {
      // An invalid source may lack the file because of a problem that is reported already.
      if (isSourceValid || this.text !== null) this.problems.push(sourceProblem);
      return;
    }

    const body = buildBody(submission, {
      resolve: (request, part) => this.#resolve(request, part),
      text:
        sha256 === null ? null : { sha256, characters: this.text?.characters ?? null, original },
    });
    const command = {
      name: submission.command,
      body,
      findPosition: (field: string) => findFieldPosition(positions, field),
    };
    if (invalidParts.size === 0) this.command = command;
    if (isSourceValid && !invalidParts.has('collection'))
      this.partial = omitParts(command, { submission, invalidParts, missingIds });
  }

  #resolve(request: PassageRequest, part: string): Passage | undefined {
    const anchored = anchorPassage(request, this.#source);
    if (anchored.ok) return anchored.passage;

    const { code, message, remedy } = anchored;
    const { line, column, field } = request;
    // Several facts may inherit one quote; its problem is reported once.
    if (!this.problems.some((problem) => problem.line === line && problem.column === column))
      this.problems.push({
        code,
        part,
        field,
        line,
        column,
        message: `${part}: ${message}`,
        remedy,
      });
    return this.#createSubstitute();
  }

  /** Returns a passage in place of words that are not found, so that the rules can be checked. */
  #createSubstitute(): Passage | undefined {
    const { text } = this;
    if (text === null) return undefined;
    // Each has a place of its own: one place never states two values.
    const start = this.problems.length % text.characters;
    const offsets = { start, end: start + 1, sha256: null, textLine: null };
    const request = { kind: 'offsets', field: '', line: 1, column: 1, ...offsets } as const;
    const anchored = anchorPassage(request, this.#source);
    return anchored.ok ? anchored.passage : undefined;
  }
}

/** Returns the command without its invalid parts, for a dry run. */
function omitParts(
  command: SubmissionCommand,
  { submission, invalidParts, missingIds }: IncompleteSubmission,
): PartialCommand {
  const isValid = ({ part }: { readonly part: string }): boolean => !invalidParts.has(part);
  const facts = submission.facts.filter(isValid);
  const bodies = submission.bodies.filter(isValid);
  const all = command.body as { readonly facts: readonly unknown[] };
  const body = {
    ...command.body,
    bodies: bodies.map(({ value }) => value),
    facts: all.facts.filter((_, index) => submission.facts.slice(index, index + 1).every(isValid)),
  };

  const findPosition = (field: string): TextPosition => {
    const [first, index, ...rest] = field.split('.');
    const items: Readonly<Record<string, readonly { readonly path: string }[]>> = { facts, bodies };
    const path = items[first ?? '']?.[Number(index)]?.path;
    return command.findPosition(path === undefined ? field : [path, ...rest].join('.'));
  };
  const isExplained = (field: string): boolean =>
    missingIds.has(String(getValueAt(body, field.split('.'))));
  // The meeting of RecordMeeting may be one of the omitted facts.
  return { name: 'RecordDocument', body, findPosition, isExplained };
}

function checkSource(
  { source, facts }: Submission,
  text: SourceText | null,
  original: SourceContent['original'],
): SubmissionProblem | undefined {
  const createProblem = (
    code: ProblemCode,
    message: string,
    remedy: string,
  ): SubmissionProblem => ({
    code,
    part: 'source',
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

  const given = source.fields['original'] as SourceContent['original'] | undefined;
  if (original !== null && given != null && given.sha256 !== original.sha256) {
    const message = `The file ${source.file} has the SHA-256 ${original.sha256}, not ${given.sha256}.`;
    const remedy = 'Restore the right file, or leave `original` out; it is computed.';
    return createProblem('DRAFTING_TEXT_DIFFERS', message, remedy);
  }

  const characters = source.fields['characters'];
  if (typeof characters !== 'number' || characters === text.characters) return undefined;
  const message = `The text has ${text.characters} characters, not ${characters}.`;
  const remedy = 'Leave `characters` out; they are counted.';
  return createProblem('DRAFTING_TEXT_DIFFERS', message, remedy);
}
