type WordLists = Record<string, string[]>;

/** The auxiliary of a compound past, and the rest of the form: "a", "adopté". */
const COMPOUND = /^(?<auxiliary>(?:en )?(?:a|ont|est|sont|s'est|se sont)) (?<rest>.+)$/u;

/**
 * Adds to each compound past the forms with an adverb after its auxiliary: "a également adopté", "a, par
 * ailleurs, adopté". Without adverbs the lists are returned as they are.
 */
export function addAdverbs(lists: WordLists, adverbs: readonly string[] = []): WordLists {
  if (adverbs.length === 0) return lists;
  return Object.fromEntries(
    Object.entries(lists).map(([key, forms]) => [
      key,
      forms.flatMap((form) => {
        const { auxiliary, rest } = COMPOUND.exec(form)?.groups ?? {};
        if (auxiliary === undefined || rest === undefined) return [form];
        return [
          form,
          ...adverbs.flatMap((adverb) => [
            `${auxiliary} ${adverb} ${rest}`,
            `${auxiliary}, ${adverb}, ${rest}`,
          ]),
        ];
      }),
    ]),
  );
}
