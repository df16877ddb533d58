import { type EventData, findCountryName } from '@rapporteur/contracts';
import { formatEdtf } from './date-words.ts';
import {
  compose,
  formatOptional,
  formatTerm,
  formatWas,
  joinWords,
  stripStop,
  toClause,
} from './english.ts';
import { formatId, type NamedKind } from './event-names.ts';
import { spellCount } from './counts.ts';
import { formatBodyName, formatOrdinal, type Phrases } from './phrases.ts';

const FIELD_NAMES: Readonly<Record<string, string>> = {
  adoptedOn: 'date of adoption',
  at: 'occasion',
  by: 'actor',
  dueOn: 'deadline',
  effectiveOn: 'effective date',
  endedOn: 'end',
  from: 'previous holder',
  heldAsOf: 'date',
  injured: 'number injured',
  killed: 'number killed',
  nextStepOn: 'date of the next step',
  of: 'owner',
  occurredOn: 'date',
  ordinal: 'number',
  scheduledOn: 'planned date',
  startedOn: 'start',
  statedIn: 'quoted document',
  to: 'new holder',
  unspecified: 'number killed or injured',
};

/** Returns a field's name in words: `date of adoption`, `name as written`. */
function formatField(field: string): string {
  const names = field.split('.').filter((name) => !/^\d+$/.test(name));
  const last = names.at(-1) ?? field;
  return FIELD_NAMES[last] ?? last.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

const REFERENTS: Readonly<Record<string, NamedKind>> = {
  body: 'body',
  forBody: 'body',
  within: 'body',
  meeting: 'meeting',
  after: 'meeting',
  decision: 'decision',
  incident: 'incident',
  document: 'document',
  statedIn: 'document',
};

/** Returns a value of a field in words, such as a date, a count, or the name of a meeting. */
function formatValue(field: string, value: unknown, phrases: Phrases): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value))
    return value.length === 0
      ? 'nothing'
      : joinWords(value.map((member) => formatValue(field, member, phrases)));
  if (typeof value === 'object') return formatObject(value, phrases);
  if (typeof value !== 'string') return JSON.stringify(value);
  const kind = REFERENTS[field.split('.').at(-1) ?? ''];
  if (kind !== undefined) return phrases.formatReferent(kind, value);
  if (findCountryName(value) !== undefined) return findCountryName(value) ?? value;
  return /^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(value) ? `“${formatTerm(value)}”` : `“${value}”`;
}

/** The members of shapes that have their own form in words. */
interface FieldValue {
  readonly edtf?: string;
  readonly code?: string;
  readonly nameAsWritten?: string | null;
  readonly name?: string | null;
  readonly country?: FieldValue | null;
  readonly value?: number;
  readonly min?: number | null;
  readonly max?: number | null;
}

function formatObject(value: FieldValue, phrases: Phrases): string {
  if (value.edtf !== undefined) return formatEdtf(value.edtf);
  if (value.code !== undefined)
    return findCountryName(value.code) ?? value.nameAsWritten ?? 'a state';
  if ('country' in value)
    return [value.name, value.country && formatObject(value.country, phrases)]
      .filter(Boolean)
      .join(', ');
  if (typeof value.value === 'number')
    return formatOrdinal(value as Parameters<typeof formatOrdinal>[0]);
  if ('min' in value || 'max' in value)
    return spellCount({ min: null, max: null, qualifier: null, ofWhat: null, ...value });
  if (typeof value.nameAsWritten === 'string')
    return phrases.formatActor(value as Parameters<Phrases['formatActor']>[0]);
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return joinWords(
    members.map(([name, member]) => `${formatField(name)} ${formatValue(name, member, phrases)}`),
  );
}

const formatReason = (reason: string): string => `; the reason given: ${toClause(reason)}`;

export function describeCollectionOpened({ title }: EventData<'CollectionOpened'>): string {
  return `the record of ${formatBodyName(title)} was opened`;
}

/** Returns `a fact (meeting held)` for `org.rapporteur.meeting-held.v1`. */
const formatFactType = (wireType: string): string =>
  formatTerm(/([a-z-]+)\.v\d+$/.exec(wireType)?.[1] ?? 'fact');

/** Returns what was corrected, then the fact as it reads since; only its type if it is not known. */
export function describeRecordCorrected(
  { field, oldValue, newValue, correctedType, reason }: EventData<'RecordCorrected'>,
  phrases: Phrases,
  fact: string | null,
): string {
  const name = formatField(field);
  const subject = `the ${name} ${formatWas(name)} corrected`;
  return compose(
    fact === null ? `in a recorded fact (${formatFactType(correctedType)}), ${subject}` : subject,
    `from ${formatValue(field, oldValue, phrases)} to ${formatValue(field, newValue, phrases)}`,
    formatOptional(': ', fact),
    formatReason(reason),
  );
}

export function describeRecordRetracted({ reason }: EventData<'RecordRetracted'>): string {
  return `a recorded fact, merger or link was retracted${formatReason(reason)}`;
}

/** Returns the retraction of a fact, of which the sentence is known. */
export function describeRetractedFact(sentence: string, reason: string): string {
  return `a fact was retracted: ${toClause(sentence)}${formatReason(reason)}`;
}

/** Returns the other side of a link, whose name only its own collection knows. */
export function describeRecordsLinked(
  { kind, id, relation, other, reason }: EventData<'RecordsLinked'>,
  phrases: Phrases,
): string {
  const named = phrases.formatReferent(kind, id);
  if ('scheme' in other)
    return `${named} has the ${formatId(other.scheme)} identifier “${other.value}”${formatReason(reason)}`;
  const verb = relation === 'same' ? `is the same ${kind} as` : 'is a part of';
  const record = `in the record of ${formatBodyName(formatId(other.collection))}`;
  return `${named} ${verb} “${formatId(other.id)}” ${record}${formatReason(reason)}`;
}

export function describeRecordsMerged(
  { kind, merged, into, reason }: EventData<'RecordsMerged'>,
  phrases: Phrases,
): string {
  const one = phrases.formatReferent(kind, merged);
  const other = phrases.formatReferent(kind, into);
  return `two records of one ${kind} were merged: ${one} is shown as ${other}${formatReason(reason)}`;
}

const COUNTS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
];

export function describeConflictFlagged(
  { events, field, values }: EventData<'ConflictFlagged'>,
  phrases: Phrases,
): string {
  const facts = `${COUNTS[events.length] ?? events.length} recorded facts`;
  const different = joinWords(values.map((value) => formatValue(field, value, phrases)));
  return `${facts} contradict each other on the ${formatField(field)}: ${different}`;
}

export function describeConflictResolved({
  field,
  resolution,
  by,
}: EventData<'ConflictResolved'>): string {
  return compose(
    `a contradiction on the ${formatField(field)} was resolved`,
    formatOptional('by ', by === null ? null : stripStop(by)),
    `: ${toClause(resolution)}`,
  );
}

export function describeProjectionSkipped({
  projection,
  reason,
}: EventData<'ProjectionSkipped'>): string {
  return `the read model ${formatId(projection).toLowerCase()} skips a command${formatReason(reason)}`;
}

export function describeConflictEnded({ field, replacedBy }: EventData<'ConflictEnded'>): string {
  const name = formatField(field);
  return replacedBy === null
    ? `a contradiction on the ${name} ended: the facts no longer contradict each other`
    : `a contradiction on the ${name} was replaced by another one`;
}

export function describeWriterOpened({ partitions }: EventData<'WriterOpened'>): string {
  return partitions === 1
    ? 'a writer took over the log'
    : `a writer took over one of the ${partitions.toLocaleString('en')} partitions of the log`;
}
