import { type Document, type Pair, type Scalar, type YAMLMap, YAMLSeq } from 'yaml';
import type { DraftFields, DraftValue } from '../draft.ts';
import type { DraftMerge, MergeDifference, MergeEvidence } from './draft-merge.ts';

const EVIDENCE_WORDS: Readonly<Record<MergeEvidence['same'], string>> = {
  text: 'the same text',
  identifier: 'the same symbol',
  address: 'the same address',
  paragraph: 'the same paragraph',
  'body-and-ordinal': 'the same body and number',
  'body-and-day': 'the same body and day',
  'day-and-place': 'the same day and place',
  place: 'the same place',
  name: 'the same name',
  office: 'the same office',
  title: 'the same title',
  meeting: 'the same meeting',
  translation: 'a text about the same meeting in another language',
};
const KIND_WORDS: Readonly<Record<DraftMerge['kind'], string>> = {
  meeting: 'meeting',
  decision: 'decision',
  incident: 'incident',
  actor: 'person',
  document: 'document',
};

/**
 * Returns a proposal as `merges` of a submission has it. Facts are counted from 1, as in problems.
 */
export function toMergeFields(merge: DraftMerge): DraftFields {
  const { kind, id, known, take, exact, relation, evidence, sources, differences } = merge;
  return {
    kind,
    id,
    known,
    take,
    exact,
    relation,
    evidence: evidence.map(({ same, value }) => ({ same, value })),
    sources,
    ...(differences.length === 0
      ? {}
      : { values: differences.map(({ fact, ...values }) => ({ fact: fact + 1, ...values })) }),
  };
}

/** Returns a proposal in sentences: what the record has, why, and what differs. */
export function formatMerge(merge: DraftMerge): string {
  const { kind, known, relation, evidence, differences, take } = merge;
  const because = evidence.map(({ same }) => EVIDENCE_WORDS[same]).join(', ');
  const name = `\`${known}\``;
  const thing = KIND_WORDS[kind];
  const reason = because === '' ? '' : ` (${because})`;
  if (kind === 'document')
    return relation === 'version'
      ? `This may be a version of the document ${name}${reason}.`
      : `The record has this document as ${name}${reason}.`;
  const verb = take ? 'has' : 'may have';
  const effect =
    relation === 'confirmation'
      ? 'It gives the same values.'
      : relation === 'addition'
        ? 'The text adds facts.'
        : differences.map(formatDifference).join(' ');
  return `The record ${verb} this ${thing} as ${name}${reason}. ${effect}`;
}

function formatDifference({ field, draft, record, sources }: MergeDifference): string {
  const source = sources.length === 0 ? '' : ` (${sources.join(', ')})`;
  return `${field} is ${formatValue(draft)} here and ${formatValue(record)} there${source}.`;
}

function formatValue(value: DraftValue): string {
  if (Array.isArray(value)) return (value as readonly DraftValue[]).map(formatValue).join(' and ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Returns the notes of facts about known things, by the index of the fact. */
export function listFactNotes(
  merges: readonly DraftMerge[],
): ReadonlyMap<number, readonly string[]> {
  const notes = new Map<number, readonly string[]>();
  for (const { known, facts } of merges)
    for (const { fact, relation } of facts)
      if (relation !== 'addition')
        notes.set(fact, [
          ...(notes.get(fact) ?? []),
          relation === 'conflict' ? `conflict with ${known}` : `confirms ${known}`,
        ]);
  return notes;
}

/** Adds the sentences of the proposals to their entries, before the first key. */
export function addMergeComments(document: Document, merges: readonly DraftMerge[]): void {
  const list = document.get('merges');
  if (!(list instanceof YAMLSeq)) return;
  for (const [index, merge] of merges.entries()) {
    const map = list.items[index] as YAMLMap<Scalar> | undefined;
    const first = map?.items[0] as Pair<Scalar, Scalar> | undefined;
    if (map !== undefined && first !== undefined) map.commentBefore = ` ${formatMerge(merge)}`;
    const take = map?.items[3] as Pair<Scalar, Scalar> | undefined;
    if (take?.value)
      take.value.comment = merge.take
        ? ' an exact identifier matched'
        : merge.kind === 'document'
          ? ' true: the document is a version of the known one'
          : ' true: the facts use the known id';
  }
}
