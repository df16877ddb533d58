import type { ResolutionWords } from './language-file.ts';
import type { LeadingVerb, LeadingVerbFinder } from './leading-verb.ts';
import { compilePattern, type SlotForms } from './pattern.ts';
import type { PreparedText, TextBlock, UnitSpan } from './prepared-text.ts';

/** A paragraph of a resolution, as printed. */
export interface PrintedParagraph extends UnitSpan {
  readonly part: 'operative' | 'preamble';
  /** Its number as printed, or its place in the preamble. */
  readonly number: string;
  /** The words without the number. */
  readonly text: string;
  /** The place of the first of these words. */
  readonly textStart: number;
  readonly verb: LeadingVerb | undefined;
}

/** The parts of a resolution. */
export interface ResolutionOutline {
  /** The lines before the enacting formula: symbol, date, title. */
  readonly cover: readonly TextBlock[];
  /** The body of the enacting formula, as written. */
  readonly issuer: string;
  readonly paragraphs: readonly PrintedParagraph[];
  /** The lines that belong to no paragraph: headings. */
  readonly headings: readonly TextBlock[];
  readonly annexes: readonly TextBlock[];
}

const COVER_LINES_MAX = 60;
const NUMBER = /^(?<number>\d{1,3})\s?[.)]\s+(?=["'(\p{L}])/u;
const HEADING_LENGTH_MAX = 80;

/** Returns the parts of a text that has an enacting formula and led paragraphs; else undefined. */
export function outlineResolution(
  text: PreparedText,
  words: ResolutionWords,
  verbs: LeadingVerbFinder,
): ResolutionOutline | undefined {
  const forms: SlotForms = { name: '[^,.;:]{3,100}?' };
  const enacting = new RegExp(`^${compilePattern(words.enacting, forms).regExp.source}$`, 'u');
  const at = text.blocks.slice(0, COVER_LINES_MAX).findIndex((block, index) => {
    const next = text.blocks[index + 1]?.text ?? '';
    return enacting.test(block.text) && verbs.find(next.replace(NUMBER, '')) !== undefined;
  });
  const formula = text.blocks[at];
  if (formula === undefined) return undefined;

  const issuer = Object.values(enacting.exec(formula.text)?.groups ?? {})[0] ?? '';
  const isAnnex = new RegExp(
    `^(?:${words.annexes.join('|')})(?:\\s[IVX\\d]+|\\s[A-Z])?\\.?$`,
    'iu',
  );
  const body = text.blocks.slice(at + 1);
  const annexAt = body.findIndex((block) => isAnnex.test(block.text));
  const own = annexAt < 0 ? body : body.slice(0, annexAt);
  return {
    cover: text.blocks.slice(0, at),
    issuer,
    ...listParagraphs(own, verbs),
    annexes: annexAt < 0 ? [] : body.slice(annexAt),
  };
}

/** Numbers the paragraphs. A block that no verb leads continues the one before it. */
function listParagraphs(
  blocks: readonly TextBlock[],
  verbs: LeadingVerbFinder,
): Pick<ResolutionOutline, 'paragraphs' | 'headings'> {
  const paragraphs: PrintedParagraph[] = [];
  const headings: TextBlock[] = [];
  let operative = 0;
  let preambular = 0;
  for (const block of blocks) {
    const printed = NUMBER.exec(block.text);
    const words = printed === null ? block.text : block.text.slice(printed[0].length);
    const verb = verbs.find(words);
    const isHeading = looksLikeHeading(block.text);
    const isLed = operative === 0 && printed === null && verb !== undefined && !isHeading;
    const add = (part: PrintedParagraph['part'], number: number): void => {
      const textStart = block.start + block.text.length - words.length;
      const { start, end } = block;
      paragraphs.push({ start, end, part, number: `${number}`, text: words, textStart, verb });
    };

    if (printed !== null && Number(printed.groups?.['number']) === operative + 1) {
      operative += 1;
      add('operative', operative);
    } else if (isLed && verb.isOperative && isOnlyParagraph(blocks, block)) {
      operative = 1;
      add('operative', 1);
    } else if (isLed) {
      preambular += 1;
      add('preamble', preambular);
    } else if (isHeading) headings.push(block);
    else continueLast(paragraphs, block);
  }
  return { paragraphs, headings };
}

/** Returns whether a block with an operative verb ends a text without numbers. */
function isOnlyParagraph(blocks: readonly TextBlock[], block: TextBlock): boolean {
  return !blocks.some(({ start, text }) => start > block.start && NUMBER.test(text));
}

function looksLikeHeading(text: string): boolean {
  if (text.length > HEADING_LENGTH_MAX || /^(?:\(|[-–—•])/.test(text)) return false;
  return !/[.;,:]$/.test(text) || /^[^.;,]{1,60}:$/.test(text);
}

function continueLast(paragraphs: PrintedParagraph[], block: TextBlock): void {
  const last = paragraphs.pop();
  if (last === undefined) return;
  paragraphs.push({ ...last, end: block.end, text: `${last.text} ${block.text}` });
}
