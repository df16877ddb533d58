type WordLists = Record<string, string[]>;

/** The auxiliary of a compound past, and the rest of the form: "a", "adopté". */
const COMPOUND = /^(?<auxiliary>(?:en )?(?:a|ont|est|sont|s'est|se sont)) (?<rest>.+)$/u;

/**
 * Returns the participles of compound pasts, each with its form: "pris acte" of "a pris acte". A list
 * below "Le Conseil a :" has them alone, and so has a later verb of a sentence.
 */
export function listParticiples(forms: readonly string[]): readonly (readonly [string, string])[] {
  return forms.flatMap((form) => {
    const rest = /^(?:a|ont) (?<rest>\p{Ll}.*)$/u.exec(form)?.groups?.['rest'];
    return rest === undefined || /^(?:été|en) /u.test(rest) ? [] : [[rest, form] as const];
  });
}

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
