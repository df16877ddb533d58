import { isJsonFields, type JsonFields } from './words/json-object.ts';
import { includesText } from './words/list-words.ts';
import type { Fields } from './fields.ts';
import type { PageContext } from './page-context.ts';
import type { FormatItem, PageItem } from './page-section.ts';

/** A fact as recorded: its content is in one member. */
function isRecordedFact(item: unknown): item is JsonFields & { readonly data: JsonFields } {
  return isJsonFields(item) && isJsonFields(item['data']) && 'speaker' in item && 'type' in item;
}

/** Returns a fact as recorded as one row, with the members of its content; other rows as they are. */
export function flattenFact(item: unknown): unknown {
  if (!isRecordedFact(item)) return item;
  const { data, type: _type, speaker, saidBy, ...sources } = item;
  // The acting body's own words need no speaker.
  return { ...data, ...sources, ...(speaker === 'own' ? {} : { saidBy }) };
}

/** Returns the form of facts as recorded in a section that has no other form. */
export function findFactFormat(items: readonly unknown[]): FormatItem | undefined {
  return items.length > 0 && items.every(isRecordedFact) ? formatRecordedFact : undefined;
}

/** Formats a fact as recorded by its sentence; without one, by its members. */
function formatRecordedFact(row: Fields, context: PageContext): PageItem {
  const sentence = context.findSentence(row)?.replace(/\.$/, '') ?? null;
  const told = sentence ?? row.text('summary') ?? row.text('what') ?? 'recorded';
  const speaker = row.words('saidBy');
  if (sentence !== null) row.skipAll();
  const text =
    speaker === null || includesText(told, speaker) ? told : `${told}, according to ${speaker}`;
  return { label: null, text: context.finish(text, row) };
}
