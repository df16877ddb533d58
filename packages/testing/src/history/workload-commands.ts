import { sha256Hex } from '@rapporteur/contracts';
import type { CurrentFact } from '@rapporteur/domain';
import type { SeededRandom } from './seeded-random.ts';
import type { CollectionReplay } from './collection-replay.ts';

/** Where a command of a workload is thought up. */
export interface WorkloadContext {
  readonly random: SeededRandom;
  readonly collection: string;
  /** Which things are fought over now. */
  readonly era: number;
  /** Another number for each command. */
  readonly count: number;
  /** The collection as it will be by then, if all goes well. */
  readonly replay: CollectionReplay;
}

/** A command, and the stream that it addresses. */
export interface WorkloadCommand {
  readonly name: string;
  readonly stream: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const MEETINGS_OF_ERA = 3;
const PASSAGES_OF_ERA = 60;
const STATES_OF_ERA = 8;
const STATES =
  'KGZ PAK RUS CHN IND KAZ TJK UZB BLR IRN AFG MNG AZE ARM TUR EGY KHM NPL LKA SAU QAT BHR KWT MDV MMR ARE LAO THA VNM MYS SGP IDN'.split(
    ' ',
  );
const EVIDENCE = { note: 'A letter' };

/** The hash of a document's text; nobody holds it. */
export function hashText(document: string): string {
  return sha256Hex(`the text of ${document}`);
}

/** The bodies that meet, era after era; in the long run each has its share of the record. */
export const COUNCILS: readonly string[] = Array.from({ length: 16 }, (_, n) => `council-${n}`);

function councilOf({ era }: WorkloadContext): string {
  return COUNCILS[era % COUNCILS.length] ?? '';
}

/** A passage of this era: the fewer there are, the more often two senders read the same words. */
function assertion({ random: dice, era }: WorkloadContext, document = 'note') {
  const start = (era * PASSAGES_OF_ERA + dice.integerBelow(PASSAGES_OF_ERA)) * 10;
  const words = { start, end: start + 9, sha256: sha256Hex(`words ${start}`), line: 1 };
  return {
    passages: [{ document, documentSha256: hashText(document), ...words }],
    modality: 'reported',
  };
}

function ordinalOf({ random: dice, era }: WorkloadContext): number {
  return era * MEETINGS_OF_ERA + dice.integerBelow(MEETINGS_OF_ERA) + 1;
}

// The same ordinal is now and then claimed for another meeting.
function meetingOf(scene: WorkloadContext, ordinal: number): string {
  return scene.random.percentChance(10)
    ? `${councilOf(scene)}-extra-${ordinal}`
    : `${councilOf(scene)}-${ordinal}`;
}

function occurredOn({ random: dice }: WorkloadContext) {
  return { edtf: `2025-09-1${dice.integerBelow(3)}`, basis: 'stated' };
}

function stateOf({ random: dice, era }: WorkloadContext) {
  const id = STATES[(era * STATES_OF_ERA + dice.integerBelow(STATES_OF_ERA)) % STATES.length] ?? '';
  return { id, kind: 'state', nameAsWritten: id };
}

function holdMeeting(scene: WorkloadContext): WorkloadCommand {
  const ordinal = ordinalOf(scene);
  const meeting = meetingOf(scene, ordinal);
  const fields = {
    meeting,
    body: councilOf(scene),
    ordinal: { value: ordinal },
    occurredOn: occurredOn(scene),
  };
  return {
    name: 'RecordMeetingHeld',
    stream: `meeting-${meeting}`,
    body: { ...fields, assertion: assertion(scene) },
  };
}

/** A meeting that the record knows by then; now and then one that it does not. */
function knownMeeting(scene: WorkloadContext): string {
  const { random: dice, replay, era } = scene;
  const first = era * MEETINGS_OF_ERA + 1;
  const council = councilOf(scene);
  const meetings = Array.from({ length: MEETINGS_OF_ERA }, (_, n) => `${council}-${first + n}`);
  const held = meetings.filter((meeting) => replay.version(`meeting-${meeting}`) > 0);
  return dice.pick(dice.percentChance(95) ? held : meetings) ?? `${council}-${first}`;
}

function attend(scene: WorkloadContext): WorkloadCommand {
  const meeting = knownMeeting(scene);
  const fields = { meeting, state: stateOf(scene), basis: 'named', assertion: assertion(scene) };
  return { name: 'RecordDelegationAttended', stream: `meeting-${meeting}`, body: fields };
}

function describe(scene: WorkloadContext): WorkloadCommand {
  const meeting = knownMeeting(scene);
  const wording = `Wording ${scene.random.integerBelow(4)}`;
  const fields = { meeting, aspect: 'theme', wording, assertion: assertion(scene) };
  return { name: 'RecordMeetingDescribed', stream: `meeting-${meeting}`, body: fields };
}

/** The chair of an organ of this era passes: hand-overs that do not fit each other are flagged. */
function handOver(scene: WorkloadContext): WorkloadCommand {
  const { era, replay, random: dice, collection } = scene;
  const body = `organ-${era}`;
  const stream = `body-${body}`;
  if (replay.version(stream) === 0) {
    const fields = { body, name: `Organ ${era}`, kind: 'organ', parents: [collection] };
    return { name: 'RegisterBody', stream, body: fields };
  }
  const effectiveOn = { edtf: `2025-0${1 + dice.integerBelow(8)}-01`, basis: 'stated' };
  const fields = {
    body,
    from: stateOf(scene),
    to: stateOf(scene),
    effectiveOn,
    assertion: assertion(scene),
  };
  return { name: 'RecordChairmanshipTransferred', stream, body: fields };
}

/** A whole document with its facts: one batch in several streams. */
function recordDocument(scene: WorkloadContext): WorkloadCommand {
  const { random: dice, collection } = scene;
  const document = `report-${collection}-${scene.era}-${dice.integerBelow(3)}`;
  const ordinal = ordinalOf(scene);
  const meeting = meetingOf(scene, ordinal);
  const [ordinalValue, body] = [{ value: ordinal }, councilOf(scene)];
  const held = {
    type: 'MeetingHeld',
    meeting,
    body,
    ordinal: ordinalValue,
    occurredOn: occurredOn(scene),
  };
  const attended = Array.from({ length: 1 + dice.integerBelow(4) }, () => ({
    type: 'DelegationAttended',
    meeting,
    state: stateOf(scene),
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
    assertion: assertion(scene, document),
  }));
  return {
    name: 'RecordDocument',
    stream: `source-${document}`,
    body: { document: source, facts },
  };
}

/** Which field of a fact gets corrected, to what. */
const CORRECTIONS: Readonly<
  Record<string, (scene: WorkloadContext) => readonly [string, unknown]>
> = {
  MeetingHeld: (scene) => ['occurredOn', occurredOn(scene)],
  DelegationAttended: ({ random: dice }) => [
    'represents',
    `Representation ${dice.integerBelow(5)}`,
  ],
  MeetingDescribed: ({ random: dice }) => ['wording', `Wording ${dice.integerBelow(9)}`],
};

/** So many of the last events are what corrections and retractions are about: everybody means the same few. */
const TARGETS_MAX = 12;

function recentFact({ random: dice, replay }: WorkloadContext): CurrentFact | undefined {
  const facts = replay
    .events()
    .slice(-TARGETS_MAX)
    .flatMap((id) => replay.state?.facts.get(id) ?? [])
    .filter(({ event, retracted }) => event.type in CORRECTIONS && retracted === undefined);
  return dice.pick(facts);
}

function correct(scene: WorkloadContext): WorkloadCommand {
  const fact = recentFact(scene);
  const [field, newValue] = (fact && CORRECTIONS[fact.event.type]?.(scene)) ?? [];
  if (fact === undefined || field === undefined) return holdMeeting(scene);
  const oldValue = new Map<string, unknown>(Object.entries(fact.event.data)).get(field);
  const reason = `Misread (${scene.count}).`;
  const body = { target: fact.id, field, oldValue, newValue, reason, evidence: EVIDENCE };
  return { name: 'CorrectRecord', stream: fact.stream, body };
}

function retract(scene: WorkloadContext): WorkloadCommand {
  const fact = recentFact(scene);
  if (fact === undefined) return holdMeeting(scene);
  const body = { target: fact.id, reason: `Wrong (${scene.count}).`, evidence: EVIDENCE };
  return { name: 'RetractRecord', stream: fact.stream, body };
}

function resolve(scene: WorkloadContext): WorkloadCommand {
  const { replay, random: dice } = scene;
  const recent = replay.events().slice(-TARGETS_MAX * 4);
  const open = recent.filter((id) => {
    const conflict = replay.state?.conflicts.get(id);
    return conflict !== undefined && conflict.resolvedBy === undefined;
  });
  const conflict = dice.pick(open);
  if (conflict === undefined) return attend(scene);
  const stream = replay.state?.conflicts.get(conflict)?.stream ?? '';
  return {
    name: 'ResolveConflict',
    stream,
    body: { conflict, resolution: `Settled (${scene.count}).` },
  };
}

function malformed(): WorkloadCommand {
  return { name: 'RecordMeetingHeld', stream: 'meeting-none', body: { meeting: 'No id at all' } };
}

/** What a workload is about, with its weight. */
export const COMMAND_GENERATORS: readonly (readonly [
  number,
  (scene: WorkloadContext) => WorkloadCommand,
])[] = [
  [20, holdMeeting],
  [30, attend],
  [10, describe],
  [6, handOver],
  [6, recordDocument],
  [14, correct],
  [6, retract],
  [5, resolve],
  [1, malformed],
];
