import { around, joinParts, quoteNewWords, spellTerm } from '../words/list-words.ts';
import type { Fields } from './fields.ts';
import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-section.ts';

/** Returns the start, the end and a known day of a term, in words; null if none is stated. */
function formatTerm(row: Fields): string | null {
  const parts = [
    around('from ', row.words('startedOn') ?? row.words('since')),
    around('until ', row.words('endedOn') ?? row.words('until')),
    around('as of ', row.words('heldAsOf')),
    around('known on ', row.words('knownOn')),
    row.words('term'),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}

/** Formats an office and its holder: `secretary-general: J. Doe, as of August 2025`. */
export function formatOffice(row: Fields, context: PageContext): PageItem {
  const holder = row.words('holder') ?? 'holder not stated';
  const stage = row.text('stage');
  const parts = [
    holder,
    row.words('rank'),
    around('ex officio ', row.words('exOfficio')),
    stage === null || stage === 'holds' ? null : spellTerm(stage),
    around('by ', row.words('by')),
    formatTerm(row),
  ].filter((part) => part !== null);
  const label = spellTerm(row.text('office') ?? 'office');
  return { label, text: context.finish(parts.join(', '), row) };
}

/** Formats a membership. Its status is the label. */
export function formatMembership(row: Fields, context: PageContext): PageItem {
  const label = spellTerm(row.text('status') ?? 'member');
  const parts = [
    row.words('member') ?? row.named('body') ?? 'a member not stated',
    quoteNewWords(label, row.text('statusAsWritten')),
    around('by ', row.words('by')),
    formatTerm(row),
  ].filter((part) => part !== null);
  return { label, text: context.finish(parts.join(', '), row) };
}

/** Formats a term of the chair. */
export function formatTenure(row: Fields, context: PageContext): PageItem {
  const person = row.words('person');
  const name = row.words('holders') ?? row.words('holder') ?? 'not stated';
  const holder = joinParts(name, around('(', person, ')'));
  row.skip('holder', 'meetings', 'collections');
  const parts = [holder, formatTerm(row), around('', row.text('stage'))];
  const text = parts.filter((part) => part !== null).join(', ');
  return { label: null, text: context.finish(text, row) };
}
