import { toSlug } from './citations.ts';
import type { DraftBody, KnownBody } from './draft.ts';

/** A body that a text names, with the names that it has there. */
export interface NamedBody {
  readonly body: string;
  readonly name: string;
  readonly kind: DraftBody['kind'];
  parents: readonly string[];
  readonly names: Set<string>;
  readonly isKnown: boolean;
}

const ABBREVIATION =
  /\s?[(（]["']?([\p{Lu}\d][\p{L}\d&-]*(?:\s[\p{Lu}\d][\p{L}\d&-]*){0,2})["']?[)）]/uy;
const SMALL = /^(?:of|the|for|and|on|in|de|la|du|des|et|le|les|по|и|в|l|d|s)$/i;
const HEAD_ENDS = /\s(?=(?:of|for|du|de|des)\s)/g;
const LONG_HEAD = /^([\p{L}'-]+(?: (?!of |for )[\p{L}'-]+)+) (?:of|for) the .+$/u;
const HEAD = /^(?<head>[\p{L}-]+(?: [\p{L}-]+)??) (?:of|for|on) (?:the )?(?<rest>.+)$/u;

/** The bodies of one text: those that are known, and those that the text itself introduces. */
export class BodyRegister {
  readonly #byName = new Map<string, NamedBody>();
  readonly #bodies = new Map<string, NamedBody>();
  /** The first body whose name goes on after these words: "Committee of Deputies". */
  readonly #byHead = new Map<string, NamedBody>();
  // A text has the same names again and again.
  readonly #keys = new Map<string, string>();

  constructor(known: readonly KnownBody[]) {
    for (const { body, name, kind, parents = [], otherNames = [] } of known) {
      const named = {
        body,
        name,
        kind,
        parents,
        names: new Set([name, ...otherNames]),
        isKnown: true,
      };
      this.#bodies.set(body, named);
      for (const one of named.names) this.#byName.set(this.#toKey(one), named);
    }
    for (const named of this.#bodies.values()) this.#addHeads(named);
  }

  get all(): readonly NamedBody[] {
    return [...this.#bodies.values()];
  }

  get(body: string): NamedBody | undefined {
    return this.#bodies.get(body);
  }

  /** Returns the body with a name. */
  find(name: string): NamedBody | undefined {
    return this.#byName.get(this.#toKey(name));
  }

  /** Introduces a name with the abbreviation that follows it in brackets, if there is one. */
  introduce(name: string, kind: DraftBody['kind'], abbreviation: string | undefined): NamedBody {
    const known =
      this.find(name) ?? (abbreviation === undefined ? undefined : this.find(abbreviation));
    if (known !== undefined) {
      this.#addName(known, name);
      if (abbreviation !== undefined) this.#abbreviate(known, name, abbreviation);
      return known;
    }
    // "Committee of Deputies" is a part of a longer name that the text gave before.
    const longer = name.includes(' ') ? this.#byHead.get(name) : undefined;
    if (longer !== undefined) {
      this.#addName(longer, name);
      return longer;
    }
    if (abbreviation === undefined) return this.#add(name, toSlug(name), { kind, names: [] });
    if (isAbbreviationOf(abbreviation, name))
      return this.#add(name, toSlug(abbreviation), { kind, names: [abbreviation] });
    const { head, rest } = HEAD.exec(name)?.groups ?? {};
    if (head === undefined || rest === undefined || !isAbbreviationOf(abbreviation, rest))
      return this.#add(name, toSlug(name), { kind, names: [] });
    const slug = `${toSlug(abbreviation)}-${toSlug(head)}`;
    const body = this.#add(name, slug, { kind, names: [] });
    this.#abbreviate(body, name, abbreviation);
    return body;
  }

  /** Adds the names that an abbreviation gives: of the body, or of the one that it is a part of. */
  #abbreviate(body: NamedBody, name: string, abbreviation: string): void {
    if (isAbbreviationOf(abbreviation, name)) {
      this.#addName(body, abbreviation);
      return;
    }
    const { head, rest } = HEAD.exec(name)?.groups ?? {};
    if (head === undefined || rest === undefined || !isAbbreviationOf(abbreviation, rest)) return;
    const options = { kind: 'organ', names: [abbreviation] } as const;
    const parent = this.find(abbreviation) ?? this.#add(rest, toSlug(abbreviation), options);
    if (body.parents.length === 0 && parent !== body) body.parents = [parent.body];
    for (const one of [
      `${abbreviation} ${head}`,
      `${head} of the ${abbreviation}`,
      `${head} of ${abbreviation}`,
    ])
      this.#addName(body, one);
  }

  #add(
    name: string,
    slug: string,
    { kind, names }: { readonly kind: DraftBody['kind']; readonly names: readonly string[] },
  ): NamedBody {
    const body = slug === '' ? `body-${this.#bodies.size + 1}` : slug;
    const same = this.#bodies.get(body);
    if (same !== undefined) {
      this.#addName(same, name);
      return same;
    }
    const named: NamedBody = {
      body,
      name,
      kind,
      parents: [],
      names: new Set([name]),
      isKnown: false,
    };
    this.#bodies.set(body, named);
    this.#addHeads(named);
    for (const one of [name, ...names]) this.#addName(named, one);
    // "The Harbour Council of the Union" is the Harbour Council afterwards.
    const long = LONG_HEAD.exec(name)?.[1];
    if (long !== undefined) this.#addName(named, long);
    return named;
  }

  #addHeads(body: NamedBody): void {
    for (const { index } of body.name.matchAll(HEAD_ENDS)) {
      const head = body.name.slice(0, index);
      if (!this.#byHead.has(head)) this.#byHead.set(head, body);
    }
  }

  #addName(body: NamedBody, name: string): void {
    body.names.add(name);
    const key = this.#toKey(name);
    if (!this.#byName.has(key)) this.#byName.set(key, body);
  }

  #toKey(name: string): string {
    let key = this.#keys.get(name);
    if (key === undefined) {
      key = toKey(name);
      this.#keys.set(name, key);
    }
    return key;
  }
}

/** Returns the short names of a body in running text: "Harbour Council", "Council". */
export function listShortNames({ names }: NamedBody): readonly string[] {
  const short = [...names].flatMap((name) => {
    const head = /^.+?(?=\s(?:of|for|on|de|du|des|d'))/iu.exec(name)?.[0] ?? name;
    const words = head.split(' ');
    return [head, words.slice(-2).join(' '), words.at(-1) ?? '', words[0] ?? ''];
  });
  return [...new Set(short.filter((name) => name.length > 3 && /^\p{Lu}/u.test(name)))];
}

/** Returns the abbreviation in brackets at a place of a text. */
export function readAbbreviation(text: string, at: number): string | undefined {
  ABBREVIATION.lastIndex = at;
  const found = ABBREVIATION.exec(text)?.[1];
  return found !== undefined && /\p{Lu}{2}/u.test(found) ? found : undefined;
}

/** Returns whether an abbreviation has the initials of a name, in any order of its parts. */
function isAbbreviationOf(abbreviation: string, name: string): boolean {
  const initials = name
    .split(/[\s'-]+/)
    .filter((word) => !SMALL.test(word))
    .map((word) => word[0]?.toUpperCase() ?? '');
  const letters = [...abbreviation.toUpperCase()].filter((letter) => /\p{L}/u.test(letter));
  return initials.toSorted().join('') === letters.toSorted().join('');
}

function toKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:the|le|la|les|l')\s?/, '')
    .replace(/['"«»“”]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
