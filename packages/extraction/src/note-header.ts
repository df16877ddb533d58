import { SearchExpression } from './search-expression.ts';
import { onceByFile, toCue } from './cues.ts';
import { toDateValue } from './dates.ts';
import type { DraftFields, DraftValue } from './draft.ts';
import type { Language } from './language.ts';
import type { LanguageFile } from './language-file.ts';
import type { NoteContext } from './note-context.ts';
import type { NoteFrame } from './note-frame.ts';
import { compilePattern } from './pattern.ts';
import type { TextBlock } from './prepared-text.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import { createForms, type FactProposal, toPlace } from './sentence-rules.ts';
import { keepStated } from './stated-fields.ts';

/** The meeting of a title such as "Minutes of the 7th meeting", with the lines of its day and place. */
export interface NoteHeader {
  readonly proposal: FactProposal;
  readonly blocks: ReadonlySet<TextBlock>;
}

/** The values that a line gives of the meeting. */
interface HeaderValues {
  readonly day: DraftValue | undefined;
  readonly place: DraftFields | undefined;
}

interface HeaderReading {
  readonly mark: (block: TextBlock) => MarkedSentence;
  readonly title: MarkedSentence;
  /** The number of the meeting in the title. */
  readonly ordinal: number | undefined;
}

const LINES_MAX = 6;
const LINE_LENGTH_MAX = 160;

/** Returns the meeting of the head of a note, and enters it. Capitals are read as small letters. */
export function findHeader(
  frame: NoteFrame,
  {
    mark,
    title,
    language,
  }: {
    readonly mark: (block: TextBlock) => MarkedSentence;
    readonly title: MarkedSentence;
    readonly language: Language;
  },
  context: NoteContext,
): NoteHeader | undefined {
  const { text } = title.sentence;
  const isCapital = text === text.toUpperCase();
  const plain = isCapital ? mark({ ...title.sentence, text: text.toLowerCase() }) : title;
  const named = language.rules.apply(plain, context.actors, true);
  const ordinal = named.find(({ type }) => type === 'Meeting')?.fields['ordinal'];
  const number = typeof ordinal === 'number' ? ordinal : undefined;
  context.titleOrdinal = number;
  const header = readHeader(frame, { mark, title, ordinal: number }, context);
  if (header === undefined) return undefined;
  context.hasMeeting = true;
  context.mainOrdinal = number;
  return header;
}

/**
 * Returns the meeting that the lines at the head of a note state. Undefined if they name no body, or
 * if neither the title is that of a record nor a line gives the day.
 */
function readHeader(
  { title, blocks }: NoteFrame,
  { mark, title: marked, ordinal }: HeaderReading,
  context: NoteContext,
): NoteHeader | undefined {
  const { mainBody, file } = context;
  if (mainBody === undefined) return undefined;
  const isRecord = toCue(file.words['records'] ?? []).test(title.text.toLowerCase());
  const opening = toOpening(file);
  const lines = blocks
    .slice(0, LINES_MAX)
    .map(({ block }) => block)
    .filter(({ text }) => text.length <= LINE_LENGTH_MAX && opening.test(text));
  const read = [marked, ...lines.map(mark)].map((line) => readValues(line, context));
  const day = read.find((values) => values.day !== undefined)?.day;
  const place = read.find((values) => values.place !== undefined)?.place;
  const isTold = isRecord ? ordinal !== undefined || day !== undefined : lines.length > 0;
  if (!isTold || (ordinal === undefined && day === undefined)) return undefined;
  const fields = keepStated({
    body: mainBody.body,
    ordinal,
    occurredOn: day,
    places: place && [place],
  });
  const end = Math.max(title.end, ...lines.map((line) => line.end));
  return {
    proposal: {
      type: 'MeetingHeld',
      fields,
      span: { start: title.start, end },
      confidence: 0.85,
      rule: 'meeting-header',
    },
    blocks: new Set(lines),
  };
}

/**
 * Returns the proposals of a sentence. The meeting of the header gets the day and place that only the
 * lines of the header state; its words are then those of both.
 */
export function completeByHeader(
  header: NoteHeader | undefined,
  proposals: readonly FactProposal[],
): readonly FactProposal[] {
  if (header === undefined) return proposals;
  const { fields, span } = header.proposal;
  return proposals.map((one) => {
    if (one.type !== 'MeetingHeld' || !isToldBy(header, one)) return one;
    const isWhole = ['occurredOn', 'places'].every(
      (field) => one.fields[field] !== undefined || fields[field] === undefined,
    );
    if (isWhole || one.fields['ordinal'] !== fields['ordinal']) return one;
    const start = Math.min(span.start, one.span.start);
    const end = Math.max(span.end, one.span.end);
    return { ...one, fields: { ...fields, ...one.fields }, span: { start, end } };
  });
}

/** Returns the meeting of the header, unless a sentence tells of it. */
export function listHeaders(
  header: NoteHeader | undefined,
  found: readonly FactProposal[],
): readonly FactProposal[] {
  if (header === undefined || found.some((one) => isToldBy(header, one))) return [];
  return [header.proposal];
}

function isToldBy({ proposal: { fields } }: NoteHeader, other: FactProposal): boolean {
  if (other.type !== 'MeetingHeld' && other.type !== 'MeetingAnnounced') return false;
  const { body, ordinal } = other.fields;
  if (body !== fields['body']) return false;
  return ordinal === undefined || fields['ordinal'] === undefined || ordinal === fields['ordinal'];
}

const getOpening = onceByFile(({ words }) => {
  const read = (list: string): string => toCue(words[list] ?? []).source;
  const label = `(?:${read('labelDate')}|${read('labelPlace')})\\s?[:：]`;
  return new SearchExpression(`^(?:${label}|(?:${read('labelHeld')}))`);
});

function toOpening(file: LanguageFile): SearchExpression {
  return getOpening(file);
}

const PLACES = new WeakMap<LanguageFile, readonly SearchExpression[]>();

function readValues(line: MarkedSentence, { file, numbers }: NoteContext): HeaderValues {
  const date = line.mentions.find(
    (mention) =>
      mention.kind === 'date' && (mention.precision === 'day' || mention.edtf.includes('/')),
  );
  let places = PLACES.get(file);
  if (places === undefined) {
    const forms = createForms(file, numbers);
    places = (file.words['headerPlaces'] ?? []).map(
      (pattern) => compilePattern(pattern, forms).expression,
    );
    PLACES.set(file, places);
  }
  return {
    day: date?.kind === 'date' ? toDateValue(date) : undefined,
    place: readPlace(line, places),
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
