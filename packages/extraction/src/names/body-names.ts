import {
  isAbbreviationOf,
  isSpelledOwner,
  JOINTS,
  listShortened,
  OWNED,
  SMALL,
  splitAt,
} from './abbreviations.ts';
import { toSlug } from '../resolutions/citations.ts';
import type { DraftBody, KnownBody } from '../draft.ts';
import { HanNames } from './han-names.ts';

/** A body that a text names, with the names that it has there. */
export interface NamedBody {
  readonly body: string;
  readonly name: string;
  readonly kind: DraftBody['kind'];
  parents: readonly string[];
  readonly names: Set<string>;
  readonly isKnown: boolean;
}

/** Two words have too common initials. */
const INITIALS_MIN = 3;
/** A name with so many words may have an owner with several words. */
const OWNED_WORDS_MIN = 4;
/** "Of the" before an owner. */
const OF = /^ (?:(?:of|for) (?:[Tt]he )?|de la |de l'|du |des )/u;
const HEAD_ENDS = /\s(?=(?:of|for|on|du|de|des)\s)/g;
const LONG_HEAD = /^([\p{L}'-]+(?: (?!of |for )[\p{L}'-]+)+) (?:of|for) [Tt]he .+$/u;
const OF_OWNER = /\s(?:of [Tt]he|de l'|de la|des|du)(?:\s|(?<='))|\p{Script=Cyrillic}/u;
const HEAD = /^(?<head>[\p{L}-]+(?: [\p{L}-]+)??) (?:of|for|on) (?:[Tt]he )?(?<rest>.+)$/u;

/** The bodies of one text: those that are known, and those that the text itself introduces. */
export class BodyRegister {
  readonly #byName = new Map<string, NamedBody>();
  readonly #bodies = new Map<string, NamedBody>();
  /** The first body whose name goes on after these words: "Committee of Deputies". */
  readonly #byHead = new Map<string, NamedBody>();
  /** The bodies by the words of their names, in whatever order. */
  readonly #byWords = new Map<string, NamedBody>();
  readonly #wordKeys = new Map<string, { readonly key: string; readonly version: number }>();
  /** The names in Chinese characters. */
  readonly han = new HanNames();
  #version = 0;
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
      for (const one of named.names) {
        this.#byName.set(this.#toKey(one), named);
        if (one.includes(' ')) this.#byWords.set(this.#toWordKey(one), named);
        this.han.add(one, named);
      }
    }
    for (const named of this.#bodies.values()) this.#addHeads(named);
  }

  get all(): readonly NamedBody[] {
    return [...this.#bodies.values()];
  }

  /** A number that grows with each new body or name. */
  get version(): number {
    return this.#version;
  }

  get(body: string): NamedBody | undefined {
    return this.#bodies.get(body);
  }

  /** Returns the body with a name, or with a name of the same words in another order. */
  find(name: string): NamedBody | undefined {
    const known = this.#byName.get(this.#toKey(name));
    if (known !== undefined || !name.includes(' ')) return known;
    return this.#byWords.get(this.#toWordKey(name));
  }

  /** Adds those of the abbreviations that are the initials of one name: "SOC", also of the "UH Senior Officials Committee". */
  nameByInitials(abbreviations: ReadonlySet<string>): void {
    const byInitials = new Map<string, NamedBody | undefined>();
    for (const body of this.#bodies.values())
      for (const name of [body.name, OWNED.exec(body.name)?.groups?.['part'] ?? '']) {
        const words = name.split(/[\s-]+/u).filter((word) => !SMALL.test(word));
        const initials = words.map((word) => word[0]?.toUpperCase() ?? '').join('');
        if (words.length < INITIALS_MIN || !abbreviations.has(initials)) continue;
        const known = byInitials.get(initials);
        byInitials.set(initials, known === undefined || known === body ? body : undefined);
      }
    for (const [initials, body] of byInitials)
      if (body !== undefined) this.#addName(body, initials);
  }

  /** Introduces the whole name of a body: the first part of "Council (C) of the Union (U)" names it afterwards. */
  introduceWhole(part: NamedBody, name: string, owner: NamedBody): NamedBody {
    const whole = this.find(name) ?? this.#add(name, toSlug(name), { kind: part.kind, names: [] });
    if (whole.parents.length === 0) whole.parents = [owner.body];
    if (part === whole || part.isKnown) return whole;
    for (const one of part.names) {
      whole.names.add(one);
      this.#byName.set(this.#toKey(one), whole);
      if (one.includes(' ')) this.#byWords.set(this.#toWordKey(one), whole);
    }
    for (const [head, body] of this.#byHead) if (body === part) this.#byHead.set(head, whole);
    this.#bodies.delete(part.body);
    this.#version += 1;
    return whole;
  }

  /** Introduces a name with the abbreviation that follows it in brackets, if there is one. */
  introduce(name: string, kind: DraftBody['kind'], abbreviation: string | undefined): NamedBody {
    const short = abbreviation === undefined ? [] : [abbreviation];
    // A title may have the abbreviation of the owner only.
    const names = [name, ...short, ...short.flatMap((one) => listShortened(name, one))];
    const known = names.map((one) => this.find(one)).find((one) => one !== undefined);
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
    const spelled = abbreviation === undefined ? this.#findSpelled(name) : undefined;
    if (spelled !== undefined) {
      this.#addName(spelled, name);
      return spelled;
    }
    if (abbreviation === undefined) return this.#add(name, toSlug(name), { kind, names: [] });
    return this.#addAbbreviated(name, kind, abbreviation);
  }

  /**
   * Returns the body whose name differs only in its owner, spelled out in one of them: "Совет СНГ" is
   * "Совет Содружества Независимых Государств". In Russian no words are between the parts.
   */
  #findSpelled(name: string): NamedBody | undefined {
    if (!/\p{Script=Cyrillic}/u.test(name)) return this.#findOwned(name);
    for (const { index } of name.matchAll(/ /g)) {
      const head = name.slice(0, index);
      const rest = name.slice(index + 1);
      const other = this.#byHead.get(head)?.name ?? '';
      const tail = other.startsWith(`${head} `) ? other.slice(index + 1) : '';
      if (isSpelledOwner(rest, tail) || isSpelledOwner(tail, rest)) return this.#byHead.get(head);
    }
    return undefined;
  }

  /** "UH Council of Masters" is the "Council of Masters of the Union of Harbours". */
  #findOwned(name: string): NamedBody | undefined {
    const { short, part } = OWNED.exec(name)?.groups ?? {};
    if (short !== undefined && part !== undefined) {
      const other = this.#byHead.get(part);
      const rest = other?.name.slice(part.length).replace(OF, '') ?? '';
      return isSpelledOwner(short, rest) ? other : undefined;
    }
    for (const { index, 0: joint } of name.matchAll(JOINTS)) {
      const head = name.slice(0, index);
      const other = this.find(head);
      const owner = other && OWNED.exec(other.name)?.groups?.['short'];
      if (owner !== undefined && isSpelledOwner(owner, name.slice(index + joint.length)))
        return other;
    }
    return undefined;
  }

  #addAbbreviated(name: string, kind: DraftBody['kind'], abbreviation: string): NamedBody {
    if (isAbbreviationOf(abbreviation, name)) {
      // "SOC" may be that of several organizations; the "UH Senior Officials Committee" is one body.
      const slug = OWNED.test(name) ? toSlug(name) : toSlug(abbreviation);
      const short = this.#add(name, slug, { kind, names: [abbreviation] });
      // "The Council of Ministers of the Union (CM UNI)" is that of the UNI.
      const tail = abbreviation.split(' ').slice(1).at(-1);
      const head = tail === undefined ? undefined : splitAt(tail, name).head;
      if (head !== undefined) this.#addName(short, `${head} ${tail}`);
      return short;
    }
    const { head } = splitAt(abbreviation, name);
    const isShort = head !== undefined && HEAD.exec(name)?.groups?.['head'] === head;
    const slug = isShort ? `${toSlug(abbreviation)}-${toSlug(head)}` : toSlug(name);
    // "(CDCT)" has other letters than its name; that of an owner, as in "of the Community (CARICOM)", is not its own.
    if (head === undefined && /^\p{Lu}{3,8}$/u.test(abbreviation) && !OF_OWNER.test(name))
      return this.#add(name, toSlug(abbreviation), { kind, names: [abbreviation] });
    const body = this.#add(name, slug, { kind, names: listShortened(name, abbreviation) });
    if (head !== undefined) this.#abbreviate(body, name, abbreviation);
    return body;
  }

  /** Adds the names that an abbreviation gives: of the body, or of the one that it is a part of. */
  #abbreviate(body: NamedBody, name: string, abbreviation: string): void {
    if (isAbbreviationOf(abbreviation, name)) {
      this.#addName(body, abbreviation);
      return;
    }
    const { head, rest } = splitAt(abbreviation, name);
    if (head === undefined || rest === undefined) return;
    const options = { kind: 'organ', names: [abbreviation] } as const;
    const parent = this.find(abbreviation) ?? this.#add(rest, toSlug(abbreviation), options);
    if (body.parents.length === 0 && parent !== body) body.parents = [parent.body];
    for (const one of [
      `${head} ${abbreviation}`,
      `${abbreviation} ${head}`,
      `${head} of the ${abbreviation}`,
      `${head} of ${abbreviation}`,
      `${head} de l'${abbreviation}`,
      `${head} de la ${abbreviation}`,
      `${head} du ${abbreviation}`,
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
    this.#version += 1;
    this.#addHeads(named);
    for (const one of [name, ...names]) this.#addName(named, one);
    // "The Harbour Council of the Union" is the Harbour Council afterwards.
    const long = LONG_HEAD.exec(name)?.[1];
    if (long !== undefined) this.#addName(named, long);
    this.#addOwner(named);
    return named;
  }

  /** "UH Council of Masters" belongs to the UH, and is the Council of Masters afterwards. */
  #addOwner(named: NamedBody): void {
    const { short, part } = OWNED.exec(named.name)?.groups ?? {};
    if (short === undefined || part === undefined) return;
    const owner =
      this.find(short) ?? this.#add(short, toSlug(short), { kind: 'organization', names: [] });
    if (owner !== named && named.parents.length === 0) named.parents = [owner.body];
    if (part.includes(' ')) this.#addName(named, part);
  }

  #addHeads(body: NamedBody): void {
    // In Russian no words are between the parts of a name: "Совет министров", and their field.
    const ends = /\p{Script=Cyrillic}/u.test(body.name) ? / /g : HEAD_ENDS;
    for (const { index } of body.name.matchAll(ends)) {
      const head = body.name.slice(0, index);
      if (!this.#byHead.has(head)) this.#byHead.set(head, body);
    }
  }

  /** Adds another name of a body. */
  nameAlso(body: NamedBody, name: string): void {
    this.#addName(body, name);
  }

  #addName(body: NamedBody, name: string): void {
    if (!body.names.has(name)) this.#version += 1;
    body.names.add(name);
    this.han.add(name, body);
    const key = this.#toKey(name);
    if (this.#byName.has(key)) return;
    this.#version += 1;
    this.#byName.set(key, body);
    if (name.includes(' ')) {
      const words = this.#toWordKey(name);
      if (!this.#byWords.has(words)) this.#byWords.set(words, body);
    }
  }

  /**
   * Returns the words of a name in order of their letters, without small words, and its owner as one
   * word: "Council of Masters of the Union of Harbours", "UH Council of Masters".
   */
  #toWordKey(name: string): string {
    const known = this.#wordKeys.get(name);
    if (known?.version === this.#version) return known.key;
    const words = this.#toKey(name).split(' ');
    const shortened = words.length < OWNED_WORDS_MIN ? words : this.#shortenOwner(words);
    const key = shortened
      .filter((word) => !SMALL.test(word))
      .map((word) => word.replace(/'$/, '').replace(/(?<=\p{L}{3})s$/u, ''))
      .toSorted()
      .join(' ');
    this.#wordKeys.set(name, { key, version: this.#version });
    return key;
  }

  /** Replaces an owner with several words at the end or the beginning of a name by its id. */
  #shortenOwner(words: readonly string[]): readonly string[] {
    for (let count = 2; count < words.length; count += 1) {
      const last = this.#byName.get(words.slice(count).join(' '));
      if (last !== undefined) return [...words.slice(0, count), last.body];
    }
    for (let count = words.length - 2; count > 1; count -= 1) {
      const first = this.#byName.get(words.slice(0, count).join(' '));
      if (first !== undefined) return [first.body, ...words.slice(count)];
    }
    return words;
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

function toKey(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/^(?:the|le|la|les|l')\s?/, '')
      .replace(/['"«»“”]/g, '')
      // "Council of heads (premiers) of member - states": neither the aside nor the dash tells it apart.
      .replace(/\s\(\p{Ll}[^()]*\)/gu, '')
      .replace(/\s?[–—-]\s?/g, '-')
      .replace(/\s+/g, ' ')
      .trim()
  );
}
