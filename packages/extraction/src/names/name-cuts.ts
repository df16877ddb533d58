import type { UnitSpan } from '../text/prepared-text.ts';

/** The words between two names with a noun of bodies each. */
export const AND_THE = ' and the ';
/** "The Port Council and UNESCO", "the Port Office and of the Tide Office". */
const JOINED = / and of (?:the )?(?!.* and )| and (?=\p{Lu}{3,8}$)/u;
const MEMBERS_OF = /^(?:[\p{L}-]+ ){0,6}?Member (?:States|Countries) of (?:the )?(?=\p{Lu})/u;

/** "Ana Sa and UH Secretary General Joe Vella". */
const AND_OFFICER = /^.+? and (?=\p{Lu}{3,8} \p{Lu}\p{Ll})/u;

/**
 * Returns the length of a person and "and" before an abbreviation and its office; 0 without them.
 */
export function findOfficerStart(name: string, isNoun: (word: string) => boolean): number {
  const words = AND_OFFICER.exec(name)?.[0] ?? '';
  return words.split(' ').some(isNoun) ? 0 : words.length;
}

/** Returns the words between two names that are joined by "and". */
export function findJoint(name: string): UnitSpan | undefined {
  const joint = JOINED.exec(name);
  return joint === null ? undefined : { start: joint.index, end: joint.index + joint[0].length };
}

/**
 * Returns the length of the words before the owner of the members: "Trade of the Member States of the
 * Union", after "Ministers of", names the Union. A name with a noun of bodies before its members is whole.
 */
export function findMembersEnd(name: string, isNoun: (word: string) => boolean): number {
  const words = MEMBERS_OF.exec(name)?.[0] ?? '';
  return words.split(' ').some(isNoun) ? 0 : words.length;
}

/** "Ana Sa and Chief of the Joint Staff": an office after "and" begins another name. */
const AND_OFFICE = / and (?=(?<office>(?:\p{Lu}[\p{L}-]+ ){1,3})of )/gu;

/** Returns the words between a name and an officer of another body. */
export function findOfficerJoint(
  name: string,
  isOffice: (words: readonly string[]) => boolean,
): UnitSpan | undefined {
  for (const { 0: joint, index, groups } of name.matchAll(AND_OFFICE))
    if (isOffice((groups?.['office'] ?? '').trim().split(' ')))
      return { start: index, end: index + joint.length };
  return undefined;
}

/** "FATF and the World Bank" are two bodies. */
export const ABBREVIATED_FIRST = /^(?:The )?\p{Lu}{3,8}$/u;

/** Returns whether words end with one of the offices, which have one word or two. */
export function endsWithOne(words: readonly string[], offices: ReadonlySet<string>): boolean {
  return [1, 2].some((count) => offices.has(words.slice(-count).join(' ')));
}

type Words = { readonly has: (word: string) => boolean };

/** "Union Commissioner for Ports" is an office of the Union: returns the number of words before it. */
export function countBeforeOffice(
  words: readonly string[],
  nouns: Words,
  offices: Words,
  personOffices: Words,
): number | undefined {
  // "Commission Chair Ana Sa" names only an office.
  const noun = words.findLastIndex((word) => nouns.has(word));
  if (noun === 0 && personOffices.has(words[1] ?? '')) return 0;
  const office = words.findIndex(
    (_, at) => at > 0 && isOfficeAt(words, at, offices) && nouns.has(words[at - 1] ?? ''),
  );
  return office > 1 ? office : undefined;
}

const RANK = /^(?:Special|Deputy|Permanent|Senior|High|Acting|First)$/;

/** Returns whether an office stands at a place, maybe with its rank: "Special Envoy". */
function isOfficeAt(words: readonly string[], at: number, offices: Words): boolean {
  const [word = '', next = ''] = words.slice(at);
  return offices.has(word) || (RANK.test(word) && offices.has(next));
}
