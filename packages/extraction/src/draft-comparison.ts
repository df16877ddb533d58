import { type CoreFields, toCoreFields, toExpectedFields } from './core-fields.ts';
import { type DocumentFields, toDocumentFields } from './document-fields.ts';
import type { Draft } from './draft.ts';

/** Fields with those who say, condemn or did something. */
const ATTRIBUTIONS = new Set(['by', 'condemner', 'perpetrators']);

/** The fields of a document with one value. */
const DOCUMENT_FIELDS = ['title', 'symbol', 'issuer', 'date', 'language'] as const;

/** A core field of one fact, as the truth and the draft have it. */
export interface ComparedField {
  readonly type: string;
  readonly field: string;
  /** The fact: its number among the pairs of this comparison. */
  readonly pair: number;
  /** The rule that found it; empty if it was not drafted. */
  readonly rule: string;
  /** Undefined if the truth has no such field. */
  readonly expected: string | undefined;
  /** Undefined if the draft has no such field. */
  readonly drafted: string | undefined;
  /** From 0 to 1: the confidence of the drafted fact; 0 if it was not drafted. */
  readonly confidence: number;
  /** Whether the value is one that the truth gives to another fact, and only there. */
  readonly isLeaked: boolean;
  /** Whether the truth has the fact, and the fact has no such field. */
  readonly isInvented: boolean;
}

interface Pair {
  readonly expected: CoreFields | undefined;
  readonly drafted: CoreFields | undefined;
  readonly confidence: number;
  readonly rule: string;
}

/**
 * Compares the core fields of a draft with the facts of a truth, in the shorthand of submissions.
 * Facts of one type are paired by the fields that they share, the most first. The field `type` is
 * that of the fact itself: a fact that only one side has is wrong or missing in all its fields.
 */
export function compareDraft(
  expected: readonly Readonly<Record<string, unknown>>[],
  draft: Draft,
): readonly ComparedField[] {
  const truths = expected.map((fact) => toExpectedFields(fact));
  return pairFacts(truths, draft).flatMap((pair, index) => {
    const names = new Set([
      ...Object.keys(pair.expected ?? {}),
      ...Object.keys(pair.drafted ?? {}),
    ]);
    return [...names].map((field) => compareField(field, { ...pair, index }, truths));
  });
}

/**
 * Compares the values of a document with those of its draft: title, symbol, issuer, date, language, and
 * each citation. Their type is `Document`, and they belong to no rule.
 */
export function compareDocument(expected: DocumentFields, draft: Draft): readonly ComparedField[] {
  const { citations: cites = [], ...truth } = expected;
  const { citations: cited = [], ...drafted } = toDocumentFields(draft);
  const names = DOCUMENT_FIELDS.filter((field) => field !== 'title' || truth.title !== undefined);
  const values = names
    .map((field) => toDocumentField(field, truth[field], drafted[field]))
    .filter((field) => field.expected !== undefined || field.drafted !== undefined);
  const all = new Set([...cites, ...cited]);
  const list = (ids: readonly string[], id: string): string | undefined =>
    ids.includes(id) ? id : undefined;
  return [
    ...values,
    ...[...all].map((id) => toDocumentField('citations', list(cites, id), list(cited, id))),
  ];
}

function toDocumentField(
  field: string,
  expected: string | undefined,
  drafted: string | undefined,
): ComparedField {
  const isInvented = drafted !== undefined && expected === undefined;
  const found = { pair: -1, rule: '', confidence: 0, isLeaked: false };
  return { ...found, type: 'Document', field, expected, drafted, isInvented };
}

function compareField(
  field: string,
  { expected, drafted, confidence, rule, index }: Pair & { readonly index: number },
  truths: readonly CoreFields[],
): ComparedField {
  const value = drafted?.[field];
  const isWrong = value !== undefined && value !== expected?.[field];
  return {
    type: (expected ?? drafted)?.['type'] ?? '',
    field,
    pair: index,
    rule,
    expected: expected?.[field],
    drafted: value,
    confidence,
    isLeaked: isWrong && ATTRIBUTIONS.has(field) && truths.some((truth) => truth[field] === value),
    isInvented: isWrong && expected !== undefined && expected[field] === undefined,
  };
}

function pairFacts(truths: readonly CoreFields[], { facts }: Draft): readonly Pair[] {
  const drafts = facts.map((fact) => ({
    fields: toCoreFields(fact),
    confidence: fact.confidence,
    rule: fact.rule,
  }));
  const candidates = truths
    .flatMap((expected, t) =>
      drafts.flatMap(({ fields }, d) =>
        fields['type'] === expected['type']
          ? [{ t, d, shared: countShared(expected, fields) }]
          : [],
      ),
    )
    .toSorted((a, b) => b.shared - a.shared || Math.abs(a.t - a.d) - Math.abs(b.t - b.d));
  const pairedTruths = new Map<number, number>();
  const pairedDrafts = new Set<number>();
  for (const { t, d } of candidates) {
    if (pairedTruths.has(t) || pairedDrafts.has(d)) continue;
    pairedTruths.set(t, d);
    pairedDrafts.add(d);
  }
  return [
    ...truths.map((expected, t) => {
      const drafted = drafts[pairedTruths.get(t) ?? -1];
      const { confidence = 0, rule = '' } = drafted ?? {};
      return { expected, drafted: drafted?.fields, confidence, rule };
    }),
    ...drafts.flatMap(({ fields, confidence, rule }, d) =>
      pairedDrafts.has(d) ? [] : [{ expected: undefined, drafted: fields, confidence, rule }],
    ),
  ];
}

function countShared(expected: CoreFields, drafted: CoreFields): number {
  return Object.entries(expected).filter(([field, value]) => drafted[field] === value).length;
}
