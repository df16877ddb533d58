import type { TextBlock } from '../text/prepared-text.ts';
import type { PrintedParagraph } from './resolution-outline.ts';

/** Gathers the blocks of one paragraph. It takes linear time, however many they are. */
export class ParagraphBuilder {
  readonly #head: Pick<PrintedParagraph, 'number' | 'part' | 'verb'>;
  readonly #start: number;
  readonly #words: string[];
  readonly #places: { readonly index: number; readonly start: number }[];
  #length: number;
  #end: number;

  /** Begins with a block, of which `words` are those after its number. */
  constructor(
    { start, end, text }: TextBlock,
    {
      words,
      ...head
    }: Pick<PrintedParagraph, 'number' | 'part' | 'verb'> & {
      readonly words: string;
    },
  ) {
    this.#head = head;
    this.#start = start;
    this.#words = [words];
    this.#places = [{ index: 0, start: start + text.length - words.length }];
    this.#length = words.length;
    this.#end = end;
  }

  /** Adds a block that continues the paragraph. */
  add({ start, end, text }: TextBlock): void {
    this.#places.push({ index: this.#length + 1, start });
    this.#words.push(text);
    this.#length += 1 + text.length;
    this.#end = end;
  }

  build(): PrintedParagraph {
    return {
      ...this.#head,
      start: this.#start,
      end: this.#end,
      text: this.#words.join(' '),
      places: this.#places,
    };
  }
}
