import { toInnerShort } from './abbreviations.ts';
import { toNameStop } from './body-words.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { SearchExpression } from '../search/search-expression.ts';
import { inflect } from './state-finder.ts';

/**
 * Returns the form of a name whose noun has a case: an adjective, the noun, and its genitives. `nominatives`
 * receives the first case of each form.
 */
export function compileInflected(
  nouns: readonly string[],
  file: LanguageFile,
  nominatives: Map<string, string>,
): SearchExpression {
  const { words, slots } = file;
  const addCases = (noun: string): readonly string[] => {
    const cases = inflect(noun, file.states.endings);
    for (const form of cases) {
      nominatives.set(form, noun);
      // After an adjective the noun has a small letter: "Экономический комитет".
      nominatives.set(form.toLowerCase(), noun.toLowerCase());
    }
    return cases;
  };
  const slot = (name: string): string => slots[name] ?? '(?!)';
  const addSmall = (list: readonly string[] = []): string =>
    list
      .flatMap(addCases)
      .flatMap((form) => [form, form.toLowerCase()])
      .join('|') || '(?!)';
  const series = addSmall(words['seriesOf']);
  const summits = addSmall(words['summitsOf']);
  const forms = nouns.flatMap(addCases).toSorted((a, b) => b.length - a.length);
  const small = forms.map((form) => form.toLowerCase());
  const named = new Set(words['adjectiveNouns'] ?? []);
  const bare = forms.filter((form) => !named.has(nominatives.get(form) ?? ''));
  const smallBare = bare.map((form) => form.toLowerCase());
  const inner = toInnerShort(slot('bodyOwner'), forms);
  const word = `${slot('bodyMembers')}|${inner}|\\s(?!${toNameStop(file)})\\p{L}[\\p{L}-]*`;
  const heads = [
    `(?:${slot('bodyAdjective')}\\s){1,2}(?:${[...forms, ...small].join('|')})`,
    `(?:${bare.join('|')})`,
    // "Заседание совета Региональной структуры": a name in capitals follows a noun in small
    // letters.
    `(?:${smallBare.join('|')})(?=\\s${slot('bodyOwner')})`,
    `(?:${slot('seriesAdjective')}\\s)?(?:${series})(?=\\s${slot('bodyPeople')})`,
    `(?:${summits})(?=\\s(?:\\p{Lu}|${slot('bodyPeople')}))`,
  ];
  // "Евразийский рыбохозяйственный комитет" needs no words after its noun.
  const nouned = `(?:${slot('bodyAdjective')}\\s){1,2}(?:${slot('bodySmallAdjective')}\\s){1,2}(?:${[...forms, ...small].join('|')})(?!\\p{L})(?:${word}){0,14}`;
  const alone = `${slot('bodyOwnAdjective')}\\s(?:${[...forms, ...small].join('|')})(?!\\p{L})`;
  return new SearchExpression(
    `(?<!\\p{L})(?:${nouned}|(?:${heads.join('|')})(?:${slot('bodyField')}(?:${word}){0,14}|(?:${word}){1,14})|${alone})`,
  );
}
