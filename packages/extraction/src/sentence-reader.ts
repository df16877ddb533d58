import type { BodyFinder, BodyMention } from './body-finder.ts';
import type { BodyRegister } from './body-names.ts';
import { MARKS } from './marks.ts';
import type { DateFinder, DatePhrase } from './dates.ts';
import type { UnitSpan } from './prepared-text.ts';
import type { TextSentence } from './sentences.ts';
import type { StateFinder, StateMention } from './state-finder.ts';

/** A name or date of a sentence. Places are those of the sentence. */
export type SentenceMention =
  | ({ readonly kind: 'date' } & DatePhrase)
  | ({ readonly kind: 'state' } & StateMention)
  | ({ readonly kind: 'body' } & BodyMention);

/**
 * A sentence in which each date, state and body is one character, so that a pattern needs none of
 * their forms.
 */
export class MarkedSentence {
  readonly sentence: TextSentence;
  readonly marked: string;
  readonly mentions: readonly SentenceMention[];
  /** The places of the mentions in the marked text. */
  readonly marks: readonly number[];

  constructor(sentence: TextSentence, mentions: readonly SentenceMention[]) {
    this.sentence = sentence;
    this.mentions = mentions;
    let marked = '';
    let at = 0;
    const marks: number[] = [];
    for (const mention of mentions) {
      marked += sentence.text.slice(at, mention.start);
      marks.push(marked.length);
      marked += MARKS[mention.kind];
      at = mention.end;
    }
    this.marked = marked + sentence.text.slice(at);
    this.marks = marks;
  }

  /** Returns the mentions within a part of the marked text. */
  listMentions({ start, end }: UnitSpan): readonly SentenceMention[] {
    return this.mentions.filter((_, index) => {
      const mark = this.marks[index] ?? -1;
      return mark >= start && mark < end;
    });
  }

  /** Returns the span of the document for a part of the marked text. */
  toSpan({ start, end }: UnitSpan): UnitSpan {
    return {
      start: this.sentence.start + this.#toPlace(start),
      end: this.sentence.start + this.#toPlace(end),
    };
  }

  /** Returns the words of a part of the marked text. */
  getWords({ start, end }: UnitSpan): string {
    return this.sentence.text.slice(this.#toPlace(start), this.#toPlace(end));
  }

  #toPlace(mark: number): number {
    let shift = 0;
    for (const [index, mention] of this.mentions.entries()) {
      if ((this.marks[index] ?? 0) >= mark) break;
      shift += mention.end - mention.start - 1;
    }
    return mark + shift;
  }
}

/** Reads sentences: finds the dates, states and bodies that they name. */
export class SentenceReader {
  readonly #finders: {
    readonly dates: DateFinder;
    readonly states: StateFinder;
    readonly bodies: BodyFinder;
  };
  readonly #register: BodyRegister;
  readonly #published: string | undefined;

  constructor(
    finders: {
      readonly dates: DateFinder;
      readonly states: StateFinder;
      readonly bodies: BodyFinder;
    },
    register: BodyRegister,
    published: string | undefined,
  ) {
    this.#finders = finders;
    this.#register = register;
    this.#published = published;
  }

  read(sentence: TextSentence): MarkedSentence {
    const { text } = sentence;
    const found: SentenceMention[] = [
      ...this.#finders.bodies
        .find(text, this.#register)
        .map((mention) => ({ kind: 'body' as const, ...mention })),
      ...this.#finders.dates
        .find(text, this.#published)
        .map((mention) => ({ kind: 'date' as const, ...mention })),
      ...this.#finders.states.find(text).map((mention) => ({ kind: 'state' as const, ...mention })),
    ];
    // Of two that overlap, the earlier counts, and of two that begin together the longer one.
    const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
    const kept: SentenceMention[] = [];
    for (const mention of sorted) if (mention.start >= (kept.at(-1)?.end ?? 0)) kept.push(mention);
    return new MarkedSentence(sentence, kept);
  }
}
