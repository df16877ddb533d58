import { CATALOGUE, findReferences } from '@rapporteur/contracts';
import { isScalar, isSeq, type Node } from 'yaml';
import { type ExpansionContext, reportProblem, reportUnknownField } from './expansion-context.ts';
import { getEntries, getEntryValue, getScalarText, isNull } from './submission-document.ts';
import type { Submission, SubmittedFact } from './submission.ts';

/** The kinds of things of a draft that the record may have under another id. */
const MERGED_KINDS = ['meeting', 'decision', 'incident', 'actor', 'document'] as const;

/** A proposal of a draft that the person has taken: `id` of the file is `known` in the record. */
interface TakenMerge {
  readonly kind: (typeof MERGED_KINDS)[number];
  readonly id: string;
  readonly known: string;
}

/** The fields that decide. The others of {@link FIELDS} say why the draft proposes it. */
const REQUIRED = ['kind', 'id', 'known', 'take'] as const;
const FIELDS = [...REQUIRED, 'exact', 'relation', 'evidence', 'sources', 'values'];

/** Returns the proposals of `merges` with `take: true`, and reports those that cannot be read. */
export function parseMerges(node: Node | null, context: ExpansionContext): readonly TakenMerge[] {
  if (isNull(node)) return [];
  if (!isSeq(node)) {
    const remedy = 'Begin each proposal with `- kind:`.';
    reportProblem(context, { place: node, message: '`merges` must be a list.', remedy });
    return [];
  }
  const taken = new Map<string, TakenMerge>();
  for (const [index, item] of node.items.entries()) {
    const own = { ...context, part: `merge ${index + 1}`, path: `merges.${index}` };
    const merge = parseMerge(item as Node, own);
    if (merge === undefined) continue;
    const key = `${merge.kind} ${merge.id}`;
    const other = taken.get(key);
    if (other === undefined) taken.set(key, merge);
    else
      reportProblem(own, {
        place: item as Node,
        message: `The ${merge.kind} \`${merge.id}\` is taken as \`${other.known}\` already.`,
        remedy: 'Write `take: false` in all but one.',
      });
  }
  return [...taken.values()];
}

function parseMerge(node: Node, context: ExpansionContext): TakenMerge | undefined {
  const entries = getEntries(node) ?? [];
  for (const entry of entries)
    if (!FIELDS.includes(entry.key)) reportUnknownField(entry, FIELDS, context);
  const getText = (key: string): string => getScalarText(getEntryValue(entries, key)) ?? '';
  const kind = MERGED_KINDS.find((one) => one === getText('kind'));
  const take = getEntryValue(entries, 'take');
  const isDecided = isScalar(take) && typeof take.value === 'boolean';
  const id = getText('id');
  const known = getText('known');
  if (kind === undefined || id === '' || known === '' || !isDecided) {
    reportProblem(context, {
      code: 'DRAFTING_FIELD_MISSING',
      place: node,
      message: `A proposal must have ${REQUIRED.join(', ')}.`,
      remedy: `Write \`take: true\` or \`take: false\`, and a kind: ${MERGED_KINDS.join(', ')}.`,
    });
    return undefined;
  }
  if (take.value === true) return { kind, id, known };
  // The record has the id: facts about it would be merged although nobody took the proposal.
  if (id === known)
    reportProblem(context, {
      place: take,
      message: `The file uses the id \`${known}\` of the record itself.`,
      remedy: 'Give the thing another id in the facts and delete the proposal, or take it.',
    });
  return undefined;
}

/**
 * Returns a submission whose facts use the ids of the record for the things that were taken. A
 * document stays a document of its own: it becomes a version of the known one.
 */
export function applyMerges(submission: Submission, merges: readonly TakenMerge[]): Submission {
  if (merges.length === 0) return submission;
  const { source } = submission;
  const { schema } = CATALOGUE.getDefinition('SourceDocumentRegistered');
  const version = merges.find(
    ({ kind, id, known }) => kind === 'document' && id === source.document && id !== known,
  );
  const fields = replaceThingIds(source.fields, { schema, merges });
  return {
    ...submission,
    source: {
      ...source,
      fields: version === undefined ? fields : { versionOf: version.known, ...fields },
    },
    facts: submission.facts.map((fact) => replaceFactIds(fact, merges)),
  };
}

function replaceFactIds(fact: SubmittedFact, merges: readonly TakenMerge[]): SubmittedFact {
  const { schema } = CATALOGUE.getDefinition(fact.type);
  const data = replaceThingIds({ ...fact.fields, assertion: fact.assertion }, { schema, merges });
  const { assertion, ...fields } = data;
  return { ...fact, fields, assertion: assertion as SubmittedFact['assertion'] };
}

type SubmittedFields = Readonly<Record<string, unknown>>;

/** Returns the fields of a fact with the known ids of things that are merged, but of documents. */
export function replaceThingIds(
  fields: SubmittedFields,
  {
    schema,
    merges,
  }: {
    readonly schema: ReturnType<typeof CATALOGUE.getDefinition>['schema'];
    readonly merges: readonly TakenMerge[];
  },
): SubmittedFields {
  const ids: ReadonlyMap<string, string> = new Map(
    merges
      .filter(({ kind }) => kind !== 'document')
      .map(({ kind, id, known }) => [`${kind} ${id}`, known]),
  );
  let replaced: unknown = fields;
  for (const reference of findReferences(schema, fields)) {
    if (reference.to === 'passage') continue;
    const isActor = reference.to === 'actor';
    const id = isActor ? reference.actor.id : reference.id;
    const known = ids.get(`${reference.to} ${id}`);
    const path = isActor ? `${reference.path}.id` : reference.path;
    if (known !== undefined) replaced = setValueAt(replaced, path.split('.'), known);
  }
  return replaced as SubmittedFields;
}

function setValueAt(value: unknown, [key, ...rest]: readonly string[], to: string): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value))
    return value.map((one, index): unknown =>
      String(index) === key ? setValueAt(one, rest, to) : one,
    );
  const fields = value as SubmittedFields;
  return { ...fields, [key]: setValueAt(fields[key], rest, to) };
}
