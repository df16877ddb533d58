import { SearchExpression } from '../search/search-expression.ts';
import { findWord, onceBy, onceByFile, toCue } from '../language/cues.ts';
import { toDateValue } from '../language/dates.ts';
import type { DraftFields, DraftValue } from '../draft.ts';
import type { Language } from '../language/language.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { NumberWords } from '../language/number-words.ts';
import { getLabelLength } from '../text/item-label.ts';
import { MARKS } from '../text/marks.ts';
import { toFirstDay } from '../meetings/main-meeting.ts';
import type { NoteContext } from './note-context.ts';
import type { NoteFrame } from './note-frame.ts';
import { isCapital, isSentence, lowerCapitals } from './note-title.ts';
import { compilePattern } from '../language/pattern.ts';
import type { TextBlock } from '../text/prepared-text.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import { toPlace } from '../names/place-names.ts';
import type { FactProposal } from './sentence-rules.ts';
import { createForms } from '../language/slot-forms.ts';
import { keepStated } from './stated-fields.ts';

/**
 * The meeting of a title such as "Minutes of the 7th meeting", with the lines of its day and place.
 */
export interface NoteHeader {
  readonly proposal: FactProposal;
  readonly blocks: ReadonlySet<TextBlock>;
  /** Whether its place is that of the dateline, where the document was issued. */
  readonly isIssued?: boolean;
}

/** The values that a line gives of the meeting. */
interface HeaderValues {
  readonly day: DraftValue | undefined;
  readonly place: DraftFields | undefined;
}

interface HeaderReading {
  readonly mark: (block: TextBlock) => MarkedSentence;
  readonly title: MarkedSentence;
  readonly language: Language;
  /** The meeting of the note's body that the title tells of. */
  readonly toldTitle: FactProposal | undefined;
}

const ROMAN = /^[IVXLC]{2,}$/;
/** A number before a word in capitals: "7th MEETING". */
const CAPITAL_NOUN = /\d(?:-?\p{L}{1,3})?\s\p{Lu}{5,}/u;
const LINES_MAX = 6;
/** The lines below a title that belong to the head of a note. */
const HEAD_MAX = 10;
const PLACE_LINE = new SearchExpression(
  `^\\p{Lu}[\\p{L}'’ -]{1,40},?\\s\\(?${MARKS.state}\\)?(?:,?\\s${MARKS.date})?$`,
);
/** "г. Рига, 4–6 мая 2031 г.", below the title of a record. */
const TOWN_LINE = new SearchExpression(
  `^(?:\\p{Ll}{1,4}\\.\\s?)?(?<place>\\p{Lu}[\\p{L}'’ -]{1,40}),\\s${MARKS.date}(?:\\s\\p{Ll}{1,4}\\.?)?$`,
);
/** "Valletta, 4 May 2031". */
const DAY_LINE = new SearchExpression(
  `${PLACE_LINE.source}|^(?:\\p{Lu}[\\p{L}'’ -]{1,40},\\s)?${MARKS.date}$`,
);
const LINE_LENGTH_MAX = 160;
const SESSION_WITHIN = 40;

/**
 * Returns the meeting of the head of a note, and enters it. Capitals are read as small letters. Of a
 * text that is `untold`, no sentence tells of the meeting: then any line of the head may state it.
 */
export function findHeader(
  frame: NoteFrame,
  reading: HeaderReading & { readonly isUntold: boolean },
  context: NoteContext,
): NoteHeader | undefined {
  const { ordinal: number, session } = readNumber(reading.title, reading, context);
  context.titleOrdinal = number;
  context.titleSession = session;
  const header = reading.isUntold
    ? (readHead(frame, { ...reading, ordinal: number }, context) ?? toTold(reading.toldTitle))
    : readHeader(frame, { ...reading, ordinal: number }, context);
  if (header === undefined) return undefined;
  const { ordinal, occurredOn } = header.proposal.fields;
  context.hasMeeting = true;
  context.mainDay = toFirstDay(occurredOn);
  context.mainOrdinal = typeof ordinal === 'number' ? ordinal : undefined;
  return header;
}

function toTold(proposal: FactProposal | undefined): NoteHeader | undefined {
  return proposal && { proposal, blocks: new Set() };
}

/** The words of a meeting before its body: "7th ordinary session". */
const BEFORE_BODY = /^.+?(?=\s(?:of|du|des?|d')(?!\p{L})|$)/u;

/** Returns the number of the meeting that a line names, and its kind of session. */
function readNumber(
  line: MarkedSentence,
  { mark, language }: HeaderReading,
  context: NoteContext,
): { readonly ordinal: number | undefined; readonly session?: string | undefined } {
  const { text } = line.sentence;
  // "SUMMARY RECORD OF THE 214th MEETING, held at Riga": only its first words are capitals.
  const small = text.replace(/\p{Lu}{2,}|(?<=\d-)\p{Lu}(?!\p{L})/gu, (word) =>
    ROMAN.test(word) ? word : word.toLowerCase(),
  );
  const isShouted = isCapital(text) || CAPITAL_NOUN.test(text);
  const plain = isShouted ? mark({ ...line.sentence, text: small }) : line;
  const named = language.rules.listMeetings(plain, context.actors);
  // "Prepares the 52nd summit" numbers another meeting.
  const found = language.meetings.findNamed(named, plain, context);
  const ordinal = found?.fields['ordinal'];
  if (found === undefined || typeof ordinal !== 'number') return { ordinal: undefined };
  const at = found.span.start - plain.sentence.start;
  const words = BEFORE_BODY.exec(plain.sentence.text.slice(at).slice(0, SESSION_WITHIN))?.[0];
  return { ordinal, session: findWord(context.file.sessions, words ?? '') };
}

/**
 * Returns the meeting of a head whose lines give its number and its day, such as "7th meeting",
 * "4 May 2031" and "Valletta, Malta". Undefined if the lines lack one of them, or name no body.
 */
function readHead(
  { masthead, title, blocks, proposals }: NoteFrame,
  reading: HeaderReading & { readonly ordinal: number | undefined },
  context: NoteContext,
): NoteHeader | undefined {
  const { mainBody, file } = context;
  const end = blocks.findIndex(({ block }) => isSentence(block));
  const below = blocks.slice(0, Math.min(end < 0 ? HEAD_MAX : end, HEAD_MAX));
  const lines = [...masthead, ...below.map(({ block }) => block)].filter(
    ({ text }) => text.length <= LINE_LENGTH_MAX,
  );
  const marked = [reading.title, ...lines.map((line) => reading.mark(lowerCapitals(line)))];
  const values = marked.map((line) => readValues(line, context));
  const dated = proposals.find(({ rule, fields }) => rule === 'dateline' && fields['occurredOn']);
  const issued = dated?.fields ?? {};
  const day =
    findDay(listOwn(marked, file), context) ?? issued['occurredOn'] ?? findDay(marked, context);
  if (mainBody === undefined || day === undefined) return undefined;
  const ordinal = reading.ordinal ?? findOrdinal(marked, reading, context);
  if (ordinal === undefined) return undefined;
  const place =
    values.find((one) => one.place !== undefined)?.place ??
    marked.map(readPlaceLine).find((found) => found !== undefined) ??
    issued['place'];
  const isIssued = place !== undefined && place === issued['place'];
  const words = marked.map(({ sentence }) => sentence.text).join('\n');
  const fields = keepStated({
    session: findWord(file.sessions, words),
    body: mainBody.body,
    ordinal,
    occurredOn: day,
    places: place && [place],
    format: findWord(file.formats, words),
  });
  return { ...toHeader(fields, title, lines), isIssued };
}

/** "Extends the mandate until 4 May": the day of a headline is that of its matter. */
function listOwn(lines: readonly MarkedSentence[], { words }: LanguageFile): typeof lines {
  const noun = toCue(words['meetingNouns'] ?? []);
  return lines.filter(
    (one) => noun.test(one.sentence.text.toLowerCase()) || DAY_LINE.test(one.marked),
  );
}

/** Returns the first day of some lines. */
function findDay(lines: readonly MarkedSentence[], context: NoteContext): DraftValue | undefined {
  return lines.map((line) => readValues(line, context).day).find((day) => day !== undefined);
}

/** Returns the number of the first line that has one. */
function findOrdinal(
  lines: readonly MarkedSentence[],
  reading: HeaderReading,
  context: NoteContext,
): number | undefined {
  for (const line of lines) {
    const { ordinal } = readNumber(line, reading, context);
    if (ordinal !== undefined) return ordinal;
  }
  return undefined;
}

/** Returns whether a line is only a day or a place. */
function isValueLine({ marked }: MarkedSentence): boolean {
  return [PLACE_LINE, TOWN_LINE].some((form) => form.test(marked)) || marked === MARKS.date;
}

function dropLabel(text: string): string {
  return text.slice(getLabelLength(text));
}

/** "Valletta, Malta" on a line of its own is a place. */
function readPlaceLine(line: MarkedSentence): DraftFields | undefined {
  const town = TOWN_LINE.exec(line.marked)?.groups?.['place'];
  if (town !== undefined) return toPlace(town, []);
  if (!PLACE_LINE.test(line.marked)) return undefined;
  const end = line.marked.indexOf(MARKS.state) + 1;
  return toPlace(line.getWords({ start: 0, end }), line.mentions);
}

/**
 * Returns the meeting that the lines at the head of a note state. Undefined if they name no body, or
 * if neither the title is that of a record nor a line gives the day.
 */
function readHeader(
  { title, blocks, proposals }: NoteFrame,
  { mark, title: marked, ordinal }: HeaderReading & { readonly ordinal: number | undefined },
  context: NoteContext,
): NoteHeader | undefined {
  const { mainBody, file } = context;
  if (mainBody === undefined) return undefined;
  const isRecord = toCue(file.words['records'] ?? []).test(title.text.toLowerCase());
  const opening = toOpening(file);
  const lines = blocks
    .slice(0, LINES_MAX)
    .map(({ block }) => block)
    .filter(
      (block) =>
        block.text.length <= LINE_LENGTH_MAX &&
        (opening.test(dropLabel(block.text)) || (isRecord && isValueLine(mark(block)))),
    );
  const values = [marked, ...lines.map(mark)].map((line) => readValues(line, context));
  const read = isMinutes(title, file) ? [...values, ...readIssued(proposals)] : values;
  const day = read.find((values) => values.day !== undefined)?.day;
  const place =
    read.find((values) => values.place !== undefined)?.place ??
    lines.map((line) => readPlaceLine(mark(line))).find((found) => found !== undefined);
  const words = [title, ...lines].map(({ text }) => text).join('\n');
  const isTold = isRecord ? ordinal !== undefined || day !== undefined : lines.length > 0;
  if (!isTold || (ordinal === undefined && day === undefined)) return undefined;
  const fields = keepStated({
    session: findWord(file.sessions, words),
    body: mainBody.body,
    ordinal,
    occurredOn: day,
    places: place && [place],
    format: findWord(file.formats, words),
  });
  return toHeader(fields, title, lines);
}

function isMinutes({ text }: TextBlock, { docTypes }: LanguageFile): boolean {
  return findWord(docTypes, text) === 'minutes';
}

/** The dateline of minutes is the day and place of the meeting. */
function readIssued(proposals: readonly FactProposal[]): readonly HeaderValues[] {
  return proposals.flatMap(({ rule, fields: { occurredOn, place } }) =>
    rule === 'dateline' ? [{ day: occurredOn, place: place as DraftFields | undefined }] : [],
  );
}

function toHeader(fields: DraftFields, title: TextBlock, lines: readonly TextBlock[]): NoteHeader {
  const start = Math.min(title.start, ...lines.map((line) => line.start));
  const end = Math.max(title.end, ...lines.map((line) => line.end));
  return {
    proposal: {
      type: 'MeetingHeld',
      fields,
      span: { start, end },
      confidence: 0.85,
      rule: 'meeting-header',
    },
    blocks: new Set(lines),
  };
}

const getOpening = onceByFile(({ words }) => {
  const read = (list: string): string => toCue(words[list] ?? []).source;
  const label = `(?:${read('labelDate')}|${read('labelPlace')})\\s?[:：]`;
  return new SearchExpression(`^(?:${label}|(?:${read('labelHeld')}))`);
});

function toOpening(file: LanguageFile): SearchExpression {
  return getOpening(file);
}

const getPlaces = onceBy((file: LanguageFile, numbers: NumberWords) => {
  const forms = createForms(file, numbers);
  const patterns = file.words['headerPlaces'] ?? [];
  return patterns.map((pattern) => compilePattern(pattern, forms).expression);
});

function readValues(line: MarkedSentence, { file, numbers }: NoteContext): HeaderValues {
  const date = line.mentions.find(
    (mention) =>
      mention.kind === 'date' && (mention.precision === 'day' || mention.edtf.includes('/')),
  );
  return {
    day: date?.kind === 'date' ? toDateValue(date) : undefined,
    place: readPlace(line, getPlaces(file, numbers)),
  };
}

function readPlace(
  line: MarkedSentence,
  places: readonly SearchExpression[],
): DraftFields | undefined {
  for (const pattern of places) {
    const groups = Object.entries(pattern.exec(line.marked)?.indices?.groups ?? {});
    const found = groups.find(([name]) => name.startsWith('place'))?.[1];
    if (found === undefined) continue;
    const [start, end] = found;
    return toPlace(line.getWords({ start, end }), line.listMentions({ start, end }));
  }
  return undefined;
}
