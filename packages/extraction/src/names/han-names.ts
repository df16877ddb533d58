import type { NamedBody } from './body-names.ts';
import type { UnitSpan } from '../text/prepared-text.ts';

const HAN = /\p{Script=Han}/u;
/** Names so long end with the name of no other body by chance. */
const PART_MIN = 6;
const ENDINGS_MAX = 8;
/** In "中国—东盟外长会议" the words after the dash are no name of the whole. */
const JOINED = /[和与及、—–-]$/u;

interface NameNode {
  readonly next: Map<string, NameNode>;
  body: NamedBody | undefined;
}

/**
 * The Chinese names of bodies. A text is searched for all of them at once, whatever their number.
 */
export class HanNames {
  readonly #root: NameNode = { next: new Map(), body: undefined };
  /** The long names by their last characters. */
  readonly #byEnd = new Map<string, { readonly name: string; readonly body: NamedBody }[]>();

  /** Adds a name with a Chinese character; other names are ignored. */
  add(name: string, body: NamedBody): void {
    if (!HAN.test(name)) return;
    let node = this.#root;
    for (let at = 0; at < name.length; at += 1) {
      const letter = name.charAt(at);
      let next = node.next.get(letter);
      if (next === undefined) {
        next = { next: new Map(), body: undefined };
        node.next.set(letter, next);
      }
      node = next;
    }
    node.body ??= body;
    this.#addEnd(name, body);
  }

  #addEnd(name: string, body: NamedBody): void {
    if (name.length <= PART_MIN) return;
    const end = name.slice(-PART_MIN);
    const known = this.#byEnd.get(end) ?? [];
    if (known.length === 0) this.#byEnd.set(end, known);
    if (known.length < ENDINGS_MAX) known.push({ name, body });
  }

  /** Returns the body whose longer name ends with a name: that of its organization is left out. */
  findLonger(name: string): NamedBody | undefined {
    if (name.length < PART_MIN) return undefined;
    return this.#byEnd
      .get(name.slice(-PART_MIN))
      ?.find(({ name: longer }) => isHanEnding(name, longer))?.body;
  }

  /**
   * Returns the body whose name differs only in the short form of its owner: "港合组织部长理事会" is
   * "港口合作组织部长理事会".
   */
  findSpelled(name: string): NamedBody | undefined {
    if (name.length <= PART_MIN) return undefined;
    return this.#byEnd
      .get(name.slice(-PART_MIN))
      ?.find(({ name: other }) => isSpelled(name, other) || isSpelled(other, name))?.body;
  }

  /** Returns the first place of each name in a text. */
  find(text: string): readonly (UnitSpan & { readonly body: NamedBody; readonly name: string })[] {
    const found = new Map<string, UnitSpan & { readonly body: NamedBody; readonly name: string }>();
    for (let start = 0; start < text.length; start += 1) {
      let node = this.#root.next.get(text.charAt(start));
      for (let end = start + 1; node !== undefined; end += 1) {
        const { body, next } = node;
        const name = body === undefined ? '' : text.slice(start, end);
        if (body !== undefined && !found.has(name)) found.set(name, { body, name, start, end });
        node = next.get(text.charAt(end));
      }
    }
    return [...found.values()];
  }
}

/**
 * Returns whether the letters of a short name are those of a long one in order, with the same end.
 */
function isSpelled(short: string, long: string): boolean {
  if (short.length >= long.length || short[0] !== long[0]) return false;
  let same = 0;
  while (same < short.length && short.at(-1 - same) === long.at(-1 - same)) same += 1;
  const own = short.slice(0, short.length - same);
  const others = long.slice(0, long.length - same);
  // "港口组织" has fewer words than "港口合作组织"; only letters from within its words shorten a name.
  return own.length > 1 && !others.startsWith(own) && isWithin(own, others);
}

/** Returns whether a name is the end of a longer Chinese one, without its owner. */
export function isHanEnding(name: string, longer: string): boolean {
  if (!HAN.test(name) || name.length >= longer.length || !longer.endsWith(name)) return false;
  return !JOINED.test(longer.slice(0, -name.length));
}

/** Returns whether a word has the letters of a short one, in order. */
export function isWithin(short: string, long: string): boolean {
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}
