import { shortenWords } from '../text/clause-words.ts';
import type { DraftFields } from '../draft.ts';
import type { ActorShorthand, DraftActors } from '../names/draft-actors.ts';
import type { ParagraphLanguage } from '../language/language.ts';
import type { RequestTerms } from './paragraph-terms.ts';
import { escapeForm } from '../language/pattern.ts';
import type { UnitSpan } from '../text/prepared-text.ts';

/**
 * A clause of a paragraph with a verb of its own: "and requests the Secretary to report by May".
 */
export interface ParagraphClause extends UnitSpan {
  readonly text: string;
  /** The verb as a term. */
  readonly verb: string;
  /** The words after the verb. */
  readonly rest: string;
}

/** The fields that a clause gives, and the further days that it sets: each is a fact of its own. */
export interface ClauseTerms {
  readonly fields: DraftFields;
  readonly further: readonly (UnitSpan & { readonly fields: DraftFields })[];
}

const ADDRESSEE = /^(?<name>[^,;:()]{2,100}?)(?:,[^,;]{1,120},)?\s(?:not\s)?to\s/;
const THAT_ADDRESSEE = /^that\s(?<name>[^,;:()]{2,60}?)\s(?:should|must|shall)\s/;
const VERBS_IN_NAME =
  /\b(?:is|are|was|were|be|has|have|need|importance|which|who|cease|ensure|end|calls|encourages|undertakes|pursuant|respect|steps|efforts|support|framework)\b/;
const NO_NAME = /^(?:it|them|him|her|also|and|further|an?|greater|continued|enhanced|that)\b/i;
const ASKED: ReadonlySet<string> = new Set([
  'requested',
  'called-upon',
  'urged',
  'directed',
  'demanded',
  'invited',
  'encouraged',
  'authorized',
  'asked',
  'instructed',
  'required',
]);
const ACTED: ReadonlySet<string> = new Set([
  'decided',
  'authorized',
  'renewed',
  'extended',
  'established',
  'terminated',
  'maintained',
]);
/** A further day with fewer words of its own has those of the whole clause. */
const OWN_WORDS_MIN = 4;

/** Returns whether a verb asks somebody to act. */
export function isRequest(verb: string): boolean {
  return ASKED.has(verb);
}

/** Reads the clauses of paragraphs: who is asked, until when, and what becomes of a mandate. */
export class ClauseReader {
  readonly #language: Pick<ParagraphLanguage, 'terms' | 'words'>;
  readonly #adoptedOn: string | undefined;
  readonly #actors: DraftActors;
  readonly #asks: RegExp;
  readonly #verbs: ReadonlyMap<string, string>;

  constructor(
    language: Pick<ParagraphLanguage, 'terms' | 'words'>,
    { adoptedOn, actors }: { readonly adoptedOn: string | undefined; readonly actors: DraftActors },
  ) {
    this.#language = language;
    this.#adoptedOn = adoptedOn;
    this.#actors = actors;
    this.#verbs = new Map(
      Object.entries(language.words.asks).flatMap(([verb, forms]) =>
        forms.map((form) => [form, verb] as const),
      ),
    );
    const forms = [...this.#verbs.keys()].toSorted((a, b) => b.length - a.length).map(escapeForm);
    this.#asks = new RegExp(
      `(?:,|;|\\band\\b)\\s(?:and\\s)?(?:(?:further|also|in this regard|in this context|again|accordingly),?\\s)*(?<ask>${forms.join('|')})\\s`,
      'gi',
    );
  }

  /** Returns the clauses: the first one with the verb that leads the paragraph. */
  split(
    text: string,
    lead: { readonly verb: string; readonly asWritten: string },
  ): readonly [ParagraphClause, ...ParagraphClause[]] {
    const matches = [...text.matchAll(this.#asks)].filter(({ index }) => index > 0);
    const end = matches[0]?.index ?? text.length;
    const first = {
      start: 0,
      end,
      text: text.slice(0, end),
      verb: lead.verb,
      rest: text.slice(lead.asWritten.length, end).trim(),
    };
    const others = matches.map((match, index): ParagraphClause => {
      const ask = match.groups?.['ask'] ?? '';
      const start = match.index + match[0].length - ask.length - 1;
      const until = matches[index + 1]?.index ?? text.length;
      const words = text.slice(start, until);
      const verb = this.#verbs.get(ask.toLowerCase()) ?? 'requested';
      return { start, end: until, text: words, verb, rest: words.slice(ask.length).trim() };
    });
    return [first, ...others];
  }

  /** Returns the terms of a clause. */
  readTerms(clause: ParagraphClause): ClauseTerms {
    const { text, verb, rest, start } = clause;
    const { terms } = this.#language;
    const mandate = ACTED.has(verb) ? terms.readMandate(text, this.#adoptedOn) : {};
    // The day of a mandate is the end of its period.
    const isDated = mandate['period'] === undefined && setsDays(clause);
    const days = isDated ? terms.readRequest(text, this.#adoptedOn) : [];
    const addressee = isRequest(verb) ? this.#findAddressee(rest) : undefined;
    const asked: DraftFields = addressee === undefined ? {} : { addressees: [addressee] };
    const [first] = days;
    // Further days of an intention belong to the documents that it names.
    const others = verb === 'expressed' ? [] : days.slice(1);
    return {
      fields: { ...mandate, ...this.#readMeasures(text, mandate), ...asked, ...toDayFields(first) },
      further: others.map((day, index) => {
        const own = cutOwnWords(text, days[index]?.end ?? 0, day);
        const fields = { ...asked, ...toDayFields(day), subject: shortenWords(own.words) };
        return { fields, start: start + own.start, end: start + own.end };
      }),
    };
  }

  #readMeasures(text: string, mandate: DraftFields): DraftFields {
    if (mandate['effect'] === undefined) return {};
    const small = text.toLowerCase();
    const measures = Object.entries(this.#language.words.measures).flatMap(([measure, names]) =>
      names.some((name) => small.includes(name)) ? [measure] : [],
    );
    return measures.length === 0 ? {} : { measures };
  }

  #findAddressee(rest: string): ActorShorthand | undefined {
    const plain = rest
      .replace(/^(?:,|upon|on)\s+/, '')
      .replace(/^in this (?:regard|context),?\s+/, '');
    const form = plain.startsWith('that ') ? THAT_ADDRESSEE : ADDRESSEE;
    const name = form.exec(plain)?.groups?.['name'];
    if (name === undefined || VERBS_IN_NAME.test(name) || NO_NAME.test(name)) return undefined;
    return this.#actors.resolve(name);
  }
}

/** Returns whether a clause commits somebody to a day: a request, a decision, or an intention. */
function setsDays({ verb, text }: ParagraphClause): boolean {
  const isIntended = verb === 'expressed' && /\bintention\b/.test(text.slice(0, 60));
  return isRequest(verb) || verb === 'decided' || isIntended;
}

function toDayFields(terms: RequestTerms | undefined): DraftFields {
  return {
    ...(terms?.dueOn === undefined ? {} : { dueOn: terms.dueOn }),
    ...(terms?.every === undefined ? {} : { every: terms.every }),
  };
}

/**
 * Returns the words of a further day, from the end of the day before it; the clause if they are
 * few.
 */
function cutOwnWords(
  text: string,
  from: number,
  { end }: UnitSpan,
): UnitSpan & { readonly words: string } {
  const part = text.slice(from, end);
  const words = part.replace(/^[\s,;]*(?:(?:and|as well as)\s)?/, '');
  if (words.split(/\s+/).length < OWN_WORDS_MIN) return { start: 0, end: text.length, words: text };
  return { start: from + part.length - words.length, end, words };
}
