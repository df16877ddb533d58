import type { DraftFields } from '../draft.ts';
import type { SentenceMention } from '../notes/sentence-reader.ts';
import { REGION_AT_END } from '../language/slot-forms.ts';

const CITY = /^[市城]$/u;

/** Returns a place with its country, as written: "Valletta, Malta". */
export function toPlace(
  words: string,
  mentions: readonly SentenceMention[],
): DraftFields | undefined {
  const state = mentions.find(({ kind }) => kind === 'state');
  const country = state?.kind === 'state' ? { country: { [state.code]: state.name } } : {};
  const name = (state?.kind === 'state' ? words.replace(state.name, '') : words)
    .replace(/[\s,(（)）]+$/u, '')
    .replace(
      /(?:,?\s(?:in|en|au|aux|в)|(?<=\p{Script=Han}{2})(?:附近|一带|近郊|市中心|市区|郊区|境内|沿岸))$/u,
      '',
    )
    .replace(REGION_AT_END, '')
    // "In Riga the VIII meeting": a Roman number is no part of the place.
    .replace(/(?<=\p{Ll})(?:\.|\s[IVXLC]{1,7})$/u, '')
    .replace(/^[\s,)）]+/u, '')
    .replace(
      /^(?:the city of |首都|首府|(?:[东南西北中]{1,2}部)?(?:沿海|港口|海滨|边境|旅游|第[二三四]大)?(?:城市|港市|小城|小镇)(?=\p{Script=Han}{2}))/iu,
      '',
    )
    .trim();
  if (name === '' && state === undefined) return undefined;
  // "突尼斯市" is a city, whose name is that of its state.
  if (CITY.test(name)) return { name: words.trim() };
  return { ...(name === '' ? {} : { name }), ...country };
}
