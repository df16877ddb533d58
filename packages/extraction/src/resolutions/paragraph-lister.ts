import type { LeadingVerb, LeadingVerbFinder } from './leading-verb.ts';
import type { SearchExpression } from '../search/search-expression.ts';
import type { TextBlock } from '../text/prepared-text.ts';
import { ParagraphBuilder } from './paragraph-builder.ts';
import type { PrintedParagraph } from './resolution-outline.ts';

/** The number of an operative paragraph, at the beginning of its block. */
export const PARAGRAPH_NUMBER =
  /^(?:OP\s?(?<op>\d{1,3})[.:)]?\s+|(?<number>\d{1,3})\s?[.)]\s*)(?=["'(\p{L}])/u;

/** The parts of a resolution that follow its enacting formula. */
interface ListedParagraphs {
  readonly paragraphs: readonly PrintedParagraph[];
  readonly headings: readonly TextBlock[];
  readonly closing: readonly TextBlock[];
}

/** A block with its number and the verb that leads it. */
interface LedBlock {
  readonly block: TextBlock;
  readonly number: number | undefined;
  /** The words without number or letter. */
  readonly words: string;
  readonly verb: LeadingVerb | undefined;
}

// The letter or mark before a paragraph of a preamble: "(a) Recalling", "PP3 Noting".
const PREAMBLE_MARK = /^(?:\(?[a-z]{1,2}\)|PP\s?\d{1,2}[.:)]?|[–—•*-])\s+/;
const HEADING_LENGTH_MAX = 80;
/**
 * A number may be missing in a text that was copied; so many paragraphs later it is another list.
 */
const NUMBERS_SKIPPED_MAX = 2;

/**
 * Numbers the paragraphs of a resolution. A block that no verb leads continues the one before it.
 *
 * - With numbers, a paragraph is operative if its number follows; a verb that acts and ends in a colon
 *   leads all of them: "Decides:".
 * - Without numbers, each block that a verb of the present leads is operative: "Calls upon".
 */
export class ParagraphLister {
  readonly #blocks: readonly LedBlock[];
  readonly #isClosing: SearchExpression;
  readonly #paragraphs: ParagraphBuilder[] = [];
  readonly #headings: TextBlock[] = [];
  /** The place of the last block with a number, and of the first one after a numbered preamble. */
  readonly #lastNumbered: number;
  readonly #operativeFrom: number;
  #operative = 0;
  #preambular = 0;
  /** The verb of a line such as "Decides:", which leads the paragraphs after it. */
  #leadIn: LeadingVerb | undefined;
  #hasNumbers = false;

  constructor(
    blocks: readonly TextBlock[],
    {
      verbs,
      isClosing,
    }: { readonly verbs: LeadingVerbFinder; readonly isClosing: SearchExpression },
  ) {
    this.#blocks = blocks.map((block) => readBlock(block, verbs));
    this.#isClosing = isClosing;
    this.#lastNumbered = this.#blocks.findLastIndex(({ number }) => number !== undefined);
    this.#operativeFrom = findOperativeStart(this.#blocks);
  }

  list(): ListedParagraphs {
    const closingAt = this.#blocks.findIndex((led, index) => {
      if (this.#operative > 0 && this.#isClosing.test(led.block.text)) return true;
      this.#place(led, index);
      return false;
    });
    const closing = closingAt < 0 ? [] : this.#blocks.slice(closingAt).map(({ block }) => block);
    const paragraphs = this.#paragraphs.map((paragraph) => paragraph.build());
    return { paragraphs, headings: this.#headings, closing };
  }

  #place(led: LedBlock, index: number): void {
    const { block, number, verb } = led;
    if (number !== undefined && index < this.#operativeFrom) this.#add('preamble', led);
    else if (this.#follows(led)) {
      this.#operative = number ?? this.#operative + 1;
      this.#hasNumbers ||= number !== undefined;
      this.#add('operative', led);
    } else if (looksLikeHeading(led)) this.#headings.push(block);
    else if (this.#operative === 0 && number === undefined && verb !== undefined)
      if (this.#leadsNumbers(led, index)) this.#leadIn = verb;
      else if (verb.isOperative && index > this.#lastNumbered) this.#act(led);
      else this.#add('preamble', led);
    else if (this.#actsWithoutNumber(led, index)) this.#act(led);
    else this.#paragraphs.at(-1)?.add(block);
  }

  /** Returns whether the number of a block is the next one. */
  #follows({ number, verb }: LedBlock): boolean {
    if (number === undefined) return false;
    const skipped = number - this.#operative - 1;
    return skipped === 0 || (skipped > 0 && skipped <= NUMBERS_SKIPPED_MAX && verb !== undefined);
  }

  /** Returns whether a block is a verb and a colon before numbers. */
  #leadsNumbers({ block, verb }: LedBlock, index: number): boolean {
    const isShort = block.text.length <= HEADING_LENGTH_MAX && block.text.endsWith(':');
    return isShort && verb?.isOperative === true && this.#blocks[index + 1]?.number === 1;
  }

  /**
   * In a text without numbers, a verb that acts begins a paragraph after the end of another one.
   */
  #actsWithoutNumber({ block, verb, words }: LedBlock, index: number): boolean {
    if (this.#hasNumbers || index <= this.#lastNumbered || verb?.isOperative !== true) return false;
    const before = this.#blocks[index - 1]?.block.text ?? '';
    return words === block.text && (verb.isKnown || /[;.]$/.test(before));
  }

  #act(led: LedBlock): void {
    this.#operative += 1;
    this.#add('operative', led);
  }

  #add(part: 'operative' | 'preamble', { block, words, verb }: LedBlock): void {
    if (part === 'preamble') this.#preambular += 1;
    const leadIn = part === 'operative' && verb === undefined ? this.#leadIn : undefined;
    this.#paragraphs.push(
      new ParagraphBuilder(block, {
        part,
        number: `${part === 'preamble' ? this.#preambular : this.#operative}`,
        words,
        verb: leadIn === undefined ? verb : { ...leadIn, asWritten: '' },
      }),
    );
  }
}

function readBlock(block: TextBlock, verbs: LeadingVerbFinder): LedBlock {
  const printed = PARAGRAPH_NUMBER.exec(block.text);
  const number = printed?.groups?.['number'] ?? printed?.groups?.['op'];
  const words = block.text.slice(printed?.[0].length ?? 0);
  if (number !== undefined)
    return { block, number: Number(number), words, verb: verbs.find(words) };
  const unmarked = words.replace(PREAMBLE_MARK, '');
  const verb = verbs.find(unmarked);
  // The points of an operative paragraph have letters too: "(a) Calls".
  const isMarked = unmarked !== words && verb?.isOperative === false;
  return isMarked
    ? { block, number: undefined, words: unmarked, verb }
    : { block, number: undefined, words, verb: verbs.find(words) };
}

/** Returns the place of the first block after a preamble with numbers: 0 without one. */
function findOperativeStart(blocks: readonly LedBlock[]): number {
  const starts = blocks.flatMap(({ number }, index) => (number === 1 ? [index] : []));
  const [first = 0, second] = starts;
  if (second === undefined) return 0;
  const isPreamble = blocks[first]?.verb?.isOperative === false;
  return isPreamble && blocks[second]?.verb?.isOperative === true ? second : 0;
}

function looksLikeHeading({ block: { text }, verb }: LedBlock): boolean {
  if (text.length > HEADING_LENGTH_MAX || /^(?:\(|[-–—•])/.test(text)) return false;
  if (/^[^.;,]{1,60}:$/.test(text)) return verb?.isKnown !== true;
  return !/[.;,:]$/.test(text);
}
