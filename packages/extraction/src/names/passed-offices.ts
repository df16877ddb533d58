import type { LanguageFile } from '../language/language-file.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { UnitSpan } from '../text/prepared-text.ts';

const WITHIN = 60;

/**
 * Returns whether an office that begins a name passes to another: "took over the Presidency of the
 * Union".
 */
export type PassedOfficeTest = (office: string, text: string, name: UnitSpan) => boolean;

export function createPassedOfficeTest({ words, slots }: LanguageFile): PassedOfficeTest {
  const offices = new Set(words['passedOffices']);
  const taken = new SearchExpression(slots['chairTaken'] ?? '(?!)');
  const passed = new SearchExpression(slots['chairPassed'] ?? '(?!)');
  return (office, text, { start, end }) =>
    offices.has(office) &&
    (taken.test(text.slice(Math.max(0, start - WITHIN), start)) ||
      passed.test(text.slice(end, end + WITHIN)));
}

/** Those who hold a meeting with others: "the Ministers of Trade of the Union and Malta met". */
export interface MeetingOffices {
  readonly meet: (office: string, text: string, end: number) => boolean;
  /** Returns the length of " and Malta" after those of a name, which `last` ends with its abbreviation. */
  readonly countGuests: (name: string, text: string, last: UnitSpan) => number;
}

export function readMeetingOffices({ words, slots }: LanguageFile): MeetingOffices {
  const offices = new Set(words['collegialOffices']);
  const meet = new SearchExpression(
    `^(?:\\s\\([^()]{2,20}\\))?(?<guests>,? and[ ;][^,;.()]{2,30}?)?(?:${slots['officesMeet'] ?? '(?!)'})`,
  );
  const meets = (office: string, text: string, end: number): boolean =>
    offices.has(office) && meet.test(text.slice(end, end + WITHIN));
  return {
    meet: meets,
    countGuests: (name, text, { start, end }) =>
      meets(name.split(' ')[0] ?? '', text, start)
        ? (meet.exec(text.slice(end, end + WITHIN))?.groups?.['guests']?.length ?? 0)
        : 0,
  };
}
