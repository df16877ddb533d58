/**
 * The parts of a resolution as its mark-up names them. The rules of the plain text find what no
 * mark-up tells: the vote, the annexes and further requests.
 */
import { type LinkedCitation, toSlug } from './citations.ts';
import type { LeadingVerb, LeadingVerbFinder } from './leading-verb.ts';
import type { MarkedParagraph, MarkedResolution } from './marked-up-resolution.ts';
import type { PreparedText, UnitSpan } from '../text/prepared-text.ts';
import type { ResolutionCover } from './resolution-cover.ts';
import type { PrintedParagraph, ResolutionOutline } from './resolution-outline.ts';

/** Returns the outline with the paragraphs of the mark-up; `plain` is that of the text. */
export function outlineMarkedUp(
  text: PreparedText,
  marked: MarkedResolution,
  {
    plain,
    verbs,
  }: { readonly plain: ResolutionOutline | undefined; readonly verbs: LeadingVerbFinder },
): ResolutionOutline | undefined {
  const issuer = findIssuer(text, marked) ?? plain?.issuer;
  if (issuer === undefined || marked.paragraphs.length === 0) return plain;
  const { start } = text.toUnits(marked.formulaSpan ?? { start: 0, end: 0 });
  const counts = { preamble: 0, operative: 0 };
  const paragraphs = marked.paragraphs.flatMap((paragraph) => {
    // A heading has neither a number nor a verb.
    const { part, number, verb } = paragraph;
    if (part === 'operative' && number === undefined && verb === undefined) return [];
    counts[part] += 1;
    const printed = part === 'operative' ? number : undefined;
    if (/^\d{1,4}$/.test(printed ?? '')) counts[part] = Number(printed);
    return [toPrinted(text, paragraph, { number: printed ?? `${counts[part]}`, verbs })];
  });
  return {
    cover: text.blocks.filter((block) => block.end <= start),
    headings: [],
    closing: [],
    annexes: [],
    ...plain,
    issuer,
    paragraphs,
  };
}

/** Returns a cover with the symbol, title, day, meeting and organization that the mark-up names. */
export function completeCover(
  cover: ResolutionCover,
  marked: MarkedResolution | undefined,
  text: PreparedText,
): ResolutionCover {
  if (marked === undefined) return cover;
  const titleSpan =
    marked.titleSpan === undefined ? cover.titleSpan : text.toUnits(marked.titleSpan);
  const adoptedSpan =
    marked.adoptionSpan === undefined ? cover.adoptedSpan : text.toUnits(marked.adoptionSpan);
  const { meetingNumber, adoptedOn: edtf } = marked;
  const day = { ...adoptedSpan, words: edtf ?? '', rule: null, precision: 'day' } as const;
  return {
    ...cover,
    symbol: marked.symbol?.replace(/(?<=\d)\s?\((?=\d{4}\))/, ' (') ?? cover.symbol,
    title: marked.titleSpan === undefined ? cover.title : text.getWords(titleSpan),
    titleSpan,
    adoptedSpan,
    adoptedOn: edtf === undefined ? cover.adoptedOn : { ...day, edtf, basis: 'stated' },
    meeting:
      meetingNumber === undefined
        ? cover.meeting
        : { ordinal: meetingNumber, series: cover.meeting?.series },
    organization: marked.publisher ?? cover.organization,
  };
}

function findIssuer(text: PreparedText, marked: MarkedResolution): string | undefined {
  const { formulaSpan, issuer } = marked;
  if (formulaSpan === undefined) return issuer;
  const words = text.getWords(text.toUnits(formulaSpan)).replace(/[,:;].*$/su, '');
  return (
    words
      .replace(/^the\s/i, '')
      .replace(/\s+/g, ' ')
      .trim() || issuer
  );
}

function toPrinted(
  text: PreparedText,
  { part, start, end, textStart, verb, citations }: MarkedParagraph,
  { number, verbs }: { readonly number: string; readonly verbs: LeadingVerbFinder },
): PrintedParagraph {
  const span = text.toUnits({ start, end });
  const own = text.toUnits({ start: textStart, end });
  const words = toWords(text, own);
  const printed = verb === undefined ? undefined : toWords(text, text.toUnits(verb));
  const linked = citations.map(({ symbol, ...place }): LinkedCitation => {
    const cited = text.toUnits(place);
    return { symbol, start: cited.start - own.start, end: cited.end - own.start };
  });
  return {
    ...span,
    part,
    number,
    text: words,
    places: [{ index: 0, start: own.start }],
    verb: printed === undefined ? undefined : readVerb(words, printed, { verbs, part }),
    linked,
  };
}

/** Returns words with the length of the original, as the blocks of a text have them. */
function toWords(text: PreparedText, { start, end }: UnitSpan): string {
  return text.folded.slice(start, end).replaceAll('\n', ' ');
}

/** The words in italics are the verb as printed. The text tells its meaning, as in a plain text. */
function readVerb(
  words: string,
  printed: string,
  { verbs, part }: { readonly verbs: LeadingVerbFinder; readonly part: MarkedParagraph['part'] },
): LeadingVerb {
  const found = verbs.find(words);
  if (found !== undefined) return { ...found, asWritten: printed };
  const isOperative = part === 'operative';
  const type = isOperative ? 'DecisionAdopted' : 'PositionStated';
  return { asWritten: printed, verb: toSlug(printed), type, isOperative, isKnown: false };
}
