import { COMMANDS, getValueAt, toFieldErrors } from '@rapporteur/contracts';
import { buildBody, PLACEHOLDER } from './command-body.ts';
import type { SubmissionProblem } from './problem.ts';
import type { SubmissionDocument } from './submission-document.ts';
import { findFieldPosition, type Submission } from './submission.ts';

/**
 * Checks the command as it will be sent, with placeholders for the passages. A value whose problem
 * is reported already is not reported again.
 */
export function checkCommand(submission: Submission, document: SubmissionDocument): void {
  const definition = COMMANDS.get(submission.command);
  const body = buildBody(submission, { resolve: () => PLACEHOLDER, text: null });
  const parsed = definition?.parse(body);
  if (parsed === undefined || parsed.ok) return;

  const reported = document.problems;
  const invalidParts = new Set(document.invalidParts);
  for (const { field, message, remedy } of toFieldErrors(parsed.issues, body, definition?.schema)) {
    const isMissing = getValueAt(body, field.split('.')) === undefined;
    const { part, path, fieldInPart } = locateField(field, submission);
    const position = findFieldPosition(submission.positions, path);
    const isSamePlace = reported.some(
      ({ line, column }) => line === position.line && column === position.column,
    );
    if (invalidParts.has(part) && (isSamePlace || fieldInPart.startsWith('passages'))) continue;
    if (isMissing && reported.some((problem) => mayExplainMissing(problem, part))) continue;

    document.addProblem({
      code: isMissing ? 'DRAFTING_FIELD_MISSING' : 'DRAFTING_VALUE_INVALID',
      place: position,
      part,
      field: path,
      message: `${part}: ${`${fieldInPart} ${message}`.trim()}.`,
      remedy,
    });
  }
}

/** Returns whether a field of the part may be missing because it is misspelled, or all are. */
function mayExplainMissing({ code, part, field }: SubmissionProblem, missingIn: string): boolean {
  return part === missingIn && (code === 'DRAFTING_FIELD_UNKNOWN' || field === missingIn);
}

/** The parts of a submission whose fields have another name in the command. */
const PART_NAMES: Readonly<Record<string, string>> = { document: 'source', opening: 'collection' };

interface FieldLocation {
  readonly part: string;
  /** The path in the submission, where invalid facts count too. */
  readonly path: string;
  readonly fieldInPart: string;
}

function locateField(field: string, { facts, bodies }: Submission): FieldLocation {
  const [first = '', second = '', ...rest] = field.split('.');
  const join = (keys: readonly string[]) => keys.filter((key) => key !== 'assertion').join('.');

  const item = first === 'facts' ? facts[Number(second)] : undefined;
  const listed = first === 'bodies' ? bodies[Number(second)] : item;
  if (listed !== undefined) {
    const { part, path } = listed;
    return { part, path: [path, ...rest].join('.'), fieldInPart: join(rest) };
  }
  return { part: PART_NAMES[first] ?? first, path: field, fieldInPart: join([second, ...rest]) };
}
