import type { NamedBody } from '../names/body-names.ts';
import { findWord, onceByFile, toCue, toCueSource } from '../language/cues.ts';
import type { NoteContext } from './note-context.ts';
import type { NoteFrame } from './note-frame.ts';
import { isCapital, isOfficeLine, lowerCapitals, TITLE_MAX } from './note-title.ts';
import type { TextBlock } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from './sentence-reader.ts';

/** Enters the body and the words of the title. */
export function enterTitle(
  frame: NoteFrame,
  mark: (block: TextBlock) => MarkedSentence,
  context: NoteContext,
): MarkedSentence {
  const title = mark({ ...frame.title, text: frame.title.text.slice(0, TITLE_MAX) });
  const titled = findMet(title, context) ?? listBodies(title)[0];
  // Of a title in capitals only its abbreviations are names as they are: "CONSEIL DE LA COI".
  const isShouted = isCapital(frame.title.text);
  const readTitle = (): NamedBody | undefined => findTitleBody(frame, mark, context);
  context.mainBody =
    (isShouted ? readTitle() : undefined) ??
    titled ??
    findSubtitleBody(frame, mark) ??
    (isShouted ? undefined : readTitle()) ??
    findMastheadBody(frame, mark, context);
  const [second] = frame.blocks;
  context.titleWords = `${frame.title.text} ${second?.block.text ?? ''}`.toLowerCase();
  return title;
}

/** "The Centre hosted the 7th session of the Harbour Council": the body of the meeting. */
function findMet(
  { sentence: { text }, mentions }: MarkedSentence,
  { file }: NoteContext,
): NamedBody | undefined {
  const ends = getMeetingOf(file)
    .list(text.toLowerCase())
    .map(({ 0: words, index }) => index + words.length);
  const met = mentions.find(
    ({ kind, start, end }) => kind === 'body' && ends.some((at) => start <= at && at < end),
  );
  return met?.kind === 'body' ? met.body : undefined;
}

function listBodies({ mentions }: MarkedSentence): readonly NamedBody[] {
  return mentions.flatMap((mention) => (mention.kind === 'body' ? [mention.body] : []));
}

/** A title in capitals may name the body. */
function findTitleBody(
  { title, abbreviations }: NoteFrame,
  mark: (block: TextBlock) => MarkedSentence,
  { file }: NoteContext,
): NamedBody | undefined {
  const cut = getMeetingOf(file).exec(title.text.toLowerCase());
  // "Minutes of the 7th meeting of the Harbour Council": the name follows the meeting.
  const at = cut === null ? 0 : cut.index + cut[0].length;
  const block = { ...title, start: title.start + at, text: title.text.slice(at) };
  return listBodies(mark(lowerCapitals(block, abbreviations)))
    .filter(({ name }) => findWord(file.docTypes, name) === undefined)
    .find(({ name }) => !toCue(file.words['records'] ?? []).test(name.toLowerCase()));
}

/** The last line above a title may name the body. */
function findMastheadBody(
  { masthead, abbreviations }: NoteFrame,
  mark: (block: TextBlock) => MarkedSentence,
  { file }: NoteContext,
): NamedBody | undefined {
  const read = (block: TextBlock): readonly NamedBody[] =>
    listBodies(mark(lowerCapitals(block, abbreviations)));
  // "Office of the Director-General" published the note; the meeting is that of the body above.
  const bodies = masthead.filter((line) => !isOfficeLine(lowerCapitals(line), file));
  return bodies.flatMap(read).at(-1);
}

const getMeetingOf = onceByFile(
  ({ words }) =>
    new SearchExpression(
      `(?:${toCueSource(words['meetingNouns'] ?? [])})\\s+(?:of|des?|du|de la)\\s+(?:the\\s+)?`,
    ),
);

/** A title may go on in the next line: "Joint communiqué / of the meeting of the Council". */
function findSubtitleBody(
  { blocks: [first] }: NoteFrame,
  mark: (block: TextBlock) => MarkedSentence,
): NamedBody | undefined {
  const block = first?.block;
  if (block === undefined || block.text.length > TITLE_MAX || /[.。]$/u.test(block.text))
    return undefined;
  return listBodies(mark(block))[0];
}
