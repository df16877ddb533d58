import { sha256Hex } from '@rapporteur/contracts';
import { type CurrentFact, isOpenConflict } from '@rapporteur/domain';
import type { CollectionReplay } from './collection-replay.ts';
import type { SeededRandom } from './seeded-random.ts';

/** The inputs of a command generator. */
export interface WorkloadContext {
  readonly random: SeededRandom;
  readonly collection: string;
  /** Selects the meetings, passages and states that commands contend for. */
  readonly era: number;
  /** A different number for each command. */
  readonly count: number;
  /** The predicted state of the collection before the command. */
  readonly replay: CollectionReplay;
}

/** A command, and the stream that it addresses. */
export interface WorkloadCommand {
  readonly name: string;
  readonly stream: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const MEETINGS_PER_ERA = 3;
const PASSAGES_PER_ERA = 60;
const STATES_PER_ERA = 8;
const STATES = [
  ...'KGZ PAK RUS CHN IND KAZ TJK UZB BLR IRN AFG MNG AZE ARM TUR EGY'.split(' '),
  ...'KHM NPL LKA SAU QAT BHR KWT MDV MMR ARE LAO THA VNM MYS SGP IDN'.split(' '),
];
const EVIDENCE = { note: 'A letter' };

/** Returns the hash of a document's text. The text does not exist. */
export function hashText(document: string): string {
  return sha256Hex(`the text of ${document}`);
}

/**
 * The bodies that meet, one per era in rotation, so that each gets the same share of the record.
 */
export const COUNCILS: readonly string[] = Array.from({ length: 16 }, (_, n) => `council-${n}`);

function getCouncil({ era }: WorkloadContext): string {
  return COUNCILS[era % COUNCILS.length] ?? '';
}

/**
 * Creates an assertion with a passage of this era. Few passages make clients refer to the same one.
 */
function createAssertion({ random, era }: WorkloadContext, document = 'note') {
  const start = (era * PASSAGES_PER_ERA + random.integerBelow(PASSAGES_PER_ERA)) * 10;
  const words = { start, end: start + 9, sha256: sha256Hex(`words ${start}`), line: 1 };
  return {
    passages: [{ document, documentSha256: hashText(document), ...words }],
    modality: 'reported',
  };
}

function pickOrdinal({ random, era }: WorkloadContext): number {
  return era * MEETINGS_PER_ERA + random.integerBelow(MEETINGS_PER_ERA) + 1;
}

// Sometimes another meeting has the same ordinal.
function pickMeeting(context: WorkloadContext, ordinal: number): string {
  return context.random.percentChance(10)
    ? `${getCouncil(context)}-extra-${ordinal}`
    : `${getCouncil(context)}-${ordinal}`;
}

function pickDate({ random }: WorkloadContext) {
  return { edtf: `2025-09-1${random.integerBelow(3)}`, basis: 'stated' };
}

function pickState({ random, era }: WorkloadContext) {
  const id =
    STATES[(era * STATES_PER_ERA + random.integerBelow(STATES_PER_ERA)) % STATES.length] ?? '';
  return { id, kind: 'state', nameAsWritten: id };
}

function createMeeting(context: WorkloadContext): WorkloadCommand {
  const ordinal = pickOrdinal(context);
  const meeting = pickMeeting(context, ordinal);
  const fields = {
    meeting,
    body: getCouncil(context),
    ordinal: { value: ordinal },
    occurredOn: pickDate(context),
  };
  return {
    name: 'RecordMeetingHeld',
    stream: `meeting-${meeting}`,
    body: { ...fields, assertion: createAssertion(context) },
  };
}

/** Picks a meeting that is probably recorded, sometimes another one. */
function pickRecordedMeeting(context: WorkloadContext): string {
  const { random, replay, era } = context;
  const first = era * MEETINGS_PER_ERA + 1;
  const council = getCouncil(context);
  const meetings = Array.from({ length: MEETINGS_PER_ERA }, (_, n) => `${council}-${first + n}`);
  const held = meetings.filter((meeting) => replay.version(`meeting-${meeting}`) > 0);
  return random.pick(random.percentChance(95) ? held : meetings) ?? `${council}-${first}`;
}

function createAttendance(context: WorkloadContext): WorkloadCommand {
  const meeting = pickRecordedMeeting(context);
  const fields = {
    meeting,
    state: pickState(context),
    basis: 'named',
    assertion: createAssertion(context),
  };
  return { name: 'RecordDelegationAttended', stream: `meeting-${meeting}`, body: fields };
}

function createDescription(context: WorkloadContext): WorkloadCommand {
  const meeting = pickRecordedMeeting(context);
  const wording = `Wording ${context.random.integerBelow(4)}`;
  const fields = { meeting, aspect: 'theme', wording, assertion: createAssertion(context) };
  return { name: 'RecordMeetingDescribed', stream: `meeting-${meeting}`, body: fields };
}

/**
 * Transfers the chair of an organ of this era. Transfers that contradict each other are flagged as
 * conflicts.
 */
function createChairTransfer(context: WorkloadContext): WorkloadCommand {
  const { era, replay, random, collection } = context;
  const body = `organ-${era}`;
  const stream = `body-${body}`;
  if (replay.version(stream) === 0) {
    const fields = { body, name: `Organ ${era}`, kind: 'organ', parents: [collection] };
    return { name: 'RegisterBody', stream, body: fields };
  }
  const effectiveOn = { edtf: `2025-0${1 + random.integerBelow(8)}-01`, basis: 'stated' };
  const fields = {
    body,
    from: pickState(context),
    to: pickState(context),
    effectiveOn,
    assertion: createAssertion(context),
  };
  return { name: 'RecordChairmanshipTransferred', stream, body: fields };
}

/** Creates a document with its facts: one append to several streams. */
function createDocument(context: WorkloadContext): WorkloadCommand {
  const { random, collection } = context;
  const document = `report-${collection}-${context.era}-${random.integerBelow(3)}`;
  const ordinal = pickOrdinal(context);
  const meeting = pickMeeting(context, ordinal);
  const held = {
    type: 'MeetingHeld',
    meeting,
    body: getCouncil(context),
    ordinal: { value: ordinal },
    occurredOn: pickDate(context),
  };
  const attended = Array.from({ length: 1 + random.integerBelow(4) }, () => ({
    type: 'DelegationAttended',
    meeting,
    state: pickState(context),
    basis: 'named',
  }));
  const source = {
    document,
    docType: 'article',
    title: `Report ${document}`,
    language: 'en',
    sha256: hashText(document),
    assertion: { modality: 'metadata' },
  };
  const facts = [held, ...attended].map((fact) => ({
    ...fact,
    assertion: createAssertion(context, document),
  }));
  return {
    name: 'RecordDocument',
    stream: `source-${document}`,
    body: { document: source, facts },
  };
}

/** The field of each fact that corrections change, with its new value. */
const CORRECTIONS: Readonly<
  Record<string, (context: WorkloadContext) => readonly [string, unknown]>
> = {
  MeetingHeld: (context) => ['occurredOn', pickDate(context)],
  DelegationAttended: ({ random }) => ['represents', `Representation ${random.integerBelow(5)}`],
  MeetingDescribed: ({ random }) => ['wording', `Wording ${random.integerBelow(9)}`],
};

/**
 * Corrections and retractions choose among this number of recent events, so that clients contend
 * for them.
 */
const TARGETS_MAX = 12;

function pickRecentFact({ random, replay }: WorkloadContext): CurrentFact | undefined {
  const facts = replay
    .events()
    .slice(-TARGETS_MAX)
    .flatMap((id) => replay.state?.facts.get(id) ?? [])
    .filter(({ event, retracted }) => event.type in CORRECTIONS && retracted === undefined);
  return random.pick(facts);
}

function createCorrection(context: WorkloadContext): WorkloadCommand {
  const fact = pickRecentFact(context);
  const [field, newValue] = (fact && CORRECTIONS[fact.event.type]?.(context)) ?? [];
  if (fact === undefined || field === undefined) return createMeeting(context);
  const oldValue = new Map<string, unknown>(Object.entries(fact.event.data)).get(field);
  const reason = `Misread (${context.count}).`;
  const body = { target: fact.id, field, oldValue, newValue, reason, evidence: EVIDENCE };
  return { name: 'CorrectRecord', stream: fact.stream, body };
}

function createRetraction(context: WorkloadContext): WorkloadCommand {
  const fact = pickRecentFact(context);
  if (fact === undefined) return createMeeting(context);
  const body = { target: fact.id, reason: `Wrong (${context.count}).`, evidence: EVIDENCE };
  return { name: 'RetractRecord', stream: fact.stream, body };
}

function createResolution(context: WorkloadContext): WorkloadCommand {
  const { replay, random } = context;
  const recent = replay.events().slice(-TARGETS_MAX * 4);
  const open = recent.filter((id) => {
    const conflict = replay.state?.conflicts.all.get(id);
    return conflict !== undefined && isOpenConflict(conflict);
  });
  const conflict = random.pick(open);
  if (conflict === undefined) return createAttendance(context);
  const stream = replay.state?.conflicts.all.get(conflict)?.stream ?? '';
  return {
    name: 'ResolveConflict',
    stream,
    body: { conflict, resolution: `Settled (${context.count}).` },
  };
}

function createMalformed(): WorkloadCommand {
  return { name: 'RecordMeetingHeld', stream: 'meeting-none', body: { meeting: 'No id at all' } };
}

/** The generators of a workload's commands, with their weights. */
export const COMMAND_GENERATORS: readonly (readonly [
  number,
  (context: WorkloadContext) => WorkloadCommand,
])[] = [
  [20, createMeeting],
  [30, createAttendance],
  [10, createDescription],
  [6, createChairTransfer],
  [6, createDocument],
  [14, createCorrection],
  [6, createRetraction],
  [5, createResolution],
  [1, createMalformed],
];
