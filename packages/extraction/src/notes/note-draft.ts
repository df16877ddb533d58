import { findHanSides } from '../names/han-sides.ts';
import { proposeAdopted } from '../decisions/adopted-lists.ts';
import { proposeApprovals } from '../decisions/approval-rule.ts';
import { proposeAttendance } from '../meetings/attendance-rule.ts';
import { BodyRegister, type NamedBody } from '../names/body-names.ts';
import { toSlug } from '../resolutions/citations.ts';
import { completeFacts } from './completed-facts.ts';
import { compareCounts } from './contradictions.ts';
import { readDelegationCounts } from '../meetings/delegation-counts.ts';
import type { Draft, DraftFields, DraftOptions, UnplacedSentence } from '../draft.ts';
import { completeDissents } from '../decisions/dissent-subjects.ts';
import { joinHeads } from '../meetings/delegation-heads.ts';
import { DraftActors } from '../names/draft-actors.ts';
import { draftRegisteredBodies } from '../names/drafted-bodies.ts';
import { enterHanPersons } from '../names/han-persons.ts';
import type { Language } from '../language/language.ts';
import { findWord } from '../language/cues.ts';
import {
  addOrdinal,
  enterMeeting,
  isOtherMeeting,
  OPENING_SENTENCES,
} from '../meetings/main-meeting.ts';
import { toEmptyDraft } from '../empty-draft.ts';
import { createContext, findOrganization, type NoteContext } from './note-context.ts';
import { type NoteFrame, readFrame } from './note-frame.ts';
import { enterTitle } from './note-body.ts';
import { readNoteSource } from './note-source.ts';
import { cutBefore, readJoined } from './joined-items.ts';
import { keepOfMeeting } from '../meetings/meeting-facts.ts';
import { isHeadline, isSentence, TITLE_MAX } from './note-title.ts';
import { lowerShouted } from '../text/shouted-sentences.ts';
import { completeByHeader, completePlace, listHeaders } from './header-facts.ts';
import { findHeader, type NoteHeader } from './note-header.ts';
import {
  findFirstDay,
  findPublished,
  introduceAbbreviations,
  introduceFullNames,
  introduceInitials,
  introduceOfficers,
} from './note-opening.ts';
import { enterFirstDay } from '../meetings/closing-period.ts';
import { proposeLabelled } from '../meetings/labelled-lines.ts';
import { citeInstruments } from './note-citations.ts';
import { enterDay } from '../language/named-days.ts';
import { NoteLists } from './note-lists.ts';
import { completeReferences } from './note-references.ts';
import { completePersons, introducePersons } from '../names/persons.ts';
import type { PreparedText, TextBlock } from '../text/prepared-text.ts';
import { resolveProposals } from './proposal-resolver.ts';
import { type MarkedSentence, SentenceReader } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';
import { SENTENCE_LENGTH_MAX, splitSentences, type TextSentence } from '../text/sentences.ts';
import { keepStated } from './stated-fields.ts';
import { completeByTitle, readToldTitle } from './told-title.ts';
import { proposeStatements } from '../statements/statement-rules.ts';

/** Types of facts without a meeting. */
const MEETINGLESS = new Set([
  'IncidentRecorded',
  'CasualtiesReported',
  'DocumentAnnexed',
  'DocumentDescribed',
  'MeetingHeld',
  'MeetingAnnounced',
]);

/** Types of meetings themselves. */
const OF_MEETINGS = new Set(['MeetingHeld', 'MeetingAnnounced', 'NextMeetingAgreed']);

/** The results of one reading of a note. */
interface NoteReading {
  readonly context: NoteContext;
  readonly frame: NoteFrame;
  readonly read: readonly ReadSentence[];
  readonly headed: readonly FactProposal[];
  readonly mark: (block: TextBlock) => MarkedSentence;
}

/** Drafts a text that has no numbered paragraphs. */
export function draftNote(text: PreparedText, language: Language, options: DraftOptions): Draft {
  const document =
    toSlug(options.file.replace(/^.*\//, '').replace(/\.[a-z]+$/i, '')) || 'document';
  const reading = readNote(text, { language, options, document });
  if (reading === undefined) return toEmptyDraft(text, { language, options, document });
  const { context, frame, read, headed, mark } = reading;
  const { actors } = context;
  const organization = findOrganization(context);
  if (organization !== undefined) actors.completeMembers(organization.body);
  const source = readNoteSource(text.blocks, { frame, mark, context });
  const found = read.flatMap((one) => one.proposals);
  const all = resolveProposals([...frame.proposals, ...headed, ...found]);
  const resolved = completeDissents(joinHeads(all));
  const completed = completeFacts(text, resolved, { context, document });
  // A text that names no body of its own is the word of its author.
  const isReport = context.mainBody !== undefined;
  return {
    shape: 'note',
    ...draftRegisteredBodies({
      facts: completed.facts,
      actors: actors.declared,
      context,
      options,
      source: source.fields,
    }),
    source: {
      document,
      docType:
        findWord(language.file.docTypes, frame.title.text) ?? (isReport ? 'note' : 'article'),
      title: source.title.text.slice(0, TITLE_MAX).toWellFormed().replace(/\s+/gu, ' '),
      ...keepStated({ about: completed.meeting }),
      language: language.file.language,
      ...source.fields,
      file: options.file,
      redistributable: options.redistributable ?? false,
    },
    sourcePassage: text.toPassage(source.title),
    defaults: keepStated({
      meeting: completed.meeting,
      modality: isReport ? 'reported' : 'narrated',
    }),
    facts: completed.facts,
    unplaced: listUnplaced(text, read, { placed: completed.placed, source: source.lines }),
    contradictions: [
      ...completed.contradictions,
      ...compareCounts(completed.facts, context.delegationCounts),
    ],
  };
}

interface NoteInput {
  readonly language: Language;
  readonly options: DraftOptions;
  readonly document: string;
}

/**
 * Reads a note. If no sentence tells of a meeting of its body, and its head states one, the note is
 * read again as one about that meeting.
 */
function readNote(text: PreparedText, input: NoteInput, isUntold = false): NoteReading | undefined {
  const { language, options, document } = input;
  const register = new BodyRegister(options.bodies ?? []);
  const actors = new DraftActors(language.states, options.bodies ?? [], undefined);
  const published = options.published ?? findPublished(text, language);
  const day = published ?? findFirstDay(text, language);
  const reader = new SentenceReader(language, register, day, findHanSides(text, language.states));
  const context = createContext(language, register, actors);
  context.published = published;
  const mark = (block: TextBlock): MarkedSentence => reader.read(block);
  introduceAbbreviations(text, language, register);
  introduceFullNames(text, language, register);
  introduceOfficers(text, language, register);
  introduceInitials(text, register);
  const frame = readFrame(text.blocks, mark, { context, document });
  if (frame === undefined) return undefined;

  const title = enterTitle(frame, mark, context);
  const toldTitle = isSentence(frame.title) ? undefined : readToldTitle(title, language, context);
  const heading = { mark, title, language, toldTitle };
  const header = findHeader(frame, { ...heading, isUntold }, context);
  const sentences = readSentences(text, { frame, reader, language, header }, context);
  const { mainBody } = context;
  const stated = header ?? findHeader(frame, { ...heading, isUntold: true }, context);
  const told = sentences.flatMap((one) => one.proposals);
  if (header === undefined && stated !== undefined && !isTold(told, stated, mainBody))
    return readNote(text, input, true);
  const read = sentences.map((one) => ({
    ...one,
    proposals:
      header === undefined
        ? completePlace(stated, completeByTitle(toldTitle, one.proposals))
        : completeByHeader(header, one.proposals),
  }));
  const found = read.flatMap((one) => one.proposals);
  return { context, frame, read, headed: listHeaders(header, found), mark };
}

/** Returns whether a sentence tells of a meeting of the note's body; the next one is another. */
function isTold(
  found: readonly FactProposal[],
  { proposal }: NoteHeader,
  mainBody: NamedBody | undefined,
): boolean {
  const { ordinal: number } = proposal.fields;
  return found.some(({ type, fields: { body, ordinal, modality } }) => {
    if (body !== mainBody?.body) return false;
    const isNext = modality === 'planned' || (ordinal !== undefined && ordinal !== number);
    return type === 'MeetingHeld' || (type === 'MeetingAnnounced' && !isNext);
  });
}

/** A sentence with its proposals. */
interface ReadSentence {
  readonly sentence: TextSentence;
  readonly proposals: readonly FactProposal[];
  /** Whether it gave a value of a fact of another sentence: the host of the meeting. */
  readonly isUsed: boolean;
  readonly block: TextBlock;
}

function readSentences(
  text: PreparedText,
  {
    frame,
    reader,
    language,
    header,
  }: {
    readonly frame: NoteFrame;
    readonly reader: SentenceReader;
    readonly language: Language;
    readonly header: NoteHeader | undefined;
  },
  context: NoteContext,
): readonly ReadSentence[] {
  const read: ReadSentence[] = [];
  const lists = new NoteLists();
  // Lines of the head are no sentences that tell of a meeting.
  let told = 0;
  for (const { block, part } of frame.blocks) {
    if (part !== context.part) context.lastSubject = undefined;
    context.part = part;
    lists.enter(block, context);
    const isHeading = header?.blocks.has(block) ?? false;
    for (const split of splitSentences(block, language.abbreviations)) {
      const sentence = lowerShouted(split, language.file, frame.abbreviations);
      const marked = isRead(sentence, context) ? reader.read(sentence) : undefined;
      const { host } = context;
      const order = read.length;
      const listed = marked && readListed(marked, lists, context);
      const all =
        listed ??
        (marked === undefined
          ? []
          : proposeFacts(
              readJoined(marked, { block, lists, reader }),
              { language, order: told },
              context,
            ).map((one) => cutBefore(one, sentence.start)));
      const proposals =
        listed === undefined && isHeadline(block, order)
          ? all.filter(({ type }) => OF_MEETINGS.has(type))
          : all;
      if (isSentence(block)) told += 1;
      if (marked !== undefined) {
        lists.leave(marked, context);
        enterDay(marked, context);
        context.delegationCounts.push(...readDelegationCounts(marked, text, context));
      }
      read.push({ sentence, proposals, isUsed: context.host !== host || isHeading, block });
    }
  }
  return read;
}

/** The background of a meeting is not read; that of an announcement has the only meeting that was held. */
function isRead({ text }: TextSentence, { part, hasMeeting }: NoteContext): boolean {
  return !(part.isBackground === true && hasMeeting) && text.length <= SENTENCE_LENGTH_MAX;
}

/** Returns the facts of an item of a list of those present; undefined if the sentence is none. */
function readListed(
  marked: MarkedSentence,
  lists: NoteLists,
  context: NoteContext,
): readonly FactProposal[] | undefined {
  introducePersons(marked, context);
  return lists.propose(marked, context);
}

/** Returns the sentences without a fact: no rule found one, or the text lacks what a fact needs. */
function listUnplaced(
  text: PreparedText,
  read: readonly ReadSentence[],
  {
    placed,
    source,
  }: { readonly placed: ReadonlySet<FactProposal>; readonly source: ReadonlySet<TextBlock> },
): readonly UnplacedSentence[] {
  return read.flatMap(({ sentence, proposals, isUsed, block }) => {
    if (isUsed || source.has(block) || proposals.some((proposal) => placed.has(proposal)))
      return [];
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
  enterHanPersons(sentence.marked, context);
  context.isOpening = order < OPENING_SENTENCES;
  const tells = meetings.mayTell(sentence.marked, context);
  const matched = language.rules.apply(sentence, context.actors, tells);
  const named = meetings.findNamed(matched, sentence, context);
  const isAnnex = context.part.document !== undefined;
  const told = isAnnex ? [] : meetings.propose(named, sentence, context);
  const meeting = told.map((one) => addOrdinal(one, order, context));
  // Only the first meeting of the text is the one of its title.
  if (meeting.length > 0) context.titleOrdinal = undefined;
  enterMeeting(meeting, order, context);
  if (meeting.length === 0) meetings.enterApart(sentence, context);
  enterFirstDay(sentence, meeting, context);
  // Those who attended or chaired an earlier meeting are not those of this one.
  const isOther = meeting.some(({ fields }) => isOtherMeeting(fields, context));
  context.tellsMeeting = !isOther && meeting.some(({ type }) => type === 'MeetingHeld');
  const attended = isAnnex || isOther ? [] : proposeAttendance(sentence, context);
  const stated = proposeStatements(sentence, context);
  const labelled = isAnnex || !context.hasMeeting ? [] : proposeLabelled(sentence, context);
  const approved = isAnnex
    ? []
    : [...proposeApprovals(sentence, context), ...proposeAdopted(sentence, context)];
  const others = keepOfMeeting(matched, {
    sentence,
    isOther,
    attended,
    tells: meeting.length > 0,
    speaks: () => meetings.speaksOf(sentence, context),
  }).flatMap((proposal) => completeReferences(proposal, { sentence, stated }, context));
  const prepared = isAnnex ? [] : meetings.findPrepared(matched, sentence, context);
  const all = [...meeting, ...prepared, ...labelled, ...others, ...attended, ...approved, ...stated]
    .map((one) => completePersons(one, sentence, context))
    .map((one) => citeInstruments(one, sentence, { language, context }));
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
