import { around, joinParts, quoteNewWords, spellTerm } from './words/list-words.ts';
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
  const body = around('of ', row.named('body'));
  const parts = [
    context.repeats(row.peek('holder')) ? null : holder,
    row.words('rank'),
    around('ex officio ', row.words('exOfficio')),
    stage === null || stage === 'holds' ? null : spellTerm(stage),
    around('by ', row.words('by')),
    context.isOwn(row.get('meeting')) ? null : around('at ', row.named('meeting')),
    formatTerm(row),
  ].filter((part) => part !== null);
  const office = spellTerm(row.text('office') ?? 'office');
  const label = joinParts(office, context.isOwn(row.peek('body')) ? null : body);
  return { label, text: context.finish(parts.join(', ') || 'holds it', row) };
}

/** Formats the seat of a body, with the documents that name the same place. */
export function formatHeadquarters(row: Fields, context: PageContext): PageItem {
  row.skip('consistent');
  const text = [
    row.words('place') ?? 'a place not stated',
    around('named as a place of the body in ', row.named('consistentDocuments')),
  ].filter((part) => part !== null);
  return { label: null, text: context.finish(text.join(', also '), row) };
}

/** Formats a membership. Its status is the label. */
export function formatMembership(row: Fields, context: PageContext): PageItem {
  const label = spellTerm(row.text('status') ?? 'member');
  const parts = [
    formatMember(row, context),
    quoteNewWords(label, row.text('statusAsWritten')),
    around('by ', row.words('by')),
    formatTerm(row),
  ].filter((part) => part !== null);
  return { label, text: context.finish(parts.join(', '), row) };
}

/** Returns the member; on its own page, the body. */
function formatMember(row: Fields, context: PageContext): string {
  const member = row.words('member');
  const body = row.named('body');
  const shown = context.repeats(row.peek('member')) ? body : member;
  return shown ?? 'a member not stated';
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

/** Formats a chairmanship on the page of its holder: `Harbour Council, for Malta, from 2023`. */
export function formatChair(row: Fields, context: PageContext): PageItem {
  const nameOther = (field: string): string | null => {
    const words = row.words(field);
    return context.repeats(row.peek(field)) ? null : words;
  };
  const parts = [
    row.named('body'),
    around('for ', nameOther('holders')),
    around('exercised by ', nameOther('person')),
    formatTerm(row),
    around('', row.text('stage')),
  ];
  row.skip('holder', 'meetings', 'collections', 'collection');
  const text = parts.filter((part) => part !== null).join(', ');
  return { label: null, text: context.finish(text, row) };
}
