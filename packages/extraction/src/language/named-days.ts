import { toCue } from './cues.ts';
import type { DraftValue } from '../draft.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import type { SearchExpression } from '../search/search-expression.ts';

const DAY_MS = 86_400_000;
const WEEK = 7;

/** Finds days that words name by the day of the text: "today", "tomorrow", "on Thursday". */
export class NamedDays {
  /** Words with the days that they are after the day of the text. */
  readonly #shifts: readonly (readonly [SearchExpression, number])[];
  /** Words for the day that the text has told of: "当天". */
  readonly #same: SearchExpression;
  /** The days of the week, from Monday. */
  readonly #weekdays: readonly SearchExpression[];

  constructor(words: Readonly<Record<string, readonly string[]>>) {
    const read = (list: string): SearchExpression => toCue(words[list] ?? []);
    this.#shifts = [
      [read('today'), 0],
      [read('yesterday'), -1],
      [read('tomorrow'), 1],
    ];
    this.#same = read('sameDay');
    this.#weekdays = (words['weekdays'] ?? []).map((forms) => toCue(forms.split('|')));
  }

  #findSame(marked: string, lastDay: string | undefined): DraftValue | undefined {
    const asWritten = lastDay && this.#same.exec(marked)?.[0];
    return asWritten && { edtf: lastDay, asWritten, basis: 'context' };
  }

  /**
   * Returns the day that a sentence names, counted from the dateline or else the publication. A day
   * of the week is the last one of a meeting that was held, and the first one of a later meeting.
   */
  find(
    marked: string,
    isHeld: boolean,
    { dateline, published, lastDay }: Pick<NoteContext, 'dateline' | 'published' | 'lastDay'>,
  ): DraftValue | undefined {
    const same = this.#findSame(marked, lastDay ?? dateline);
    if (same !== undefined) return same;
    const day = dateline ?? published;
    if (day === undefined) return undefined;
    const from = new Date(`${day}T00:00:00Z`);
    for (const [cue, shift] of this.#shifts) {
      const asWritten = cue.exec(marked)?.[0];
      if (asWritten !== undefined) return toNamedDay(from, shift, asWritten);
    }
    for (const [index, cue] of this.#weekdays.entries()) {
      const asWritten = cue.exec(marked)?.[0];
      if (asWritten === undefined) continue;
      // Sunday is the first day of `getUTCDay`.
      const ahead = (index + 1 - from.getUTCDay() + WEEK) % WEEK;
      const later = ahead === 0 ? WEEK : ahead;
      return toNamedDay(from, isHeld ? (later % WEEK === 0 ? 0 : later - WEEK) : later, asWritten);
    }
    return undefined;
  }
}

/** Enters the last day that a sentence tells of. */
export function enterDay({ mentions }: MarkedSentence, context: NoteContext): void {
  const day = mentions.findLast((one) => one.kind === 'date' && one.precision === 'day');
  if (day?.kind === 'date') context.lastDay = day.edtf;
}

function toNamedDay(from: Date, shift: number, asWritten: string): DraftValue {
  const edtf = new Date(from.getTime() + shift * DAY_MS).toISOString().slice(0, 10);
  return { edtf, asWritten, basis: 'context' };
}
