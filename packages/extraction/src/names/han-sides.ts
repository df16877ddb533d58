import type { PreparedText } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';
import { addApart, type StateFinder, type StateMention } from './state-finder.ts';

/** Letters that form another word with 方: "双方", "南方". */
const NO_SIDE = new Set('东南西北多大立平比对官地军警双各三四五甲乙一');
const SIDE = new SearchExpression('(?<letter>\\p{Script=Han})方(?![案式便面向法针位])');

/** The states of a Chinese text by their first letter, if only one of them has it: "土方". */
export type HanSides = ReadonlyMap<string, string>;

/** Returns the states that a text names in full, by the letter that "方" follows. */
export function findHanSides(text: PreparedText, states: StateFinder): HanSides {
  const letters = new Set<string>();
  for (const block of text.blocks)
    for (const { groups } of SIDE.list(block.text))
      if (groups?.['letter'] !== undefined) letters.add(groups['letter']);
  if (letters.size === 0) return new Map();
  const codes = new Map<string, string | undefined>();
  for (const block of text.blocks)
    for (const { name, code } of states.find(block.text)) {
      const letter = name.charAt(0);
      if (name.length < 2 || name.endsWith('方') || !letters.has(letter)) continue;
      codes.set(letter, !codes.has(letter) || codes.get(letter) === code ? code : undefined);
    }
  return new Map(
    [...codes].flatMap(([letter, code]) =>
      code === undefined || NO_SIDE.has(letter) ? [] : [[letter, code] as const],
    ),
  );
}

/** Returns the states of a sentence: "土方" is that of the text, also if it is mostly another one. */
export function readHanSides(
  text: string,
  found: readonly StateMention[],
  sides: HanSides,
): readonly StateMention[] {
  if (sides.size === 0) return found;
  const known = found.map((one) => {
    const code = /^\p{Script=Han}方$/u.test(one.name) ? sides.get(one.name.charAt(0)) : undefined;
    return code === undefined ? one : { ...one, code };
  });
  const added = SIDE.list(text).flatMap(({ 0: name, index, groups }) => {
    const code = sides.get(groups?.['letter'] ?? '');
    return code === undefined ? [] : [{ code, name, start: index, end: index + name.length }];
  });
  return addApart(known, added);
}
