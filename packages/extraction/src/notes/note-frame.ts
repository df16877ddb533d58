import { SearchExpression } from '../search/search-expression.ts';
import { readEdtf } from '../language/date-values.ts';
import { toDateValue } from '../language/dates.ts';
import { toSlug } from '../resolutions/citations.ts';
import { findWord, onceByFile, toCue } from '../language/cues.ts';
import { joinLines } from '../text/joined-lines.ts';
import { markBackground } from './note-background.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { NoteContext, NotePart } from './note-context.ts';
import type { TextBlock } from '../text/prepared-text.ts';
import {
  findTitle,
  isLabelled,
  isSentence,
  listAbbreviations,
  type NoteTitle,
} from './note-title.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';
import { proposeDateline, readInlineDateline, readInlinePlace } from './note-dateline.ts';
import { keepStated } from './stated-fields.ts';

/**
 * The lines around the sentences of a note: its title, its datelines and the headings of annexes.
 */
export interface NoteFrame {
  readonly title: TextBlock;
  /** The lines above the title: an organization, a symbol, a day and its place. */
  readonly masthead: readonly TextBlock[];
  /** The words in capitals of its sentences. */
  readonly abbreviations: ReadonlySet<string>;
  /** The blocks with sentences, each with the part that it belongs to. */
  readonly blocks: readonly { readonly block: TextBlock; readonly part: NotePart }[];
  readonly proposals: readonly FactProposal[];
}

type MarkBlock = (block: TextBlock) => MarkedSentence;

const TITLE_MIN = 8;
const HEADING_LINES_MAX = 6;
const DATELINES_WITHIN = 8;
const EMPTY_BLOCK: TextBlock = { start: 0, end: 0, text: '' };
const ANNEX_HEADING_MAX = 120;
/** No line contains it. */
const NO_NAME = '\n';
const FURNITURE = /^(?:[\p{L}\d]{1,2}|[^\p{L}\d]+)$/u;

/** Reads the frame of a note. `document` is the id of the note. */
export function readFrame(
  blocks: readonly TextBlock[],
  mark: MarkBlock,
  { context, document }: { readonly context: NoteContext; readonly document: string },
): NoteFrame | undefined {
  const firstAt = blocks.findIndex(isTitle);
  const proposals: FactProposal[] = [];
  const keepDateline = (proposal: FactProposal): void => {
    keepOnce(proposals, proposal);
    const { occurredOn } = proposal.fields;
    context.dateline ??= readEdtf(occurredOn);
  };
  const datelineAt = (at: number): ReturnType<typeof proposeDateline> =>
    proposeDateline(blocks, at, mark, { file: context.file, document });
  const found = findTitle(blocks, firstAt, {
    mark,
    file: context.file,
    countDateline: (at) => datelineAt(at)?.lines ?? 0,
  });
  if (found === undefined) return undefined;
  const { title } = found;
  const masthead = blocks.slice(firstAt, found.from);
  for (let at = firstAt; at < found.from; at += 1) {
    const dateline = datelineAt(at);
    if (dateline === undefined) continue;
    keepDateline(dateline.proposal);
    at += dateline.lines - 1;
  }
  const kept: { block: TextBlock; part: NotePart }[] = [];
  let part: NotePart = { document: undefined, speaker: undefined };
  // "Chair: Malta" above a title is a line of the note.
  kept.push(...masthead.filter(isLabelled).map((block) => ({ block, part })));
  const isAnnex = toCue(context.file.words['annexes'] ?? []);
  const isMeetingDay = getMeetingDays(title, context.file);
  for (let at = isSentence(title) ? found.from : found.to; at < blocks.length; at += 1) {
    at += countRepeated(blocks, at, found);
    const [block, count] = joinLines(blocks, at, context.file);
    if (block === undefined) break;
    at += count - 1;
    if (opensAnnex(block, isAnnex)) {
      const heading = readHeading(blocks, at);
      const annex = proposeAnnex(heading, mark, { context, document });
      proposals.push(...annex.proposals);
      part = annex.part;
      at += heading.length - 1;
      continue;
    }
    const dateline = isMeetingDay.test(block.text) ? undefined : datelineAt(at);
    if (dateline !== undefined) {
      keepDateline(dateline.proposal);
      at += dateline.lines - 1;
      continue;
    }
    // A dateline opens a text; later paragraphs have days of other things.
    const mayOpen = kept.length < DATELINES_WITHIN;
    const own = mayOpen ? cutDateline(block, { proposals, keepDateline, mark, document }) : block;
    kept.push({ block: own, part });
  }
  const abbreviations = listAbbreviations(blocks);
  return { title, masthead, abbreviations, blocks: markBackground(kept, context.file), proposals };
}

/** Keeps the dateline at the beginning of a paragraph. Returns the rest of it. */
function cutDateline(
  block: TextBlock,
  {
    proposals,
    keepDateline,
    mark,
    document,
  }: {
    readonly proposals: FactProposal[];
    readonly keepDateline: (proposal: FactProposal) => void;
    readonly mark: (block: TextBlock) => MarkedSentence;
    readonly document: string;
  },
): TextBlock {
  const inline = readInlineDateline(block, mark, document);
  if (inline === undefined) return placeDateline(block, proposals, mark);
  keepDateline(inline.proposal);
  return inline.rest;
}

/** "RIGA, Latvia – The Council …": adds the place to the day above it. Returns the rest of the paragraph. */
function placeDateline(
  block: TextBlock,
  proposals: FactProposal[],
  mark: (block: TextBlock) => MarkedSentence,
): TextBlock {
  const [dated] = proposals;
  const placed = dated === undefined ? undefined : readInlinePlace(block, dated, mark);
  if (dated === undefined || placed === undefined) return block;
  proposals[0] = { ...dated, fields: { ...dated.fields, place: placed.place } };
  return placed.rest;
}

/** The title may stand again below the lines of its page. */
function countRepeated(
  blocks: readonly TextBlock[],
  at: number,
  { title, from }: NoteTitle,
): number {
  return at > from && blocks[at]?.text === title.text ? 1 : 0;
}

const getDayLabel = onceByFile(
  ({ words }) => new SearchExpression(`^(?:${toCue(words['labelDate'] ?? []).source})\\s?[:：]`),
);
const NO_LABEL = new SearchExpression('(?!)');

/** "Date: 4 May 2031" at the head of minutes is the day of the meeting, not of the document. */
function getMeetingDays({ text }: TextBlock, file: LanguageFile): SearchExpression {
  const isRecord = toCue(file.words['records'] ?? []).test(text.toLowerCase());
  return isRecord ? getDayLabel(file) : NO_LABEL;
}

/**
 * "17 May 2031" below the title and "Done at Riga, 17 May 2031" are one dateline: that with the
 * place.
 */
function keepOnce(proposals: FactProposal[], proposal: FactProposal): void {
  const { occurredOn, place, aspect } = proposal.fields;
  const day = readEdtf(occurredOn);
  const at = proposals.findIndex(
    ({ fields }) =>
      readEdtf(fields['occurredOn']) === day &&
      // A day of publication adds nothing to a dateline with a place.
      (fields['aspect'] === aspect || (fields['place'] === undefined) !== (place === undefined)),
  );
  const isBare = proposals[at]?.fields['place'] === undefined;
  if (at >= 0 && isBare && place !== undefined) proposals.splice(at, 1, proposal);
  else if (at < 0 || (!isBare && place !== undefined)) proposals.push(proposal);
}

function isTitle({ text }: TextBlock): boolean {
  const lengthMin = /\p{Script=Han}/u.test(text) ? 4 : TITLE_MIN;
  return text.length >= lengthMin && !FURNITURE.test(text);
}

function opensAnnex({ text }: TextBlock, cue: SearchExpression): boolean {
  return text.length < ANNEX_HEADING_MAX && cue.exec(text)?.index === 0;
}

/** The lines of a heading: up to the first one that ends a sentence. */
function readHeading(blocks: readonly TextBlock[], at: number): readonly TextBlock[] {
  const lines: TextBlock[] = [];
  for (const block of blocks.slice(at, at + HEADING_LINES_MAX)) {
    if (/[.。]$/u.test(block.text)) break;
    lines.push(block);
  }
  return lines;
}

function proposeAnnex(
  heading: readonly TextBlock[],
  mark: MarkBlock,
  { context, document }: { readonly context: NoteContext; readonly document: string },
): { readonly proposals: readonly FactProposal[]; readonly part: NotePart } {
  const first = heading[0] ?? EMPTY_BLOCK;
  const last = heading.at(-1) ?? first;
  const text = heading.map((line) => line.text).join(' ');
  const { mentions } = mark({ start: first.start, end: last.end, text });
  const name = findDocumentName(text, context);
  const isExtract = toCue(context.file.words['extracts'] ?? []).test(text);
  const annex = toSlug(name ?? `${document}-annex`);
  const nameLine = heading.findIndex((line) => line.text.includes(name ?? NO_NAME));
  const lines = heading.slice(0, Math.max(nameLine, 1));
  const found = { confidence: 0.85, rule: 'annex' };
  const extent = isExtract ? 'extract' : 'full';
  const annexed: FactProposal = {
    ...found,
    type: 'DocumentAnnexed',
    fields: { parent: document, annex, extent, modality: 'metadata' },
    span: { start: first.start, end: lines.at(-1)?.end ?? first.end },
  };
  const date = mentions.find((mention) => mention.kind === 'date');
  const speaker = mentions.find((mention) => mention.kind === 'body')?.body;
  const part = { document: annex, speaker };
  if (date === undefined || nameLine < 0) return { proposals: [annexed], part };
  const fields = keepStated({
    document: annex,
    title: name,
    docType: findDocType(name, context),
    by: speaker?.body,
    adoptedOn: toDateValue(date),
    verb: 'dated',
    complete: !isExtract,
    meeting: null,
    statedIn: annex,
  });
  const span = { start: heading[nameLine]?.start ?? first.start, end: last.end };
  return { proposals: [annexed, { ...found, type: 'DocumentAdopted', fields, span }], part };
}

function findDocType(name = '', { file }: NoteContext): string {
  return findWord(file.docTypes, name) ?? 'document';
}

const getNameForm = onceByFile(({ docTypes }) => {
  const nouns = Object.values(docTypes)
    .flat()
    .map((noun) => noun[0]?.toUpperCase() + noun.slice(1));
  return new SearchExpression(`(?:\\p{Lu}[\\p{L}'-]+\\s){1,4}(?:${nouns.join('|')})(?!\\p{L})`);
});

/** Returns the name of a document: capitalized words that end with a noun such as "Declaration". */
export function findDocumentName(text: string, { file }: NoteContext): string | undefined {
  // The last one: "Appendix to the Statement, extract from the Declaration".
  return getNameForm(file)
    .list(text)
    .at(-1)?.[0]
    .replace(/^(?:The|From|In)\s/, '');
}
