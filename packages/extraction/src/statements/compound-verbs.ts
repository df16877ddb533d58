import { onceByFile, toCueSource } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { ADVERBS } from '../text/marks.ts';
import { SearchExpression } from '../search/search-expression.ts';

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
 * Adds to each compound past one form for all adverbs after its auxiliary: "a également adopté", "a, par
 * ailleurs, adopté". Without adverbs the lists are returned as they are.
 */
export function addAdverbs(lists: WordLists, adverbs: readonly string[] = []): WordLists {
  if (adverbs.length === 0) return lists;
  const one = `${ADVERBS.start}${adverbs.join('|')}${ADVERBS.end}`;
  return Object.fromEntries(
    Object.entries(lists).map(([key, forms]) => [
      key,
      forms.flatMap((form) => {
        const { auxiliary, rest } = COMPOUND.exec(form)?.groups ?? {};
        if (auxiliary === undefined || rest === undefined) return [form];
        return [form, `${auxiliary}${one} ${rest}`];
      }),
    ]),
  );
}

const getAdverb = onceByFile(({ words }) => {
  const adverbs = toCueSource(words['compoundAdverbs'] ?? []);
  return new SearchExpression(
    `(?<=^(?:en )?(?:a|ont|est|sont|s'est|se sont)),?\\s(?:${adverbs}),?(?=\\s)`,
  );
});

/** Returns a compound past without the adverb after its auxiliary. */
export function dropAdverb(form: string, file: LanguageFile): string {
  return getAdverb(file).remove(form);
}
