import { findParagraphVerb } from '@rapporteur/contracts';
import type { ResolutionWords } from '../language/language-file.ts';

/** The leading verb of a paragraph. */
export interface LeadingVerb {
  /** The words as printed: `Strongly urges`, `Calls upon`. */
  readonly asWritten: string;
  /** The verb as a term, in the past tense: `urged`. */
  readonly verb: string;
  readonly type: 'DecisionAdopted' | 'IncidentCondemned' | 'PositionStated';
  /**
   * Whether the form is that of an operative paragraph: it acts, and a preamble only gives reasons.
   */
  readonly isOperative: boolean;
  /** Whether the codebook or the language file lists the verb. */
  readonly isKnown: boolean;
}

const WORD = /^[\p{L}-]+/u;
const ADVERBS_MAX = 4;
const STRENGTHS = [
  'condemned-in-the-strongest-terms',
  'strongly-condemned',
  'condemned',
  'denounced',
];

/** Finds the verbs that lead the paragraphs of resolutions. */
export class LeadingVerbFinder {
  readonly #adverbs: ReadonlySet<string>;
  readonly #particles: ReadonlyMap<string, readonly string[]>;
  readonly #openers: ReadonlySet<string>;
  readonly #strongest: readonly string[];
  readonly #verbs: ReadonlyMap<string, string>;

  constructor(words: ResolutionWords) {
    this.#adverbs = new Set(words.adverbs);
    this.#openers = new Set(words.openers.map((opener) => opener.toLowerCase()));
    this.#strongest = words.strongest;
    this.#particles = new Map(
      Object.entries(words.particles).map(([verb, particles]) => [
        verb,
        particles.toSorted((a, b) => b.length - a.length),
      ]),
    );
    this.#verbs = new Map(
      Object.entries(words.verbs).flatMap(([verb, forms]) =>
        forms.map((form) => [form.toLowerCase(), verb] as const),
      ),
    );
  }

  /** Returns the verb that a paragraph begins with, or undefined. */
  find(text: string): LeadingVerb | undefined {
    const { at, word } = this.#skipAdverbs(text);
    const small = word.toLowerCase();
    const isOperative = /(?:[^s]s|sses)$/.test(small);
    if (!isOperative && !/(?:ing|ed)$/.test(small) && !this.#openers.has(small)) return undefined;
    if (at === 0 && !/^\p{Lu}/u.test(word)) return undefined;
    const rest = text.slice(at + word.length + 1, at + word.length + 40);
    const particle = this.#particles
      .get(small)
      ?.find((words) => rest.startsWith(words) && !/^[\p{L}]/u.test(rest.slice(words.length)));
    const asWritten =
      text.slice(0, at + word.length) + (particle === undefined ? '' : ` ${particle}`);
    const isStrongest = this.#strongest.some((words) => rest.startsWith(words));
    const { verb, type, isKnown } = this.#classify(asWritten, small);
    const strength = type === 'IncidentCondemned' && isStrongest ? STRENGTHS[0] : undefined;
    return { asWritten, isOperative, isKnown, verb: strength ?? verb, type };
  }

  /** Returns the first word that is no adverb, and its place. */
  #skipAdverbs(text: string): { readonly at: number; readonly word: string } {
    let at = 0;
    let word = '';
    for (let count = 0; count <= ADVERBS_MAX; count += 1) {
      word = WORD.exec(text.slice(at, at + 40))?.[0] ?? '';
      if (!this.#adverbs.has(word.toLowerCase())) break;
      at += word.length + 1;
    }
    return { at, word };
  }

  #classify(asWritten: string, word: string): Pick<LeadingVerb, 'isKnown' | 'verb' | 'type'> {
    const form = asWritten.toLowerCase();
    const own = this.#verbs.get(form) ?? this.#verbs.get(form.replace(/^(?:\S+ )+(?=\S+$)/, ''));
    const known = findParagraphVerb(asWritten);
    if (known !== undefined) return { verb: known.verb, type: known.type, isKnown: true };
    if (own !== undefined && STRENGTHS.includes(own))
      return { verb: own, type: 'IncidentCondemned', isKnown: true };
    const isKnown = own !== undefined;
    return { verb: own ?? toPastTerm(word), type: 'DecisionAdopted', isKnown };
  }
}

/** Returns the regular past of a verb, as a term: `adopts` and `adopting` become `adopted`. */
function toPastTerm(word: string): string {
  if (word.endsWith('ed')) return word;
  const stem = word.replace(/(?:ies)$/, 'y').replace(/(?<=ss|x|ch|sh)es$|ing$|s$/, '');
  if (stem.endsWith('e')) return `${stem}d`;
  return /[^aeiou]y$/.test(stem) ? `${stem.slice(0, -1)}ied` : `${stem}ed`;
}
