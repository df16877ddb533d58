import { around, spellTerm } from './words/list-words.ts';
import { formatFieldName } from './words/value-words.ts';
import type { Fields } from './fields.ts';
import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-section.ts';

/** Formats a fact by its sentence, after its day. */
export function formatFact(row: Fields, context: PageContext): PageItem {
  const placed = row.plainDay('placedOn');
  const day = placed ?? context.formatLeadingDay(row);
  const sentence = (row.text('sentence') ?? row.text('type') ?? 'fact').replace(/\.$/, '');
  row.skip(...FACT_FIELDS);
  if (context.repeats(row.peek('assertedBy'))) row.skip('assertedBy');
  const plain = placed ?? row.plainDay('date') ?? '';
  const text = day === null || sentence.includes(plain) ? sentence : `${day}: ${sentence}`;
  return { label: row.text('modality'), text: context.finish(text, row) };
}

/** The members of a fact that its sentence and its modality show. */
const FACT_FIELDS = [
  'date',
  'type',
  'group',
  'kind',
  'verb',
  'topic',
  'documents',
  'statedIn',
  'annex',
  'bodies',
  'meetingBody',
  'meeting',
  'decisions',
  'incidents',
  'states',
  'persons',
  'fact',
  'inferred',
  'agentUnknown',
  'corrected',
];

/** Formats a report of an activity, an assessment or an intent. */
export function formatReport(row: Fields, context: PageContext): PageItem {
  row.skip('type', 'strength', 'agentStated');
  const notes = [
    around('on ', row.text('topic')?.replaceAll('-', ' ') ?? null),
    around('mentioning ', row.words('states')),
    around('by ', row.words('by')),
    around('with ', row.words('with')),
    row.words('count'),
    around('in ', row.words('places')),
    context.formatOwnDay(row),
    around('period ', row.words('period')),
  ].filter((note) => note !== null);
  const summary = (row.text('summary') ?? '').replace(/\.$/, '');
  const label = spellTerm(row.text('kind') ?? 'report');
  const text = notes.length === 0 ? summary : `${summary} (${notes.join(', ')})`;
  return { label, text: context.finish(text, row) };
}

/** Formats what a source says became of a decision. */
export function formatStatusReport(row: Fields, context: PageContext): PageItem {
  const text = [
    spellTerm(row.text('status') ?? 'not stated'),
    around('as of ', row.words('heldAsOf')),
    row.period('period'),
    around('according to ', row.words('by')),
  ].filter((part) => part !== null);
  return { label: null, text: context.finish(text.join(', '), row) };
}

/** Formats a conflict: the field, then the values that contradict each other. */
export function formatConflict(row: Fields, context: PageContext): PageItem {
  row.skip('conflict', 'pseq', 'standing');
  const field = formatFieldName(row.text('field') ?? row.text('property') ?? 'values');
  const resolved = row.isTrue('resolved') ? 'resolved' : 'not resolved';
  const values = row.list('values').map((value) => context.formatProse(value));
  const text = `${field}: ${values.join(' / ')} (${resolved})`;
  return { label: null, text: context.finish(text, row) };
}
