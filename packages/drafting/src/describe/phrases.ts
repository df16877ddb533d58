import {
  type ActorRef,
  findCountryName,
  isCountryCode,
  type OrdinalValue,
  type Place,
} from '@rapporteur/contracts';
import { formatCountry, formatState } from './country-phrases.ts';
import { spellCount } from './counts.ts';
import { markBasis } from './dates.ts';
import {
  addDefiniteArticle,
  beginsWithCommonWord,
  formatNth,
  formatOptional,
  joinWords,
  mentions,
  toClause,
} from './english.ts';
import { type EventNames, formatId, formatMeetingId, type NamedKind } from './event-names.ts';

/** Nouns of bodies, whose names have an article: `the Council`. */
const BODY_NOUN =
  /\b(?:council|committee|organi[sz]ation|structure|assembly|union|commission|bank|court|secretariat|office|agency|forum|group|ministry|cent(?:er|re)|league|association|community|meeting|summit|conference|session|service|authorit(?:y|ies)|state|branch|party|movement|front|army|forces?|parliament|government|institute|fund|federation|mission|panel|board|bureau|directorate|department|academy|network|alliance|partnership|initiative|nations|republic|university|body|police|guard|congress|senate|chamber|foundation|coalition|platform|team|parties)\b/i;

/** Nouns of documents, whose titles are used as names: `the Tianjin Declaration`. */
const DOCUMENT_NOUN =
  /\b(?:declaration|charter|convention|treaty|agreement|protocol|communiqu[eé]|statement|constitution|memorandum|pact|accord)\b/i;
const TITLE_WORDS_MAX = 7;

/** Acronyms of three letters are spelled (`the SCO`), longer ones spoken (`NATO`), but for these. */
const SPELLED_ACRONYM =
  /^(?:[A-Z]{2,3}|OSCE|CSTO|EAEU|IAEA|OPCW|UNSC|UNGA|[B-DF-HJ-NP-TV-Z]{3,})\b/;

function needsArticle(name: string): boolean {
  return BODY_NOUN.test(name) || (/^[A-Z\s]+$/.test(name) && SPELLED_ACRONYM.test(name));
}

/** Returns the name of a body in a sentence: `the SCO RATS Council`, `Interpol`. */
export function formatBodyName(name: string): string {
  return needsArticle(name) ? addDefiniteArticle(name) : name.replace(/^The\b/, 'the');
}

/** Returns a title as a name, or in quotation marks: `the Tianjin Declaration`, `“Note …”`. */
export function formatTitle(title: string): string {
  const isName =
    DOCUMENT_NOUN.test(title) &&
    title.split(/\s+/).length <= TITLE_WORDS_MAX &&
    title !== title.toUpperCase() &&
    !/[“”":;–—]|\d$/.test(title);
  return isName ? addDefiniteArticle(title) : `“${title}”`;
}

/** Returns a name in the recorder's words: `the attacks in Pahalgam`, `Alpha`. */
export function formatGivenName(name: string): string {
  const clause = toClause(name);
  return beginsWithCommonWord(name) ? addDefiniteArticle(clause) : clause;
}

/** Returns `44th`, with the basis of a number that is not stated. */
export const formatOrdinal = ({ value, basis }: OrdinalValue): string =>
  `${formatNth(value)}${markBasis(basis)}`;

/** Returns whether an actor needs a verb in the plural. */
const isPluralActor = ({ kind, nameAsWritten, members }: ActorRef): boolean =>
  kind === 'class' && (/[^s]s\b|\bpeople\b/i.test(nameAsWritten) || (members?.count?.min ?? 0) > 1);

/** Returns whether actors need a verb in the plural. */
export const arePlural = (actors: readonly ActorRef[]): boolean =>
  actors.length > 1 || actors.some(isPluralActor);

/** The names and phrases of one sentence, with the names of a context. */
export class Phrases {
  readonly #names: EventNames;

  constructor(names: EventNames) {
    this.#names = names;
  }

  /** Returns `the SCO RATS Council`. */
  formatBody(id: string): string {
    const name = this.#names.nameOf('body', id);
    if (name !== null) return formatBodyName(name);
    return id.includes('-') ? addDefiniteArticle(formatId(id)) : formatBodyName(formatId(id));
  }

  /** Returns `the 44th meeting of the SCO RATS Council`. */
  formatMeeting(id: string): string {
    return addDefiniteArticle(formatMeetingId(id, this.#names));
  }

  /** Returns `at the 44th meeting of …`, or `at its 44th meeting` after a mention of the body. */
  formatAtMeeting(id: string | null, mentioned: string | null = null): string | null {
    if (id === null) return null;
    const meeting = this.formatMeeting(id);
    const ending = ` of ${mentioned}`;
    return mentioned !== null && meeting.endsWith(ending)
      ? `at its ${meeting.slice('the '.length, -ending.length)}`
      : `at ${meeting}`;
  }

  /**
   * Returns the name of an incident: `the attacks in Pahalgam`. An id in words has no year if the
   * date follows.
   */
  formatIncident(id: string, isDated = false): string {
    const name = this.#names.nameOf('incident', id);
    if (name !== null) return formatGivenName(name);
    const [, words = id, year] = /^(.*?)(?:-((?:1|2)\d{3}))?$/.exec(id) ?? [];
    const inWords = formatId(words);
    const named = beginsWithCommonWord(inWords)
      ? formatGivenName(inWords)
      : `the incident “${inWords}”`;
    return `${named}${isDated ? '' : formatOptional(' of ', year)}`;
  }

  /**
   * Returns the name of a decision, in quotation marks unless it is in words. Without a name, it has
   * that of its subject; an id with a number, such as that of a resolution, stays before it.
   */
  formatDecision(id: string, subject: string | null = null): string {
    const name = this.#names.nameOf('decision', id);
    if (name === null) {
      const about = formatOptional('on ', subject === null ? null : toClause(subject));
      return subject === null || /\d/.test(id)
        ? `“${formatId(id)}”${about === '' ? '' : ` ${about}`}`
        : `the decision ${about}`;
    }
    const clause = toClause(name);
    return /^[a-z]/.test(clause) ? addDefiniteArticle(clause) : `the decision “${name}”`;
  }

  /** Returns `the Tianjin Declaration`, or `the document “Note on …”`. */
  formatDocument(id: string): string {
    const title = formatTitle(this.#names.nameOf('document', id) ?? formatId(id));
    return title.startsWith('“') ? `the document ${title}` : title;
  }

  /** Returns a thing of any kind by its name. */
  formatReferent(kind: NamedKind, id: string): string {
    switch (kind) {
      case 'body':
        return this.formatBody(id);
      case 'meeting':
        return this.formatMeeting(id);
      case 'decision':
        return this.formatDecision(id);
      case 'incident':
        return this.formatIncident(id);
      case 'document':
        return this.formatDocument(id);
      case 'actor':
      case 'office':
        return isCountryCode(id)
          ? formatState(id, this.#names.nameOf('actor', id))
          : this.#formatKnownActor(kind, id);
    }
  }

  #formatKnownActor(kind: 'actor' | 'office', id: string): string {
    return this.#names.nameOf(kind, id) ?? this.#names.nameOf('body', id) ?? formatId(id);
  }

  /** Returns the body of an event that gives it a name. */
  formatNamedBody(id: string, name: string): string {
    return formatBodyName(this.#names.nameOf('body', id) ?? name);
  }

  /**
   * Returns an actor by its name: `Kyrgyzstan`, `the Member States of the SCO`. The body that a
   * class belongs to is left out if the words before name it.
   */
  formatActor(actor: ActorRef, before = ''): string {
    const { id, kind, nameAsWritten } = actor;
    if (kind === 'state') return formatState(id, nameAsWritten);
    if (kind === 'person') return this.#formatPerson(actor);
    if (kind === 'class') return this.#formatClass(actor, before);
    const registered =
      kind === 'office' ? this.#names.nameOf('office', id) : this.#names.nameOf('body', id);
    const name = registered ?? this.#names.nameOf('actor', id) ?? nameAsWritten;
    return `${formatBodyName(name)}${this.#formatOwner(actor, name)}`;
  }

  formatActors(actors: readonly ActorRef[], before = ''): string {
    return joinWords(actors.map((actor) => this.formatActor(actor, before)));
  }

  /** Returns the state or body that an actor belongs to, unless its name says so. */
  #formatOwner({ of }: ActorRef, name: string): string {
    if (of === null) return '';
    if (isCountryCode(of)) {
      const state = findCountryName(of);
      const stem = state?.slice(0, 4) ?? '';
      return state === undefined || name.includes(stem) ? '' : ` of ${formatState(of, null)}`;
    }
    const body = this.#names.nameOf('body', of) ?? formatId(of);
    const isNamed = name.includes(of.split('-', 1)[0]?.toUpperCase() ?? '') || mentions(name, body);
    return isNamed ? '' : ` of ${this.formatBody(of)}`;
  }

  /** Returns `SCO Secretary-General Nurlan Yermekbayev`, or a long office in parentheses. */
  #formatPerson(actor: ActorRef): string {
    const { id, office, nameAsWritten } = actor;
    const name = this.#names.nameOf('actor', id) ?? nameAsWritten;
    if (office === null || name.includes(office)) return name;
    const owner = this.#formatOwner(actor, `${office} ${name}`);
    return / of |,|\(/.test(office) || office.split(' ').length > 4
      ? `${name} (${office}${owner})`
      : `${office} ${name}${owner}`;
  }

  /** Returns `the Member States of the SCO`, `Russian intelligence agencies`. */
  #formatClass(actor: ActorRef, before: string): string {
    const { nameAsWritten } = actor;
    const isWhole = /^(?:member|participating|observer|partner|contracting) /i.test(nameAsWritten);
    const name = isWhole ? `the ${nameAsWritten}` : toClause(nameAsWritten);
    const owner = this.#formatOwner(actor, nameAsWritten);
    const isNamed = owner !== '' && before.includes(owner.replace(/^ of (?:the )?/, ''));
    return `${name}${isNamed ? '' : owner}${formatOptional(' (', this.formatMembers(actor), ')')}`;
  }

  /** Returns `nine members, without India` for a class with a size and exceptions. */
  formatMembers({ nameAsWritten, members }: Pick<ActorRef, 'nameAsWritten' | 'members'>): string {
    if (members === null) return '';
    const { count } = members;
    const size = count === null ? '' : spellCount(count);
    const isSaid = [size, String(count?.min)].some((words) =>
      nameAsWritten.toLowerCase().split(/\s+/).join(' ').includes(words.toLowerCase()),
    );
    const except = members.except.map(({ id, nameAsWritten: name }) =>
      findCountryName(id) === undefined
        ? (this.#names.nameOf('body', id) ?? name)
        : formatState(id, null),
    );
    const sized = count === null || isSaid ? '' : spellCount(count, 'members');
    return [sized, formatOptional('without ', joinWords(except))]
      .filter((part) => part !== '')
      .join(', ');
  }

  /** Returns `in Cholpon-Ata, Kyrgyzstan,`, without the parts that the text names already. */
  formatPlaces(
    places: readonly Place[],
    { region = null, besides = '' }: PlaceContext = {},
  ): string | null {
    const names = places.map(({ name }) => name ?? '').filter((name) => isNew(name, besides));
    const regions = [region ?? ''].filter((name) => isNew(name, besides));
    const countries = listCountries(places, besides);
    const parts =
      countries.length < 2
        ? [joinWords(names), ...regions, ...countries]
        : [joinPlaces(places.map(formatPlace)), ...regions];
    const [first, ...rest] = parts.filter((part) => part !== '');
    if (first === undefined) return null;
    const end = rest.length === 0 && !first.includes(', ') ? '' : ',';
    return `${choosePlacePreposition(first)}${[first, ...rest].join(', ')}${end}`;
  }

  formatPlace(place: Place | null, context: PlaceContext = {}): string | null {
    return place === null ? null : this.formatPlaces([place], context);
  }
}

interface PlaceContext {
  readonly region?: string | null;
  /** The text in which the place is mentioned; it may name the place. */
  readonly besides?: string;
}

const isNew = (name: string, text: string): boolean => name !== '' && !text.includes(name);

/** Returns each country once, unless the text names it, with its basis if it is not stated. */
function listCountries(places: readonly Place[], besides = ''): string[] {
  const countries = places.flatMap(({ name, country }) =>
    country === null || !isNew(findCountryName(country.code) ?? country.code, `${name} ${besides}`)
      ? []
      : [`${formatCountry(country)}${markBasis(country.basis)}`],
  );
  return [...new Set(countries)];
}

/** Returns `Rome, Italy, and Oslo, Norway`. */
const joinPlaces = (places: readonly string[]): string =>
  places.some((place) => place.includes(', '))
    ? `${places.slice(0, -1).join(', ')}, and ${places.at(-1)}`
    : joinWords(places);

const formatPlace = (place: Place): string =>
  [place.name, ...listCountries([place])].filter((part) => part !== null).join(', ');

const AT_PLACE =
  /\b(?:borders?|frontier|airport|port|base|station|square|line|crossing|bridge|headquarters)$/i;

/** Chooses `in`, `at the` for a border or building, or `on` for an area in the recorder's words. */
function choosePlacePreposition(name: string): string {
  if (!AT_PLACE.test(name)) return 'in ';
  return /^the /i.test(name) ? 'at ' : 'at the ';
}
