import type { ApprovalVerb } from '../decisions/approval-rule.ts';
import type { DraftFields, DraftValue } from '../draft.ts';
import type { BodyFinder } from '../names/body-finder.ts';
import type { BodyRegister, NamedBody } from '../names/body-names.ts';
import type { StatedCount } from './contradictions.ts';
import type { DraftActors } from '../names/draft-actors.ts';
import type { Language } from '../language/language.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { NumberWords } from '../language/number-words.ts';
import type { StatementSubject } from '../statements/statement-subject.ts';

/**
 * The part of a document that a sentence belongs to: the note itself, or an annex with its own
 * speaker.
 */
export interface NotePart {
  /** The document that is annexed; undefined for the note. */
  readonly document: string | undefined;
  /** The body that speaks; undefined if the text does not name it. */
  readonly speaker: NamedBody | undefined;
  /** Whether it tells of the past for the reader, below "背景资料：" or "编者注：". */
  readonly isBackground?: boolean;
}

/** The state of the reading of one note. */
export interface NoteContext {
  readonly file: LanguageFile;
  readonly numbers: NumberWords;
  readonly bodies: BodyFinder;
  readonly register: BodyRegister;
  readonly actors: DraftActors;
  /** The body that the note is about. */
  mainBody: NamedBody | undefined;
  /** The number of the meeting in the title. */
  titleOrdinal: number | undefined;
  /** The kind of session of that meeting. */
  titleSession: string | undefined;
  /** The title and its second line, in small letters. */
  titleWords: string;
  /** The number of the meeting that the note is about. */
  mainOrdinal: number | undefined;
  /** The first day of that meeting, or its month or year. */
  mainDay: string | undefined;
  /** The day of publication, YYYY-MM-DD. */
  published: string | undefined;
  /** The day of the dateline, YYYY-MM-DD. */
  dateline: string | undefined;
  /** The last day that a sentence has told of, YYYY-MM-DD. */
  lastDay: string | undefined;
  /** The host of that meeting, if another sentence than the first names it. */
  host: DraftFields | undefined;
  /** The format of that meeting, if another sentence names it. */
  format: string | undefined;
  /** The place of that meeting, if another sentence names it. */
  place: DraftFields | undefined;
  /** The day of that meeting, if another sentence names it. */
  day: DraftValue | undefined;
  /** Whether the day of that meeting is its last one; its first day, and the number of its days. */
  isClosing: boolean;
  firstDay: string | undefined;
  days: number | undefined;
  /** Whether the meeting that the note is about was found. */
  hasMeeting: boolean;
  /** Whether the sentence tells of that meeting itself. */
  tellsMeeting: boolean;
  /** Whether the sentence is one of the first, which may tell of a meeting by its place alone. */
  isOpening: boolean;
  /** The actors of the last sentence, to whom "they" refers. */
  lastSubject: StatementSubject | undefined;
  /** The last of them that are several: "they" is no single state. */
  lastPlural: StatementSubject | undefined;
  /** The actors of the line before a list, whose items lack a subject. */
  listSubject: StatementSubject | undefined;
  /** The verb of the line before a list of documents: "The following documents were adopted:". */
  listVerb: ApprovalVerb | undefined;
  /** The verb of a line above action points: "The meeting decided as follows:". */
  listDecision: string | undefined;
  /** The place where the item of such a list begins. */
  listItem: number | undefined;
  /** The incident of the last condemnation, to which "these actions" refers. */
  lastIncident: string | undefined;
  /** The numbers of delegations that sentences state. */
  readonly delegationCounts: StatedCount[];
  /** The ids of incidents by their day and place. */
  readonly incidentIds: Map<string, string>;
  /** The days and places of incidents by their ids. */
  readonly incidentPlaces: Map<string, string>;
  /** The incidents that are recorded. */
  readonly incidents: Set<string>;
  part: NotePart;
}

/** Returns the body of a class such as "Member States": the organization of the speaker. */
export function findOrganization({ register, part, mainBody }: NoteContext): NamedBody | undefined {
  let body = part.speaker ?? mainBody;
  for (let count = 0; body !== undefined && count < 5; count += 1) {
    const [parent] = body.parents;
    const next = parent === undefined ? undefined : register.get(parent);
    if (next === undefined || next === body) return body;
    body = next;
  }
  return body;
}

/** Returns the context of a note before its first line is read. */
export function createContext(
  { file, numbers, bodies }: Language,
  register: BodyRegister,
  actors: DraftActors,
): NoteContext {
  return {
    file,
    numbers,
    bodies,
    register,
    actors,
    mainBody: undefined,
    mainOrdinal: undefined,
    titleOrdinal: undefined,
    titleSession: undefined,
    titleWords: '',
    mainDay: undefined,
    published: undefined,
    dateline: undefined,
    lastDay: undefined,
    host: undefined,
    format: undefined,
    place: undefined,
    day: undefined,
    isClosing: false,
    firstDay: undefined,
    days: undefined,
    hasMeeting: false,
    tellsMeeting: false,
    isOpening: false,
    lastSubject: undefined,
    lastPlural: undefined,
    listSubject: undefined,
    listVerb: undefined,
    listDecision: undefined,
    listItem: undefined,
    lastIncident: undefined,
    delegationCounts: [],
    incidentIds: new Map(),
    incidentPlaces: new Map(),
    incidents: new Set(),
    part: { document: undefined, speaker: undefined },
  };
}
