import { onceByFile } from '../language/cues.ts';
import { toPairs } from '../language/word-forms.ts';
import type { LanguageFile } from '../language/language-file.ts';

/** After an office in the genitive the name is in the genitive too. */
export function toNominative(name: string, held: string, file: LanguageFile): string {
  const isGenitive = file.words['genitiveOffices']?.includes(held.toLowerCase()) === true;
  return isGenitive ? toFirstCase(name, getNameCases(file)) : name;
}

type NameCases = readonly (readonly [string, string])[];

export const getNameCases = onceByFile(({ words }) => toPairs(words['nameCases']));
export const getInstrumentals = onceByFile(({ words }) => toPairs(words['instrumentalCases']));
export const getObjectCases = onceByFile(({ words }) => [
  ...toPairs(words['objectCases']),
  ...toPairs(words['nameCases']),
]);

/** "Айдара Смаилова", after an office in the genitive, is Айдар Смаилов. */
export function toFirstCase(name: string, cases: NameCases): string {
  return name
    .split(' ')
    .map((word) => {
      const found = cases.find(
        ([ending]) => word.endsWith(ending) && word.length > ending.length + 1,
      );
      return found === undefined ? word : word.slice(0, -found[0].length) + found[1];
    })
    .join(' ');
}
