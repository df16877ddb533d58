import { capitalize } from './words/list-words.ts';
import { isEmpty, isJsonFields } from './words/json-object.ts';
import { formatFieldName, formatValue, isKnownShape } from './words/value-words.ts';
import { Fields } from './fields.ts';
import { readEvidence } from './page-evidence.ts';
import type { PageBlock, PageEvidence } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { findFactFormat, flattenFact } from './recorded-fact.ts';
import { SECTION_FORMATS, SECTION_HEADINGS } from './section-formats.ts';
import { listStatementNotes } from './statement-notes.ts';

/** One thing of a section. Items with the same label are shown together. */
export interface PageItem {
  readonly label: string | null;
  readonly text: string;
  /** Lines below the item. */
  readonly notes?: readonly string[];
  readonly evidence?: PageEvidence;
}

/** Formats one row of a section. */
export type FormatItem = (row: Fields, context: PageContext) => PageItem;

/** Items with one label are joined to one paragraph up to this length. */
const PARAGRAPH_LENGTH_MAX = 300;

/** Returns the blocks of a list: its heading, then its items; nothing without items. */
export function buildSection(heading: string, items: readonly PageItem[]): readonly PageBlock[] {
  if (items.length === 0) return [];
  const groups = Map.groupBy(items, ({ label }) => label);
  return [
    { kind: 'heading', text: heading },
    ...[...groups].flatMap(([label, group]) => buildGroup(label, group)),
  ];
}

function buildGroup(label: string | null, items: readonly PageItem[]): readonly PageBlock[] {
  if (label === null) return items.flatMap((item) => buildItem(item, 1));
  const joined = `${capitalize(label)}: ${items.map(({ text }) => text).join('; ')}.`;
  const isShort = joined.length <= PARAGRAPH_LENGTH_MAX;
  if (isShort && items.every(({ notes = [] }) => notes.length === 0))
    return [{ kind: 'paragraph', text: joined, level: 1, label: capitalize(label), parts: items }];
  return [
    { kind: 'paragraph', text: `${capitalize(label)}:`, level: 1, label: capitalize(label) },
    ...items.flatMap((item) => buildItem(item, 2)),
  ];
}

function buildItem({ text, notes = [], evidence }: PageItem, level: number): readonly PageBlock[] {
  return [
    { kind: 'item', text, level, ...(evidence === undefined ? {} : { evidence }) },
    ...notes.map((note): PageBlock => ({ kind: 'item', text: note, level: level + 1 })),
  ];
}

/** Returns the items of rows, with their statements on request. */
export function formatRows(
  rows: readonly Fields[],
  context: PageContext,
  format: FormatItem,
): readonly PageItem[] {
  return rows.map((row) => {
    const notes = context.options.showStatements ? listStatementNotes(row) : [];
    const evidence = readEvidence(row, context);
    return { ...format(row, context), notes, evidence };
  });
}

/** Builds the sections of the named lists of an answer, in this order. */
export function buildSections(
  page: Fields,
  context: PageContext,
  names: readonly string[],
): readonly PageBlock[] {
  return names.flatMap((name) => buildNamedSection(name, page.get(name), context));
}

/**
 * Shows the members that the page has not shown. A newer server may send members that this program
 * does not know: a list or object is a section under its own name, other values are one section.
 */
export function buildRest(page: Fields, context: PageContext): readonly PageBlock[] {
  const rest = page
    .rest()
    .filter(([name, value]) => !context.isRepeated(name, page.peek(name) ?? value));
  const isPlain = (value: unknown): boolean =>
    !Array.isArray(value) && (!isJsonFields(value) || isKnownShape(value));
  const plain = rest.filter(([, value]) => isPlain(value));
  return [
    ...rest.flatMap(([name, value]) =>
      isPlain(value) ? [] : buildNamedSection(name, value, context),
    ),
    ...buildSection('Also recorded', plain.map(formatMember)),
  ];
}

function formatMember([name, value]: readonly [string, unknown]): PageItem {
  return {
    label: null,
    text: `${formatFieldName(name)}: ${formatValue(value, { days: 'spelled' })}`,
  };
}

function buildNamedSection(
  name: string,
  value: unknown,
  context: PageContext,
): readonly PageBlock[] {
  const heading = SECTION_HEADINGS[name] ?? formatFieldName(name);
  if (isJsonFields(value)) {
    const members = Object.entries(value).filter(([, member]) => !isEmpty(member));
    return buildSection(heading, members.map(formatMember));
  }
  const items = (Array.isArray(value) ? (value as readonly unknown[]) : []).filter(
    (item) => !isEmpty(item),
  );
  const format = SECTION_FORMATS[name] ?? findFactFormat(items);
  if (format === undefined || !items.every(isJsonFields))
    return buildSection(
      heading,
      items.map((item) => formatUnknownItem(item, context)),
    );
  const rows = items.map((item) => new Fields(flattenFact(item)));
  return buildSection(heading, formatRows(rows, context, format));
}

/** Formats a value of any shape; of an object with a sentence, that sentence first. */
function formatUnknownItem(item: unknown, context: PageContext): PageItem {
  const row = new Fields(item);
  const sentence = row.text('sentence') ?? row.text('summary') ?? row.text('wording');
  if (sentence !== null) return { label: null, text: context.finish(sentence, row) };
  return { label: null, text: formatValue(item, { days: 'spelled' }) };
}
