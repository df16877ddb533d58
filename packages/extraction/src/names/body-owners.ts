import { readAbbreviation } from './abbreviations.ts';
import type { BodyMention } from './body-finder.ts';
import type { BodyRegister, NamedBody } from './body-names.ts';
import type { DraftBody } from '../draft.ts';

/** "Conseil des maîtres (CM) de l'Union des ports (UP)". */
const FRENCH_OF = /^\s(?:de la |de l'|du |des )$/;

/** "The Union of Harbours (UH) Council": a noun alone is a name beside its owner. */
export function addParts(
  text: string,
  found: readonly BodyMention[],
  register: BodyRegister,
  kinds: ReadonlyMap<string, DraftBody['kind']>,
): readonly BodyMention[] {
  return found.flatMap((owner) => {
    if (text[owner.end - 1] !== ')') return [owner];
    const noun =
      /^ (\p{Lu}\p{L}+)(?! (?:\p{Lu}|of |for |on |to ))/u.exec(
        text.slice(owner.end, owner.end + 30),
      )?.[1] ?? '';
    const kind = kinds.get(noun);
    const short = readAbbreviation(text, owner.start + owner.name.length);
    if (kind === undefined || kind === 'meeting-series' || short === undefined) return [owner];
    const body = register.introduce(`${short} ${noun}`, kind, undefined);
    if (body.parents.length === 0) body.parents = [owner.body.body];
    const { start } = owner;
    const end = owner.end + 1 + noun.length;
    return [{ body, start, end, name: text.slice(start, end) }];
  });
}

/**
 * "The Union of Harbours (UH) Council of Masters" is one body, a part of the Union, and so is "the
 * Council of Masters (CM) of the Union of Harbours (UH)".
 */
export function joinOwners(
  text: string,
  found: readonly BodyMention[],
  register: BodyRegister,
): readonly BodyMention[] {
  const joined: BodyMention[] = [];
  for (const mention of found) {
    const last = joined.at(-1);
    // The abbreviation in brackets is a part of its mention.
    if (last !== undefined && mention.end <= last.end) continue;
    const body = last && joinTwo(text, last, mention, register);
    if (last === undefined || body === undefined) joined.push(mention);
    else {
      const { start } = last;
      joined.splice(-1, 1, { body, start, end: mention.end, name: text.slice(start, mention.end) });
    }
  }
  return joined;
}

function joinTwo(
  text: string,
  first: BodyMention,
  second: BodyMention,
  register: BodyRegister,
): NamedBody | undefined {
  if (text[first.end - 1] !== ')') return undefined;
  const gap = text.slice(first.end, second.start);
  const short = readAbbreviation(text, first.start + first.name.length);
  if (gap === ' of ' && second.name.startsWith('the ')) {
    const name = `${first.name.replace(/^[Tt]he /, '')} of ${second.name}`;
    return register.introduceWhole(first.body, name, second.body);
  }
  if (FRENCH_OF.test(gap))
    return register.introduceWhole(first.body, `${first.name}${gap}${second.name}`, second.body);
  if (gap !== ' ' || short === undefined) return undefined;
  return register.introduceWhole(second.body, `${short} ${second.name}`, first.body);
}
