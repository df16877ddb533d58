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
