import type { Draft, DraftFact } from './draft.ts';

/** Returns a draft without some of its facts. Its proposals go on naming the others. */
export function filterFacts(draft: Draft, isKept: (fact: DraftFact) => boolean): Draft {
  const kept = new Map<number, number>();
  for (const [index, fact] of draft.facts.entries()) if (isKept(fact)) kept.set(index, kept.size);
  if (kept.size === draft.facts.length) return draft;
  const renumber = <T extends { readonly fact: number }>(list: readonly T[]): readonly T[] =>
    list.flatMap((one) => {
      const fact = kept.get(one.fact);
      return fact === undefined ? [] : [{ ...one, fact }];
    });
  const facts = draft.facts.filter((_, index) => kept.has(index));
  if (draft.merges === undefined) return { ...draft, facts };
  const merges = draft.merges.map((merge) => ({
    ...merge,
    facts: renumber(merge.facts),
    differences: renumber(merge.differences),
  }));
  return { ...draft, facts, merges };
}
