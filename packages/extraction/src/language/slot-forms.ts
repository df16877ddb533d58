import type { LanguageFile } from './language-file.ts';
import { MARKS } from '../text/marks.ts';
import type { NumberWords } from './number-words.ts';
import type { SlotForms } from './pattern.ts';

/** "Mdina, Western Region, Malta": a region between a place and its state. */
const REGION_AFTER =
  ",\\s(?:\\p{Lu}[\\p{L}'-]+\\s){1,2}(?:[Rr]egion|[Pp]rovince|[Dd]istrict|[Oo]blast|[Cc]ounty|[Gg]overnorate|[Pp]refecture|область|край|район)";

export const REGION_AT_END = new RegExp(`${REGION_AFTER}$`, 'u');

/** Returns the forms of the slots of a language. */
export function createForms(file: LanguageFile, numbers: NumberWords): SlotForms {
  const { state, body, date } = MARKS;
  const and = (file.words['and'] ?? ['and']).join('|');
  const toList = (one: string): string =>
    file.language === 'zh'
      ? `${one}(?:(?:、|，|,|${and})${one})*`
      : `${one}(?:(?:,\\s*(?:(?:${and})\\s+)?|\\s+(?:${and})\\s+|;\\s*)${one})*`;
  const noPlace = `(?!(?:${(file.words['noPlaces'] ?? []).join('|') || '(?!)'})(?!\\p{L}))`;
  const capital = "\\p{Lu}[\\p{L}'’.-]*";
  const name = `${capital}(?:[ -](?:(?:de|la|el|al|of|the|da|do|del|und|sur|le)[ -])*${capital}){0,4}`;
  const titles = (file.words['titles'] ?? []).join('|');
  const offices = (file.words['personOffices'] ?? []).join('|') || '(?!)';
  const titled = titles === '' ? '' : `(?:(?:${titles})[\\s,]+)*`;
  const noTitle = titles === '' ? '' : `(?!(?:${titles})(?!\\p{L}))`;
  // "H.E. President Ana Sa", "Mr. Ana de Sa".
  const named = `${titled}(?:(?:${offices})\\s${titled})?${noTitle}${capital}(?:\\s(?:(?:van|von|de|da|do|dos|bin|ibn|al|el)\\s){0,2}${capital})`;
  return {
    date,
    state,
    body,
    actor: `[${state}${body}]`,
    states: toList(state),
    actors: toList(`[${state}${body}]`),
    ordinal: numbers.ordinalForm,
    number: numbers.countForm,
    count: numbers.countForm,
    name,
    person: `${named}{1,5}`,
    objectperson: file.slots['person'] ?? `${named}{1,5}`,
    holder: `${named}{0,5}`,
    place:
      file.language === 'zh'
        ? `(?:${state}\\p{Script=Han}{0,8}?|\\p{Script=Han}{2,8}?)`
        : `${noPlace}(?:the city of )?${name}(?:(?:${REGION_AFTER})?,?\\s\\(?(?:in |the |en |au |aux |в )?${state}\\)?)?|${state}`,
    text: '[^;；]{2,300}?',
    clause: '[^,;，；。]{2,200}?',
    rest: '[^;；]{2,400}',
    words: "(?:[\\p{L}'-]+ ){0,5}?",
    demonym: Object.values(file.states.adjectives).flat().join('|') || '(?!)',
    ...file.slots,
  };
}
