import type { TextCitation } from './citations.ts';
import { shortenWords, toTopic } from './clause-words.ts';
import type { DraftFact, DraftFields, DraftValue } from './draft.ts';
import type { ActorShorthand, DraftActors } from './draft-actors.ts';
import type { Language } from './language.ts';
import type { LeadingVerb } from './leading-verb.ts';
import { escapeForm } from './pattern.ts';
import type { PreparedText, UnitSpan } from './prepared-text.ts';
import type { PrintedParagraph } from './resolution-outline.ts';

/** The decision that the paragraphs belong to. */
export interface ParagraphContext {
  readonly decision: string;
  /** The key of the body that took it. */
  readonly issuer: string;
  /** The name of the body as the text writes it. */
  readonly issuerName: string;
  /** The day of adoption, YYYY-MM-DD. */
  readonly adoptedOn: string | undefined;
  readonly actors: DraftActors;
}

/** The acts that are condemned are named within so many characters. */
const VIOLENCE_WITHIN = 160;
const LETTERS = 'bcdefghijklmnopqrstuvwxyz';
const ADDRESSEE = /^(?<name>[^,;:()]{2,100}?)(?:,[^,;]{1,120},)?\s(?:not\s)?to\s/;
const THAT_ADDRESSEE = /^that\s(?<name>[^,;:()]{2,60}?)\s(?:should|must|shall)\s/;
const VERBS_IN_NAME =
  /\b(?:is|are|was|were|be|has|have|need|importance|which|who|cease|ensure|end|calls|encourages|undertakes|pursuant|respect|steps|efforts|support|framework)\b/;
const NO_NAME = /^(?:it|them|him|her|also|and|further|an?|greater|continued|enhanced|that)\b/i;
const ASKED = new Set([
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
const CONFIDENCE = { paragraph: 0.97, clause: 0.85, unled: 0.7 } as const;

/** Drafts the facts of numbered paragraphs. */
export class ParagraphDrafter {
  readonly #text: PreparedText;
  readonly #language: NonNullable<Language['paragraphs']>;
  readonly #context: ParagraphContext;
  readonly #violence: RegExp;
  readonly #asks: RegExp;
  #lastVerb: LeadingVerb | undefined;

  constructor(
    text: PreparedText,
    language: NonNullable<Language['paragraphs']>,
    context: ParagraphContext,
  ) {
    this.#text = text;
    this.#language = language;
    this.#context = context;
    const { violence, asks } = language.words;
    this.#violence = new RegExp(`\\b(?:${violence.map(escapeForm).join('|')})\\b`, 'i');
    const forms = Object.entries(asks).flatMap(([verb, words]) =>
      words.map((form) => [form, verb] as const),
    );
    const sorted = forms.toSorted(([a], [b]) => b.length - a.length).map(([form]) => form);
    this.#asks = new RegExp(
      `(?:,|;|\\band\\b)\\s(?:and\\s)?(?:(?:further|also|in this regard|in this context|again|accordingly),?\\s)*(?<ask>${sorted.join('|')})\\s`,
      'gi',
    );
  }

  /** Returns the facts of a paragraph: one of its leading verb, and one of each further request. */
  draft(printed: PrintedParagraph): readonly DraftFact[] {
    const paragraph = this.#inheritVerb(printed);
    const lead = this.#draftLead(paragraph);
    const requests = paragraph.part === 'preamble' ? [] : this.#draftRequests(paragraph);
    const isCondemned = lead.type === 'IncidentCondemned';
    return [lead, ...(isCondemned ? this.#draftCitations(paragraph) : []), ...requests];
  }

  /** A paragraph without a verb continues the one before it. */
  #inheritVerb(paragraph: PrintedParagraph): PrintedParagraph {
    if (paragraph.verb !== undefined) {
      this.#lastVerb = paragraph.verb;
      return paragraph;
    }
    const verb = this.#lastVerb;
    return verb === undefined ? paragraph : { ...paragraph, verb: { ...verb, asWritten: '' } };
  }

  /** A condemnation has no field for the decisions that its paragraph cites. */
  #draftCitations(paragraph: PrintedParagraph): readonly DraftFact[] {
    const citations = this.#findCitations(paragraph.text);
    if (citations.length === 0) return [];
    const fields: DraftFields = {
      paragraph: this.#number(paragraph),
      decision: this.#context.decision,
      by: this.#context.issuer,
      modality: 'stated',
      verb: 'cited',
      topic: 'citations',
      summary: citations.map(({ nameAsWritten }) => nameAsWritten).join(', '),
      ...toInstruments(citations),
    };
    const found = { rule: 'citation-in-condemnation', confidence: CONFIDENCE.paragraph };
    return [this.#toFact('PositionStated', fields, { ...found, span: paragraph })];
  }

  #draftLead(paragraph: PrintedParagraph): DraftFact {
    const { text } = paragraph;
    const { asWritten = '', verb = 'stated', type }: Partial<LeadingVerb> = paragraph.verb ?? {};
    const rest = text.slice(asWritten.length).trim();
    const isPreamble = paragraph.part === 'preamble';
    const isLed = asWritten !== '';
    const found = {
      rule: isPreamble ? 'preambular-paragraph' : 'operative-paragraph',
      confidence: isLed ? CONFIDENCE.paragraph : CONFIDENCE.unled,
      span: paragraph,
    };
    if (type === 'IncidentCondemned' && this.#violence.test(rest.slice(0, VIOLENCE_WITHIN)))
      return this.#toFact('IncidentCondemned', this.#condemn(paragraph, rest), found);

    const words = {
      verb,
      ...(isLed ? { verbAsWritten: asWritten } : {}),
    };
    const isStated = isPreamble || type === 'PositionStated';
    const fields = isStated
      ? this.#state(paragraph, words, rest)
      : this.#decide(paragraph, words, rest);
    const instruments = toInstruments(this.#findCitations(text));
    return this.#toFact(
      isStated ? 'PositionStated' : 'DecisionAdopted',
      { ...fields, ...instruments },
      found,
    );
  }

  #state(paragraph: PrintedParagraph, words: DraftFields, rest: string): DraftFields {
    return {
      paragraph: this.#number(paragraph),
      decision: this.#context.decision,
      by: this.#context.issuer,
      modality: 'stated',
      ...words,
      topic: toTopic(rest),
      summary: shortenWords(paragraph.text),
    };
  }

  #decide(
    paragraph: PrintedParagraph,
    words: DraftFields & { readonly verb: string },
    rest: string,
  ): DraftFields {
    return {
      paragraph: this.#number(paragraph),
      decision: `${this.#context.decision}-op-${paragraph.number}`,
      partOf: this.#context.decision,
      ...words,
      kind: this.#findKind(words.verb, paragraph.text),
      subject: shortenWords(paragraph.text),
      ...this.#readTerms(words.verb, paragraph.text, rest),
    };
  }

  #readTerms(verb: string, text: string, rest: string): DraftFields {
    const { terms, words } = this.#language;
    const { adoptedOn } = this.#context;
    const lead = this.#cutRequests(text);
    const { dueOn, every } = ASKED.has(verb)
      ? terms.readRequest(lead, adoptedOn)
      : { dueOn: undefined, every: undefined };
    const acts = [
      'decided',
      'authorized',
      'renewed',
      'extended',
      'established',
      'terminated',
      'maintained',
    ].includes(verb);
    const measures = acts
      ? Object.entries(words.measures).flatMap(([measure, names]) =>
          names.some((name) => text.toLowerCase().includes(name)) ? [measure] : [],
        )
      : [];
    const mandate = acts
      ? terms.readMandate(verb === 'decided' ? lead : lead.toLowerCase(), adoptedOn)
      : {};
    return {
      ...mandate,
      ...(measures.length > 0 && mandate['effect'] !== undefined ? { measures } : {}),
      ...this.#readAddressees(verb, rest),
      ...(dueOn === undefined ? {} : { dueOn }),
      ...(every === undefined ? {} : { every }),
    };
  }

  #readAddressees(verb: string, rest: string): DraftFields {
    if (!ASKED.has(verb)) return {};
    const addressee = this.#findAddressee(rest);
    return addressee === undefined ? {} : { addressees: [addressee] };
  }

  #findAddressee(rest: string): ActorShorthand | undefined {
    const plain = rest
      .replace(/^(?:,|upon|on)\s+/, '')
      .replace(/^in this (?:regard|context),?\s+/, '');
    const form = plain.startsWith('that ') ? THAT_ADDRESSEE : ADDRESSEE;
    const name = form.exec(plain)?.groups?.['name'];
    if (name === undefined || VERBS_IN_NAME.test(name) || NO_NAME.test(name)) return undefined;
    return this.#context.actors.resolve(name);
  }

  /** Returns the words before the first further request. */
  #cutRequests(text: string): string {
    const match = [...text.matchAll(this.#asks)].find(({ index }) => index > 0);
    return match === undefined ? text : text.slice(0, match.index);
  }

  /** Returns the requests inside a paragraph that have an actor or a day of their own. */
  #draftRequests(paragraph: PrintedParagraph): readonly DraftFact[] {
    const { text, textStart, number } = paragraph;
    if (paragraph.end - paragraph.textStart !== text.length) return [];
    const matches = [...text.matchAll(this.#asks)].filter(({ index }) => index > 0);
    const facts: DraftFact[] = [];
    for (const [index, match] of matches.entries()) {
      const ask = match.groups?.['ask'] ?? '';
      const start = match.index + match[0].length - ask.length - 1;
      const end = matches[index + 1]?.index ?? text.length;
      const clause = text.slice(start, end);
      const verb = this.#findAsk(ask);
      const rest = clause.slice(ask.length).trim();
      const { dueOn, every } = this.#language.terms.readRequest(clause, this.#context.adoptedOn);
      const addressees = this.#readAddressees(verb, rest);
      const letter = LETTERS[facts.length];
      if (
        letter === undefined ||
        (dueOn === undefined && every === undefined && addressees['addressees'] === undefined)
      )
        continue;
      const fields: DraftFields = {
        paragraph: this.#number(paragraph),
        decision: `${this.#context.decision}-op-${number}-${letter}`,
        partOf: this.#context.decision,
        verb,
        kind: this.#findKind(verb, clause),
        subject: shortenWords(clause),
        ...addressees,
        ...(dueOn === undefined ? {} : { dueOn }),
        ...(every === undefined ? {} : { every }),
      };
      const span = this.#text.trim({ start: textStart + start, end: textStart + end });
      facts.push(
        this.#toFact('DecisionAdopted', fields, {
          rule: 'request-in-paragraph',
          confidence: CONFIDENCE.clause,
          span,
        }),
      );
    }
    return facts;
  }

  #findAsk(ask: string): string {
    const small = ask.toLowerCase();
    const found = Object.entries(this.#language.words.asks).find(([, forms]) =>
      forms.includes(small),
    );
    return found?.[0] ?? 'requested';
  }

  #condemn(paragraph: PrintedParagraph, rest: string): DraftFields {
    const { verb } = paragraph;
    return {
      paragraph: this.#number(paragraph),
      decision: this.#context.decision,
      condemner: this.#context.issuer,
      modality: 'stated',
      strength: verb?.verb ?? 'condemned',
      ...(verb === undefined ? {} : { verbAsWritten: verb.asWritten }),
      target: { class: toTopic(rest) },
    };
  }

  #findKind(verb: string, text: string): string {
    const head = text.slice(0, 300).toLowerCase();
    const kinds = Object.entries(this.#language.words.kinds);
    const has = (kind: string): boolean =>
      kinds.some(
        ([name, words]) => name === kind && words.some((word) => head.includes(word.toLowerCase())),
      );
    if (ASKED.has(verb) && verb !== 'authorized') return 'request';
    return ['appointment', 'sanction', 'mandate', 'budget'].find(has) ?? 'rule';
  }

  #findCitations(text: string): readonly TextCitation[] {
    return this.#language.citations.find(text, this.#context.issuerName);
  }

  #number({ part, number }: PrintedParagraph): string {
    return part === 'preamble' ? `preamble ${number}` : `op. ${number}`;
  }

  #toFact(
    type: string,
    fields: DraftFields,
    found: { readonly rule: string; readonly confidence: number; readonly span: UnitSpan },
  ): DraftFact {
    const { rule, confidence, span } = found;
    return {
      type,
      fields,
      passage: this.#text.toPassage(span),
      words: this.#text.getWords(span),
      confidence,
      rule,
    };
  }
}

function toInstruments(citations: readonly TextCitation[]): DraftFields {
  if (citations.length === 0) return {};
  const instruments: DraftValue = citations.map(({ id, nameAsWritten, relation }) => ({
    id: id.slice(0, 80),
    nameAsWritten,
    ...(relation === null ? {} : { relation }),
  }));
  return { instruments };
}
