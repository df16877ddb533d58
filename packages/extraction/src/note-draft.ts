import { proposeApprovals } from './approval-rule.ts';
import { proposeAttendance } from './attendance-rule.ts';
import { BodyRegister, type NamedBody } from './body-names.ts';
import { toSlug } from './citations.ts';
import { completeFacts } from './completed-facts.ts';
import type { Draft, DraftFields, DraftOptions, UnplacedSentence } from './draft.ts';
import { DraftActors } from './draft-actors.ts';
import { draftRegisteredBodies } from './drafted-bodies.ts';
import type { Language } from './language.ts';
import { findWord, toCue } from './cues.ts';
import { findOrganization, type NoteContext } from './note-context.ts';
import { type NoteFrame, readFrame } from './note-frame.ts';
import { NoteLists } from './note-lists.ts';
import { completeReferences } from './note-references.ts';
import type { PreparedText, TextBlock } from './prepared-text.ts';
import { resolveProposals } from './proposal-resolver.ts';
import { type MarkedSentence, SentenceReader } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';
import { splitSentences, type TextSentence } from './sentences.ts';
import { proposeStatements } from './statement-rules.ts';

/** Types of facts without a meeting. */
const MEETINGLESS = new Set([
  'IncidentRecorded',
  'CasualtiesReported',
  'DocumentAnnexed',
  'DocumentDescribed',
  'MeetingHeld',
  'MeetingAnnounced',
]);

/** Types of facts about the meeting of their sentence. */
const OF_ONE_MEETING = new Set(['MeetingChaired', 'DelegationAttended', 'OrganAttended']);

/** A longer sentence is listed and not searched: no sentence of the genre is as long. */
const SENTENCE_LENGTH_MAX = 3000;
/** An abbreviation in brackets. */
const ABBREVIATED = /[(（]["']?[\p{Lu}\d][^()（）]{1,30}[)）]/u;
const TITLE_LENGTH_MAX = 300;
/** A note tells of its meeting at the beginning; an article mentions meetings anywhere. */
const OPENING_SENTENCES = 5;
const OPENING_BLOCKS = 6;
const PUBLISHED_WITHIN = 40;
const PUBLISHED_LENGTH_MAX = 80;

/** Drafts a text that has no numbered paragraphs. */
export function draftNote(text: PreparedText, language: Language, options: DraftOptions): Draft {
  const register = new BodyRegister(options.bodies ?? []);
  const actors = new DraftActors(language.states, options.bodies ?? [], undefined);
  const reader = new SentenceReader(
    language,
    register,
    options.published ?? findPublished(text, language),
  );
  const context = createContext(language, register, actors);
  const document =
    toSlug(options.file.replace(/^.*\//, '').replace(/\.[a-z]+$/i, '')) || 'document';
  const mark = (block: TextBlock): MarkedSentence => reader.read(block);
  introduceAbbreviations(text, language, register);
  introduceFullNames(text, language, register);
  const frame = readFrame(text.blocks, mark, { context, document });
  if (frame === undefined) return toEmptyDraft(text, { language, options, document });

  const titleMarked = mark({ ...frame.title, text: frame.title.text.slice(0, TITLE_LENGTH_MAX) });
  context.mainBody =
    titleMarked.mentions.find((mention) => mention.kind === 'body')?.body ??
    findSubtitleBody(frame, mark);
  const read = readSentences(text, { frame, reader, language }, context);
  const organization = findOrganization(context);
  if (organization !== undefined) actors.completeMembers(organization.body);
  const proposals = [...frame.proposals, ...read.flatMap((one) => one.proposals)];
  const resolved = resolveProposals(proposals);
  const completed = completeFacts(text, resolved, { context, document });
  // A text that names no body of its own is the word of its author.
  const isReport = context.mainBody !== undefined;
  return {
    shape: 'note',
    ...draftRegisteredBodies({ facts: completed.facts, actors: actors.declared, context, options }),
    source: {
      document,
      docType:
        findWord(language.file.docTypes, frame.title.text) ?? (isReport ? 'note' : 'article'),
      title: frame.title.text.slice(0, TITLE_LENGTH_MAX).toWellFormed(),
      ...(completed.meeting === undefined ? {} : { about: completed.meeting }),
      language: language.file.language,
      file: options.file,
      redistributable: options.redistributable ?? false,
    },
    sourcePassage: text.toPassage(frame.title),
    defaults: {
      ...(completed.meeting === undefined ? {} : { meeting: completed.meeting }),
      modality: isReport ? 'reported' : 'narrated',
    },
    facts: completed.facts,
    unplaced: listUnplaced(text, read, completed.placed),
    contradictions: completed.contradictions,
  };
}

function createContext(
  { file, numbers }: Language,
  register: BodyRegister,
  actors: DraftActors,
): NoteContext {
  return {
    file,
    numbers,
    register,
    actors,
    mainBody: undefined,
    mainOrdinal: undefined,
    dateline: undefined,
    host: undefined,
    hasMeeting: false,
    lastSubject: undefined,
    lastPlural: undefined,
    listSubject: undefined,
    lastIncident: undefined,
    incidentIds: new Map(),
    incidents: new Set(),
    part: { document: undefined, speaker: undefined },
  };
}

/** Names with an abbreviation are read first, so that a body has its short id from its first mention. */
function introduceAbbreviations(
  text: PreparedText,
  { abbreviations, bodies }: Language,
  register: BodyRegister,
): void {
  for (const block of text.blocks) {
    if (!ABBREVIATED.test(block.text)) continue;
    for (const sentence of splitSentences(block, abbreviations))
      if (sentence.text.length <= SENTENCE_LENGTH_MAX && ABBREVIATED.test(sentence.text))
        bodies.find(sentence.text, register);
  }
}

/** The opening sentences have the full names of which the title has a part. */
function introduceFullNames(
  text: PreparedText,
  { bodies }: Language,
  register: BodyRegister,
): void {
  const opening = text.blocks.slice(0, OPENING_BLOCKS);
  for (const block of opening)
    if (/[.。]$/u.test(block.text) && block.text.length <= SENTENCE_LENGTH_MAX)
      bodies.find(block.text, register);
}

/** A title may go on in the next line: "Joint communiqué / of the meeting of the Council". */
function findSubtitleBody(
  { blocks: [first] }: NoteFrame,
  mark: (block: TextBlock) => MarkedSentence,
): NamedBody | undefined {
  const block = first?.block;
  if (block === undefined || block.text.length > TITLE_LENGTH_MAX || /[.。]$/u.test(block.text))
    return undefined;
  return mark(block).mentions.find((mention) => mention.kind === 'body')?.body;
}

/** A sentence with its proposals. */
interface ReadSentence {
  readonly sentence: TextSentence;
  readonly proposals: readonly FactProposal[];
  /** Whether it gave a value of a fact of another sentence: the host of the meeting. */
  readonly isUsed: boolean;
}

function readSentences(
  text: PreparedText,
  {
    frame,
    reader,
    language,
  }: { readonly frame: NoteFrame; readonly reader: SentenceReader; readonly language: Language },
  context: NoteContext,
): readonly ReadSentence[] {
  const read: ReadSentence[] = [];
  const lists = new NoteLists();
  for (const { block, part } of frame.blocks) {
    if (part !== context.part) context.lastSubject = undefined;
    context.part = part;
    lists.enter(block, context);
    for (const sentence of splitSentences(block, language.abbreviations)) {
      const isLong = sentence.text.length > SENTENCE_LENGTH_MAX;
      const marked = isLong ? undefined : reader.read(sentence);
      const { host } = context;
      const order = read.length;
      const proposals =
        marked === undefined
          ? []
          : (lists.propose(marked, context) ?? proposeFacts(marked, { language, order }, context));
      if (marked !== undefined) lists.leave(marked, context);
      read.push({ sentence, proposals, isUsed: context.host !== host });
    }
  }
  return read;
}

/** Returns the sentences without a fact: no rule found one, or the text lacks what a fact needs. */
function listUnplaced(
  text: PreparedText,
  read: readonly ReadSentence[],
  placed: ReadonlySet<FactProposal>,
): readonly UnplacedSentence[] {
  return read.flatMap(({ sentence, proposals, isUsed }) => {
    if (isUsed || proposals.some((proposal) => placed.has(proposal))) return [];
    const isLong = sentence.text.length > SENTENCE_LENGTH_MAX;
    const reason = isLong ? 'too-long' : proposals.length > 0 ? 'incomplete' : 'no-rule';
    return [{ passage: text.toPassage(sentence), words: text.getWords(sentence), reason }];
  });
}

function proposeFacts(
  sentence: MarkedSentence,
  { language, order }: { readonly language: Language; readonly order: number },
  context: NoteContext,
): readonly FactProposal[] {
  const { meetings } = language;
  const matched = language.rules.apply(sentence, context.actors, meetings.mayTell(sentence.marked));
  const named = matched.find(({ type }) => type === 'Meeting');
  const isAnnex = context.part.document !== undefined;
  const meeting = isAnnex ? [] : meetings.propose(named, sentence, context);
  enterMeeting(meeting, order, context);
  if (context.hasMeeting && meeting.length === 0) context.host ??= meetings.findHost(sentence);
  const tellsOfMeeting = meeting.length > 0 || meetings.speaksOf(sentence, context);
  // Those who attended or chaired an earlier meeting are not those of this one.
  const isOther = meeting.some(({ fields }) => isOtherMeeting(fields, context));
  const attended = isAnnex || isOther ? [] : proposeAttendance(sentence, context);
  const stated = proposeStatements(sentence, context);
  const approved = isAnnex ? [] : proposeApprovals(sentence, context);
  const others = matched
    .filter(({ type }) => !isOther || !OF_ONE_MEETING.has(type))
    .filter(({ type }) => tellsOfMeeting || type !== 'MeetingChaired')
    .flatMap((proposal) => completeReferences(proposal, { sentence, stated }, context));
  const all = [...meeting, ...others, ...attended, ...approved, ...stated];
  const { document, speaker } = context.part;
  if (document === undefined) return all;
  const own: DraftFields = {
    statedIn: document,
    ...(speaker === undefined ? {} : { assertedBy: speaker.body }),
  };
  return all.map((proposal) => ({
    ...proposal,
    fields: {
      ...proposal.fields,
      ...own,
      ...(MEETINGLESS.has(proposal.type) ? {} : { meeting: null }),
    },
  }));
}

/** The meeting of the note's body is the one that the note is about; else one of its beginning. */
function enterMeeting([held]: readonly FactProposal[], order: number, context: NoteContext): void {
  if (held?.type !== 'MeetingHeld' || context.hasMeeting) return;
  const { body, ordinal } = held.fields;
  const isTitled = context.mainBody !== undefined && context.mainBody.body === body;
  if (!isTitled && order >= OPENING_SENTENCES) return;
  context.mainBody = typeof body === 'string' ? context.register.get(body) : context.mainBody;
  context.hasMeeting = true;
  if (typeof ordinal === 'number') context.mainOrdinal = ordinal;
}

function isOtherMeeting({ ordinal, body }: DraftFields, context: NoteContext): boolean {
  const { mainOrdinal, mainBody, hasMeeting } = context;
  if (!hasMeeting) return false;
  return body !== mainBody?.body || (ordinal !== undefined && ordinal !== mainOrdinal);
}

/** Returns the day of publication that a line of the text gives, the anchor of "this year". */
function findPublished(text: PreparedText, { dates, file }: Language): string | undefined {
  const label = toCue(file.words['published'] ?? []);
  for (const block of text.blocks.slice(0, PUBLISHED_WITHIN)) {
    if (block.text.length > PUBLISHED_LENGTH_MAX || !label.test(block.text)) continue;
    const [day] = dates.find(block.text, undefined);
    if (day?.precision === 'day' && day.basis === 'stated') return day.edtf;
  }
  return undefined;
}

function toEmptyDraft(
  text: PreparedText,
  {
    language,
    options,
    document,
  }: { readonly language: Language; readonly options: DraftOptions; readonly document: string },
): Draft {
  return {
    shape: 'note',
    collection: options.collection ?? null,
    source: {
      document,
      docType: 'note',
      title: document,
      language: language.file.language,
      file: options.file,
      redistributable: options.redistributable ?? false,
    },
    sourcePassage: { start: 0, end: 1, line: 1 },
    bodies: [],
    actors: {},
    defaults: { modality: 'reported' },
    facts: [],
    unplaced: [],
    contradictions: [],
  };
}
