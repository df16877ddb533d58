import type { NamedBody } from './body-names.ts';
import { toCapital } from '../language/word-forms.ts';

/** Returns the short names of a body in running text: "Harbour Council", "Council". */
export function listShortNames({ names }: NamedBody): readonly string[] {
  const short = [...names].flatMap((name) => {
    // The last words of a Russian name are those of its owner: "Совет Содружества".
    if (/\p{Script=Cyrillic}/u.test(name)) {
      const [first = '', second] = name.split(' ');
      // "Межгосударственный совет" is "Совет" too.
      const noun = /(?:ый|ий|ая|ое|ой)$/u.test(first) ? toCapital(second ?? '') : '';
      return [name, first, noun, ...(second === undefined ? [] : [`${first} ${second}`])];
    }
    const head = /^.+?(?=\s(?:of|for|on|de|du|des|d'))/iu.exec(name)?.[0] ?? name;
    const words = head.split(' ');
    // "Groupe de travail sur les digues" is "Groupe de travail".
    const matter = /^.+?(?=\ssur\s)/u.exec(name)?.[0] ?? '';
    return [head, matter, words.slice(-2).join(' '), words.at(-1) ?? '', words[0] ?? ''];
  });
  return [...new Set(short.filter((name) => /^\p{Lu}(?:.{3,}|[\p{Lu}\d&-]+$)/u.test(name)))];
}

/** Returns the only other body than one with a short name: "the Assembly", in a note of the Council. */
export function findOther(
  short: string,
  own: NamedBody,
  bodies: readonly NamedBody[],
): NamedBody | undefined {
  const named = bodies.filter((one) => one !== own && listShortNames(one).includes(short));
  return named.length === 1 ? named[0] : undefined;
}
