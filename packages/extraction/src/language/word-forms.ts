import { onceBy } from './cues.ts';

type FormLists = Readonly<Record<string, readonly string[]>>;

/** The endings of words with their other forms, the longest first. */
export const sortEndings = onceBy((endings: FormLists) =>
  Object.entries(endings).toSorted(([a], [b]) => b.length - a.length),
);

/**
 * Adds the other forms of words to lists: those that `endings` gives for the ending of a word, by the
 * longest ending. Of a phrase the first word with such an ending changes: "принял к сведению". With
 * `withCapitals` each form is added with a capital, too.
 */
export function addForms(
  lists: FormLists,
  endings: FormLists,
  withCapitals = false,
): Record<string, string[]> {
  const rules = sortEndings(endings);
  return Object.fromEntries(
    Object.entries(lists).map(([key, forms]) => {
      const all = rules.length === 0 ? forms : forms.flatMap((form) => inflectPhrase(form, rules));
      const spelled = withCapitals && rules.length > 0 ? all.flatMap(addCapital) : all;
      return [key, [...new Set(spelled)]];
    }),
  );
}

function inflectPhrase(
  phrase: string,
  rules: readonly (readonly [string, readonly string[]])[],
): readonly string[] {
  const words = phrase.split(' ');
  for (const [index, word] of words.entries()) {
    const rule = rules.find(([ending]) => word.endsWith(ending) && word.length > ending.length);
    if (rule === undefined) continue;
    const stem = word.slice(0, -rule[0].length);
    const others = rule[1].map((ending) => words.with(index, stem + ending).join(' '));
    return [phrase, ...others];
  }
  return [phrase];
}

/** Returns a form, and the same with a capital. */
export function addCapital(form: string): readonly string[] {
  return [form, toCapital(form)];
}

/** Returns a word with a capital. */
export function toCapital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** Returns the two sides of entries such as "Совета=Совет". */
export function toPairs(entries: readonly string[] = []): readonly (readonly [string, string])[] {
  return entries.map((entry) => entry.split('=') as [string, string]);
}
