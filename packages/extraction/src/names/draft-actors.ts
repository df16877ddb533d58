import { toSlug } from '../resolutions/citations.ts';
import type { DraftFields, DraftValue, KnownBody } from '../draft.ts';
import type { StateFinder } from './state-finder.ts';

/** An actor in the shorthand of a submission: its key, or `{key: the name as written}`. */
export type ActorShorthand = string | Readonly<Record<string, string>>;

const GOVERNMENT = /^(?:the )?(?:Government|government|authorities) of (?<state>.+)$/;
const OFFICE =
  /^(?:the |his |her )?(?:\p{L}+ )?(?:Secretary-General|High Commissioner|Special Representative|President|Executive Director|Director-General|Chair(?:man|person)?|Under-Secretary-General|High Representative|Special Envoy|Secretary General|Executive Secretary)(?: (?!and |or |,).{0,40})?$/u;
const MEMBERS = /^(?:all |the |its )*(?:Member States|member states|Members|States members)$/;
const NAME_LENGTH_MAX = 120;

/** The actors of one draft. It declares those that are neither states nor registered bodies. */
export class DraftActors {
  readonly #declared = new Map<string, DraftFields>();
  readonly #names = new Map<string, string>();
  readonly #numbered = new Map<string, string>();
  /** The persons by each word of their names; undefined if several have it. */
  readonly #persons = new Map<string, string | undefined>();
  readonly #fullNames = new Set<string>();
  readonly #states: StateFinder;
  readonly #bodies: readonly KnownBody[];
  /** The organization that classes such as "Member States" belong to. */
  readonly #root: string | undefined;

  constructor(states: StateFinder, bodies: readonly KnownBody[], root: string | undefined) {
    this.#states = states;
    this.#bodies = bodies;
    this.#root = root;
  }

  get declared(): Readonly<Record<string, DraftFields>> {
    return Object.fromEntries(this.#declared);
  }

  /** Gives the classes of members that have no body that of their organization. */
  completeMembers(of: string): void {
    for (const [key, actor] of this.#declared)
      if (
        actor['kind'] === 'class' &&
        actor['of'] === undefined &&
        isMembers(actor['nameAsWritten'])
      )
        this.#declared.set(key, { ...actor, of });
  }

  /** Returns the actor of a name as written; undefined if the words cannot be a name. */
  resolve(words: string): ActorShorthand | undefined {
    const name = words.trim();
    if (name === '' || name.length > NAME_LENGTH_MAX) return undefined;
    const [state, ...others] = this.#states.find(name);
    if (state !== undefined && others.length === 0 && state.name.length >= name.length)
      return { [state.code]: name };
    const body = this.#findBody(name);
    if (body !== undefined) return body.name === name ? body.body : { [body.body]: name };

    const governed = GOVERNMENT.exec(name)?.groups?.['state'];
    const [governing] = governed === undefined ? [] : this.#states.find(governed);
    if (governing !== undefined) return this.declare(name, { kind: 'office', of: governing.code });
    if (OFFICE.test(name)) return this.declare(name, { kind: 'office', ...this.#ofRoot() });
    // Only members are known to belong to the organization.
    const isMembers = MEMBERS.test(name);
    return this.declare(name, { kind: 'class', ...(isMembers ? this.#ofRoot() : {}) });
  }

  /** Returns the code of the state that an adjective names. */
  findAdjective(word: string): string | undefined {
    return this.#states.findAdjective(word);
  }

  /** Declares an actor, and returns its key. Another spelling of a key is the same actor. */
  declare(name: string, fields: DraftFields): ActorShorthand {
    // A name in another script than Latin or Cyrillic has a number as its id, one for each name.
    const key =
      toSlug(name.replace(/^(?:the|all|its|les|le|la) /i, ''), 60) || this.#numberName(name);
    const known = this.#names.get(key);
    if (known === undefined) {
      this.#names.set(key, name);
      this.#declared.set(key, { ...fields, nameAsWritten: name });
      if (fields['kind'] === 'person') this.introducePerson(name);
      return key;
    }
    return known === name ? key : { [key]: name };
  }

  #numberName(name: string): string {
    const known = this.#numbered.get(name);
    if (known !== undefined) return known;
    const key = `actor-${this.#declared.size + 1}`;
    this.#numbered.set(name, key);
    return key;
  }

  /**
   * Returns the person whom the text has named in full, by some words of the name: "Sa" is Ana Sa.
   */
  findPerson(name: string): ActorShorthand | undefined {
    const key = toSlug(name, 60);
    if (this.#declared.get(key)?.['kind'] === 'person') return key;
    const words = name.split(' ');
    // A first name that several have tells nothing; a word that nobody has is another person.
    if (!words.every((word) => this.#persons.has(word))) return undefined;
    const names = new Set(words.flatMap((word) => this.#persons.get(word) ?? []));
    const [full] = names;
    return names.size === 1 && full !== undefined
      ? this.declare(full, { kind: 'person' })
      : undefined;
  }

  /** Remembers the full name of a person whom the text names beside a title. */
  introducePerson(name: string): void {
    if (this.#fullNames.has(name) || !name.includes(' ')) return;
    this.#fullNames.add(name);
    for (const word of name.split(' '))
      if (word.length > 1) this.#persons.set(word, this.#persons.has(word) ? undefined : name);
  }

  /** Returns whether an actor is a person. */
  isPerson(actor: DraftFields | string): boolean {
    const key = typeof actor === 'string' ? actor : (Object.keys(actor)[0] ?? '');
    return this.#declared.get(key)?.['kind'] === 'person';
  }

  /** Returns whether an actor is one state or person, so that "they" does not mean it. */
  isSingle(actor: DraftFields | string): boolean {
    const key = typeof actor === 'string' ? actor : (Object.keys(actor)[0] ?? '');
    const kind = this.#declared.get(key)?.['kind'];
    return /^[A-Z]{3}$/.test(key) || kind === 'person' || kind === 'office';
  }

  /** Returns the key of an organ or office without a full name: "the Secretariat". */
  declareOrgan(words: string): ActorShorthand {
    const name = words
      .trim()
      .replace(/^(?:(?:pour )?(?:the |its |à la |à l'|aux? |la |le |les |l')|à )/i, '');
    return this.declare(name, { kind: OFFICE.test(name) ? 'office' : 'organ' });
  }

  /** Returns the shorthand of a body of the text; its name as written if it differs. */
  resolveBody(
    body: { readonly body: string; readonly name: string },
    name: string,
  ): ActorShorthand {
    return name === body.name ? body.body : { [body.body]: name };
  }

  #ofRoot(): DraftFields {
    const of: DraftValue | undefined = this.#root;
    return of === undefined ? {} : { of };
  }

  #findBody(name: string): KnownBody | undefined {
    const plain = toPlainName(name);
    return this.#bodies.find((body) =>
      [body.name, ...(body.otherNames ?? [])].some((known) => toPlainName(known) === plain),
    );
  }
}

/** Returns each actor once. */
export function toUniqueActors(all: readonly DraftValue[]): readonly DraftValue[] {
  const keys = all.map((one) => (typeof one === 'object' ? Object.keys(one ?? {})[0] : one));
  return all.filter((_, index) => keys.indexOf(keys[index]) === index);
}

function isMembers(name: DraftValue | undefined): boolean {
  return typeof name === 'string' && MEMBERS.test(name);
}

/** Returns a name without its article, in small letters. */
function toPlainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:the|le|la|les) /, '')
    .replace(/^l'/, '')
    .trim();
}
