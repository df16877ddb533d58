import { findWord, onceByFile, toCueSource } from '../language/cues.ts';
import type { DraftFields } from '../draft.ts';
import type { ActorShorthand } from '../names/draft-actors.ts';
import { getLabelLength } from '../text/item-label.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from './note-context.ts';
import type { NoteFrame } from './note-frame.ts';
import {
  isCode,
  isLabelled,
  isOfficeLine,
  isSentence,
  isTypeOnly,
  lowerCapitals,
  readSymbol,
  TITLE_MAX,
} from './note-title.ts';
import type { TextBlock } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from './sentence-reader.ts';

/** The values of a note that its head and its last lines give. */
interface NoteSource {
  /** The title: the headline below a line that names only the kind of document. */
  readonly title: TextBlock;
  readonly fields: DraftFields;
  /** The lines that gave a value. */
  readonly lines: ReadonlySet<TextBlock>;
}

interface SourceReading {
  readonly frame: NoteFrame;
  readonly mark: (block: TextBlock) => MarkedSentence;
  readonly context: NoteContext;
}

const HEAD_MAX = 10;
const HEADLINE_MIN = 12;
const LINE_MAX = 160;
const CLOSING_LINES = 2;
const TYPE_NUMBER = /(?:No\.?|N[°º]|nº|№)\s?\d+(?:\/\d[\p{L}\d/.-]*|\sof\s\d{4})$/u;
const ARTICLES = "(?:(?:the|la|le|les)\\s|l')?";

/**
 * Reads the title, the symbol and the issuer of a note. A value that no line states is left out.
 */
export function readNoteSource(blocks: readonly TextBlock[], reading: SourceReading): NoteSource {
  const { frame, context } = reading;
  const head = listHead(frame);
  const lines = [...frame.masthead, frame.title, ...head];
  const label = getSymbolLabel(context.file);
  const readLine = (line: TextBlock) => readSymbol(line) ?? readLabelled(line, label);
  const symbolLine = lines.find((line) => readLine(line) !== undefined);
  const symbol =
    symbolLine === undefined ? readTypeNumber(frame.title, context.file) : readLine(symbolLine);
  const issued = findIssuer(blocks, reading);
  const title = findHeadline(frame, head, context) ?? frame.title;
  return {
    title,
    fields: {
      ...(issued === undefined ? {} : { issuer: issued.actor }),
      ...(symbol === undefined ? {} : { identifiers: [{ scheme: 'symbol', value: symbol }] }),
    },
    lines: new Set([title, symbolLine, issued?.line].filter((line) => line !== undefined)),
  };
}

/** "Press release No. 27/2032" has its number beside its kind. */
function readTypeNumber(title: TextBlock, file: NoteContext['file']): string | undefined {
  return isTypeOnly(title, file) ? TYPE_NUMBER.exec(title.text)?.[0] : undefined;
}

/** Returns the lines below the title, up to the first sentence or item of a list. */
function listHead({ blocks }: NoteFrame): readonly TextBlock[] {
  const lines = blocks.slice(0, HEAD_MAX).map(({ block }) => block);
  const end = lines.findIndex(
    (block) =>
      isSentence(block) || getLabelLength(block.text) > 0 || /[;；]$|.{80}[:：]$/u.test(block.text),
  );
  return end < 0 ? lines : lines.slice(0, end);
}

const getSymbolLabel = onceByFile(
  ({ words }) =>
    new SearchExpression(`^(?:${toCueSource(words['labelSymbol'] ?? [])})\\.?\\s?[:：]?\\s*`),
);

function readLabelled(line: TextBlock, label: SearchExpression): string | undefined {
  const found = label.exec(line.text)?.[0];
  if (found === undefined) return undefined;
  return readSymbol({ ...line, text: line.text.slice(found.length).trim() });
}

/** "PRESS RELEASE" or "Circular No. 14" is no title if a headline is below it. */
function findHeadline(
  { title }: NoteFrame,
  head: readonly TextBlock[],
  { file }: NoteContext,
): TextBlock | undefined {
  const isRecord = findWord(file.docTypes, title.text) === 'minutes';
  if (isRecord || !isTypeOnly(title, file)) return undefined;
  return head.find(
    (line) =>
      line.text.length >= HEADLINE_MIN &&
      line.text.length <= TITLE_MAX &&
      !isLabelled(line) &&
      readLabelled(line, getSymbolLabel(file)) === undefined &&
      !isCode(line) &&
      !/[,:：;]$/u.test(line.text),
  );
}

/** An issuer, and the line below the title that names it. */
interface IssuerLine {
  readonly actor: ActorShorthand;
  readonly line: TextBlock | undefined;
}

/**
 * Returns the actor that a line names as the issuer: by a label, in the masthead, the title or the
 * end.
 */
function findIssuer(blocks: readonly TextBlock[], reading: SourceReading): IssuerLine | undefined {
  const { frame } = reading;
  const head = blocks.slice(0, HEAD_MAX).filter(({ text }) => text.length <= LINE_MAX);
  const closing = blocks.slice(-CLOSING_LINES).filter((line) => line.text.length <= LINE_MAX);
  for (const line of [...head, ...closing]) {
    const actor = readIssuedBy(line, reading);
    if (actor !== undefined) return { actor, line };
  }
  const closed = closing.flatMap((line, index) => {
    const actor =
      readPressOffice(line, reading) ?? readOfficeAbove(line, closing[index + 1], reading);
    return actor === undefined ? [] : [{ actor, line }];
  });
  const headed = readMasthead(frame.masthead, reading) ?? readTitle(frame, reading);
  return headed === undefined ? closed[0] : { actor: headed, line: closed[0]?.line };
}

/** The words before an issuer: "Issued by: ", "Posted on 4 May 2031 by the ". */
const getIssuedBy = onceByFile(({ words }) => {
  const label = toCueSource(words['issuerLabels'] ?? []);
  const published = toCueSource(words['published'] ?? []);
  const by = toCueSource(words['publishedBy'] ?? []);
  return new SearchExpression(
    `^(?:(?:${label})\\s?[:：]?\\s*|(?:${published})[^.]{0,10}${MARKS.date}\\s(?:${by})\\s+)`,
  );
});

const getIssuerWords = onceByFile(({ words }) => {
  const labels = [...(words['issuerLabels'] ?? []), ...(words['published'] ?? [])];
  return new SearchExpression(`^(?:${toCueSource(labels)})`);
});

function readIssuedBy(
  line: TextBlock,
  { mark, context }: SourceReading,
): ActorShorthand | undefined {
  // Most lines have no such words, and need not be read.
  if (!getIssuerWords(context.file).test(line.text)) return undefined;
  const marked = mark(line);
  const found = getIssuedBy(context.file).exec(marked.marked)?.[0];
  if (found === undefined) return undefined;
  return readActor(marked, found.length, context);
}

/**
 * The last body of the masthead, or its office on the next line: "Harbour Union", "Secretariat".
 */
function readMasthead(
  masthead: readonly TextBlock[],
  { mark, context }: SourceReading,
): ActorShorthand | undefined {
  let issuer: ActorShorthand | undefined;
  for (const [index, line] of masthead.entries()) {
    const marked = mark(lowerCapitals(line));
    const actor = isLabelled(line) ? undefined : readActor(marked, 0, context);
    if (actor !== undefined) issuer = actor;
    const next = masthead[index + 1];
    if (actor === undefined || next === undefined || !isOfficeLine(next, context.file)) continue;
    const body = marked.mentions.find((mention) => mention.kind === 'body')?.body;
    const name = lowerCapitals(next).text;
    // The office published the text, whatever bodies the lines below it name.
    if (body !== undefined) return context.actors.declare(name, { kind: 'organ', of: body.body });
  }
  return issuer;
}

/** "Statement by the Harbour Council" is the word of the Council; that of a meeting need not be. */
const getTitleForm = onceByFile(({ docTypes, words }) => {
  const own = ['statement', 'declaration', 'communique', 'press-release'];
  const nouns = own.flatMap((kind) => docTypes[kind] ?? []);
  const by = words['issuedBy'] ?? [];
  // In Russian the body is in the genitive: "Заявление Совета".
  const link = by.length === 0 ? '' : `(?:${toCueSource(by)})\\s?`;
  return new SearchExpression(
    `^(?:\\p{L}+\\s){0,2}?(?:${toCueSource(nouns)})\\s${link}${ARTICLES}(?=${MARKS.body})`,
  );
});

function readTitle(
  { title, abbreviations }: NoteFrame,
  { mark, context }: SourceReading,
): ActorShorthand | undefined {
  const marked = mark(lowerCapitals(title, abbreviations));
  const found = getTitleForm(context.file).exec(marked.marked.toLowerCase())?.[0];
  if (found === undefined) return undefined;
  const [mention] = marked.listMentions({ start: found.length, end: found.length + 1 });
  return mention?.kind === 'body' ? mention.body.body : undefined;
}

/** A last line that is only "Press Service of the Harbour Union". */
function readPressOffice(
  line: TextBlock,
  { mark, context }: SourceReading,
): ActorShorthand | undefined {
  if (!getOffice(context.file).test(line.text) || isSentence(line)) return undefined;
  return readActor(mark(line), 0, context);
}

/** "Press Office" on the line above its body, which is the last one. */
function readOfficeAbove(
  line: TextBlock,
  below: TextBlock | undefined,
  { mark, context }: SourceReading,
): ActorShorthand | undefined {
  if (below === undefined || !isOfficeLine(line, context.file)) return undefined;
  const actor = readActor(mark(below), 0, context);
  return typeof actor === 'string'
    ? context.actors.declare(line.text, { kind: 'organ', of: actor })
    : undefined;
}

/** Returns a body, or an office of a body, that the words from a place on consist of. */
function readActor(
  line: MarkedSentence,
  start: number,
  { actors, file }: NoteContext,
): ActorShorthand | undefined {
  const words = ON_DAY.remove(line.marked.slice(start)).replace(/[.\s]+$/u, '');
  const region = { start, end: start + words.length };
  const body = line.listMentions(region).find((mention) => mention.kind === 'body');
  if (body?.kind !== 'body') return undefined;
  if (BODY_ONLY.test(words)) return body.body.body;
  // In Chinese the office follows the body.
  const after = /^\p{Script=Han}+$/u.exec(words.slice(1))?.[0];
  if (after !== undefined && words.startsWith(MARKS.body) && getOffice(file).test(after))
    return actors.declare(line.getWords(region), { kind: 'organ', of: body.body.body });
  const office = getOffice(file).exec(words);
  const isOffice = office !== null && office.index <= 4 && OFFICE_OF.test(words);
  if (!isOffice) return undefined;
  return actors.declare(line.getWords(region), { kind: 'organ', of: body.body.body });
}

const BODY_ONLY = new SearchExpression(`^${ARTICLES}${MARKS.body}$`, 'i');
/** "Issued by the Council on 4 May 2031" */
const ON_DAY = new SearchExpression(`\\s(?:on|le)\\s${MARKS.date}$`);
const OFFICE_OF = new SearchExpression(`^[^${MARKS.body}.,;:]{3,60}${MARKS.body}$`);

/** The offices that publish for a body: "Press Service", "Secretariat". */
const getOffice = onceByFile(
  ({ words }) => new SearchExpression(toCueSource(words['pressOffices'] ?? [])),
);
