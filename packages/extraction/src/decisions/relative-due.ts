import { onceBy, onceBySlot } from '../language/cues.ts';
import { countDay, readEdtf } from '../language/date-values.ts';
import type { DraftFields, DraftValue } from '../draft.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { NumberWords } from '../language/number-words.ts';
import { type CompiledPattern, compilePattern } from '../language/pattern.ts';

/** The lists of patterns by unit, with the days or months of one unit. */
const UNITS = [
  ['dueDays', 1, 'days'],
  ['dueWeeks', 7, 'days'],
  ['dueMonths', 1, 'months'],
  ['dueYears', 12, 'months'],
] as const;

interface DuePattern extends CompiledPattern {
  /** The count that a pattern without a slot has: "within a month". */
  readonly count: number;
  readonly length: number;
  readonly unit: 'days' | 'months';
}

/**
 * Returns the day that words count from the end of their meeting: "within three months". Undefined if
 * they count from something else, "within 30 days of receipt", or if the meeting has no day.
 */
export function findRelativeDue(
  words: string,
  meeting: DraftFields | undefined,
  { file, numbers }: { readonly file: LanguageFile; readonly numbers: NumberWords },
): DraftFields | undefined {
  const day = toLastDay(meeting?.['occurredOn']);
  if (day === undefined) return undefined;
  for (const pattern of getPatterns(file, numbers)) {
    const match = pattern.expression.exec(words);
    if (match === null) continue;
    const [asWritten] = match;
    const end = match.index + asWritten.length;
    if (getOtherAfter(file).test(words.slice(end))) return undefined;
    if (getOtherBefore(file).test(words.slice(0, match.index))) return undefined;
    const written = Object.values(match.groups ?? {}).find((one) => one !== undefined);
    const count = written === undefined ? pattern.count : numbers.parseCount(written);
    if (count === undefined) return undefined;
    const { length, unit } = pattern;
    return countDay({ event: 'meeting', day }, count * length, unit, asWritten);
  }
  return undefined;
}

/** Words after and before a period that count it from something else than the meeting. */
const getOtherAfter = onceBySlot('dueOtherAfter');
const getOtherBefore = onceBySlot('dueOtherBefore');

const getPatterns = onceBy((file: LanguageFile, numbers: NumberWords): readonly DuePattern[] =>
  UNITS.flatMap(([list, length, unit]) =>
    (file.words[list] ?? []).map((written) => {
      const [pattern = '', count = '1'] = written.split('=');
      const compiled = compilePattern(pattern, { count: numbers.countForm });
      return { ...compiled, count: Number(count), length, unit };
    }),
  ),
);

/** Returns the last day of a meeting, YYYY-MM-DD. */
function toLastDay(occurredOn: DraftValue | undefined): string | undefined {
  const edtf = readEdtf(occurredOn);
  return edtf === undefined ? undefined : /(?:^|\/)(\d{4}-\d\d-\d\d)$/.exec(edtf)?.[1];
}
