import type { ResolutionWords } from '../language/language-file.ts';
import { ParagraphBuilder } from './paragraph-builder.ts';
import { PARAGRAPH_NUMBER } from './paragraph-lister.ts';
import { escapeForm } from '../language/pattern.ts';
import type { TextBlock, UnitSpan } from '../text/prepared-text.ts';
import type { PrintedParagraph } from './resolution-outline.ts';

/** An annex of a resolution, with its numbered paragraphs. */
export interface ResolutionAnnex extends UnitSpan {
  /** Its name as printed: `Annex B`. */
  readonly name: string;
  /** Its title; the name if it has none. */
  readonly title: string;
  /** The span of name and title. */
  readonly headingSpan: UnitSpan;
  readonly paragraphs: readonly PrintedParagraph[];
}

const TITLE_LENGTH_MAX = 200;
const HEADING_LENGTH_MAX = 80;

/** Returns the annexes after the paragraphs of a resolution, and the place of the first one. */
export function listAnnexes(
  blocks: readonly TextBlock[],
  { annexes: names }: Pick<ResolutionWords, 'annexes'>,
): { readonly annexAt: number; readonly annexes: readonly ResolutionAnnex[] } {
  const form = new RegExp(
    String.raw`^(?<name>(?:${names.map(escapeForm).join('|')})(?:\s(?:[IVXLC]{1,5}|\d{1,2}|[A-Z]))?)(?:\s?[.:–—-]\s?(?<title>\p{L}.{0,150})|\sto\s.{1,80})?[.:]?$`,
    'iu',
  );
  const numbered = blocks.findIndex(({ text }) => PARAGRAPH_NUMBER.test(text));
  const starts = blocks.flatMap((block, index) => {
    if (index <= numbered || index === 0 || block.text.length > TITLE_LENGTH_MAX) return [];
    const { name, title } = form.exec(block.text)?.groups ?? {};
    return name === undefined ? [] : [{ index, name, title }];
  });
  const annexes = starts.flatMap(({ index, name, title }, at) => {
    const own = blocks.slice(index, starts[at + 1]?.index);
    // A name without content is a line of a list.
    return own.length === 1 ? [] : [readAnnex(own, name, title)];
  });
  return { annexAt: starts[0]?.index ?? blocks.length, annexes };
}

function readAnnex(
  blocks: readonly TextBlock[],
  name: string,
  printedTitle: string | undefined,
): ResolutionAnnex {
  const [heading, second] = blocks;
  const start = heading?.start ?? 0;
  const next = printedTitle === undefined && isTitle(second) ? second : undefined;
  return {
    name,
    title: printedTitle ?? next?.text ?? name,
    start,
    end: blocks.at(-1)?.end ?? start,
    headingSpan: { start, end: (next ?? heading)?.end ?? start },
    paragraphs: listNumbered(blocks.slice(next === undefined ? 1 : 2)),
  };
}

function isTitle(block: TextBlock | undefined): block is TextBlock {
  if (block === undefined || block.text.length > TITLE_LENGTH_MAX) return false;
  return !PARAGRAPH_NUMBER.test(block.text) && !/[.;,:]$/.test(block.text);
}

/** Returns the numbered paragraphs. The numbers may begin anew under each heading. */
function listNumbered(blocks: readonly TextBlock[]): readonly PrintedParagraph[] {
  const paragraphs: ParagraphBuilder[] = [];
  let last = 0;
  let isOpen = false;
  for (const block of blocks) {
    const { text } = block;
    const printed = PARAGRAPH_NUMBER.exec(text);
    const number = Number(printed?.groups?.['number'] ?? NaN);
    if (printed !== null && (number === 1 || number === last + 1)) {
      const words = text.slice(printed[0].length);
      const head = { part: 'annex', number: `${number}`, verb: undefined } as const;
      paragraphs.push(new ParagraphBuilder(block, { ...head, words }));
      last = number;
      isOpen = true;
    } else if (text.length <= HEADING_LENGTH_MAX && !/^\(|[.;,:]$/.test(text)) isOpen = false;
    else if (isOpen) paragraphs.at(-1)?.add(block);
  }
  return paragraphs.map((paragraph) => paragraph.build());
}
