import { type CitingDocument, type TextCitation, toSlug } from './citations.ts';
import { shortenWords, toTopic } from '../text/clause-words.ts';
import type { DraftFact, DraftFields, DraftValue } from '../draft.ts';
import type { DraftActors } from '../names/draft-actors.ts';
import type { ParagraphLanguage } from '../language/language.ts';
import type { LeadingVerb } from './leading-verb.ts';
import {
  ClauseReader,
  type ClauseTerms,
  isRequest,
  type ParagraphClause,
} from './paragraph-clauses.ts';
import { escapeForm } from '../language/pattern.ts';
import type { PreparedText, UnitSpan } from '../text/prepared-text.ts';
import type { PrintedParagraph } from './resolution-outline.ts';

/** The decision that the paragraphs belong to. */
export interface ParagraphContext {
  readonly decision: string;
  /** The key of the body that took it. */
  readonly issuer: string;
  /** The document that cites: its body as the text names it, and its symbol. */
  readonly document: CitingDocument;
  /** The day of adoption, YYYY-MM-DD. */
  readonly adoptedOn: string | undefined;
  readonly actors: DraftActors;
}

/** The acts that are condemned are named within so many characters. */
const VIOLENCE_WITHIN = 160;
const LETTERS = 'bcdefghijklmnopqrstuvwxyz';
const CONFIDENCE = { paragraph: 0.97, clause: 0.85, unled: 0.7 } as const;

interface ReadClause {
  readonly clause: ParagraphClause;
  readonly terms: ClauseTerms;
}

/** Drafts the facts of numbered paragraphs. */
export class ParagraphDrafter {
  readonly #text: PreparedText;
  readonly #language: ParagraphLanguage;
  readonly #context: ParagraphContext;
  readonly #violence: RegExp;
  readonly #clauses: ClauseReader;
  #lastVerb: LeadingVerb | undefined;
  #read:
    | { readonly paragraph: PrintedParagraph; readonly clauses: readonly ReadClause[] }
    | undefined;

  constructor(text: PreparedText, language: ParagraphLanguage, context: ParagraphContext) {
    this.#text = text;
    this.#language = language;
    this.#context = context;
    const { violence } = language.words;
    this.#violence = new RegExp(`\\b(?:${violence.map(escapeForm).join('|')})\\b`, 'i');
    this.#clauses = new ClauseReader(language, context);
  }

  /** Returns the facts of a paragraph: one of its leading verb, and one of each further request. */
  draft(printed: PrintedParagraph): readonly DraftFact[] {
    const paragraph = this.#inheritVerb(printed);
    const lead = this.#draftLead(paragraph);
    const further = paragraph.part === 'preamble' ? [] : this.#draftFurther(paragraph, lead);
    const isCondemned = lead.type === 'IncidentCondemned';
    return [lead, ...(isCondemned ? this.#draftCitations(paragraph) : []), ...further];
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
    const citations = this.#findCitations(paragraph);
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
    const fields = isStated ? this.#state(paragraph, words, rest) : this.#decide(paragraph, words);
    const instruments = toInstruments(this.#findCitations(paragraph));
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
  ): DraftFields {
    const { verb } = words;
    const [lead] = this.#readClauses(paragraph, verb);
    return {
      paragraph: this.#number(paragraph),
      decision: `${this.#context.decision}-op-${toSlug(paragraph.number)}`,
      partOf: this.#context.decision,
      ...words,
      kind: this.#findKind(verb, paragraph.text),
      subject: shortenWords(paragraph.text),
      ...lead?.terms.fields,
    };
  }

  /** Returns the clauses of a paragraph; they are read once. */
  #readClauses(paragraph: PrintedParagraph, verb: string): readonly ReadClause[] {
    const known = this.#read;
    if (known?.paragraph === paragraph) return known.clauses;
    const lead = { verb, asWritten: paragraph.verb?.asWritten ?? '' };
    const clauses = this.#clauses
      .split(paragraph.text, lead)
      .map((clause) => ({ clause, terms: this.#clauses.readTerms(clause) }));
    this.#read = { paragraph, clauses };
    return clauses;
  }

  /**
   * Returns the further facts of a paragraph: the clauses that ask somebody, set a day or extend a
   * mandate, and the further days of each clause.
   */
  #draftFurther(
    paragraph: PrintedParagraph,
    { type, fields: led }: DraftFact,
  ): readonly DraftFact[] {
    const verb = typeof led['verb'] === 'string' ? led['verb'] : '';
    const found = this.#readClauses(paragraph, verb).flatMap(({ clause, terms }, index) => {
      if (index === 0 && type !== 'DecisionAdopted') return [];
      const { fields, further } = terms;
      const own = { fields: { subject: shortenWords(clause.text), ...fields }, ...toSpan(clause) };
      const isFact = index > 0 && isCommitment(fields);
      return [...(isFact ? [own] : []), ...further].map((one) => ({ ...one, clause }));
    });
    return found.slice(0, LETTERS.length).map(({ fields, clause, ...span }, index) =>
      this.#toFact(
        'DecisionAdopted',
        {
          paragraph: this.#number(paragraph),
          decision: `${this.#context.decision}-op-${toSlug(paragraph.number)}-${LETTERS[index]}`,
          partOf: this.#context.decision,
          verb: clause.verb,
          kind: this.#findKind(clause.verb, clause.text),
          ...fields,
        },
        {
          rule: 'clause-in-paragraph',
          confidence: CONFIDENCE.clause,
          span: this.#text.trim(toOriginalSpan(paragraph, span)),
        },
      ),
    );
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
      target: this.#toTarget(rest),
    };
  }

  /** An act with one day is an incident; "all attacks" and "attacks" are a class of acts. */
  #toTarget(rest: string): DraftFields {
    const { words, dates } = this.#language;
    const strongest = words.strongest.find((one) => rest.startsWith(one)) ?? '';
    const object = rest.slice(strongest.length).trim();
    const clause = /^[^,;]*/u.exec(object)?.[0] ?? '';
    const days = dates.find(clause, undefined).filter(({ precision }) => precision === 'day');
    const [day] = days;
    if (day === undefined || days.length > 1 || !/^the\s/iu.test(clause))
      return { class: toTopic(object) };
    const act = clause.slice(0, day.start) + clause.slice(day.end);
    return { incident: `${toTopic(act)}-${day.edtf.slice(0, 4)}`, occurredOn: day.edtf };
  }

  #findKind(verb: string, text: string): string {
    const head = text.slice(0, 300).toLowerCase();
    const kinds = Object.entries(this.#language.words.kinds);
    const has = (kind: string): boolean =>
      kinds.some(
        ([name, words]) => name === kind && words.some((word) => head.includes(word.toLowerCase())),
      );
    if (isRequest(verb) && verb !== 'authorized') return 'request';
    return ['appointment', 'sanction', 'mandate', 'budget'].find(has) ?? 'rule';
  }

  #findCitations({ text, linked }: PrintedParagraph): readonly TextCitation[] {
    return this.#language.citations.find(text, this.#context.document, linked);
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

/** Returns whether a clause asks somebody, sets a day, or gives a mandate its end. */
function isCommitment(fields: DraftFields): boolean {
  return ['addressees', 'dueOn', 'every', 'period'].some((field) => fields[field] !== undefined);
}

function toSpan({ start, end }: UnitSpan): UnitSpan {
  return { start, end };
}

/** Returns the place of words of a paragraph in the text: its blocks are apart there. */
function toOriginalSpan({ places }: PrintedParagraph, { start, end }: UnitSpan): UnitSpan {
  const toPlace = (index: number): number => {
    const block = places.findLast((place) => place.index <= index);
    return block === undefined ? index : block.start + index - block.index;
  };
  return { start: toPlace(start), end: toPlace(Math.max(start, end - 1)) + 1 };
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
