import { sha256Hex } from '@rapporteur/contracts';
import { ArchiveRandom, COLLECTIONS } from './archive-random.ts';

/** The size and the seed of an archive. The same options give the same commands. */
export interface ArchiveOptions {
  readonly documents: number;
  readonly seed?: number;
}

/** A command of the archive, and the number of events that it records. */
export interface ArchiveCommand {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly eventCount: number;
}

type ArchiveFact = Readonly<Record<string, unknown>>;

/** The mean number of events of a document. */
export const EVENTS_PER_DOCUMENT = 37;

const BODIES = 5;
const MEMBERS = 10;
const ATTENDANCE_PERCENT = 90;
/** The share of delegations whose head is named. */
const HEAD_PERCENT = 20;
/** A person heads a delegation for so many meetings of a body. */
const MEETINGS_OF_HEAD = 8;
const VOTERS = 15;
const FIRST_DAY_MS = Date.UTC(1991, 0, 7);
const DAYS = 35 * 365;
const DAY_MS = 86_400_000;
/** The characters of the source that one fact is read from, and the distance to the next. */
const PASSAGE_CHARACTERS = 72;
const PASSAGE_DISTANCE = 90;

const STATES = (
  'AUT BEL CHE CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN IRL ISL ITA LTU LUX LVA MLT NLD NOR ' +
  'POL PRT ROU SVK SVN SWE ARG BOL BRA CHL COL CRI CUB DOM ECU GTM HND MEX NIC PAN PER PRY SLV ' +
  'URY VEN AGO BDI BEN BWA CIV CMR COG DJI ETH GAB GHA KEN LSO MLI MOZ NAM NER NGA RWA SEN TCD ' +
  'TGO TZA UGA ZAF ZMB AUS BGD BTN FJI IDN IND JPN KAZ KGZ KHM KOR LAO LKA MNG MYS NPL NZL PAK ' +
  'PHL SGP THA TJK UZB VNM'
).split(' ');
const TOPICS = [
  'fisheries',
  'river-navigation',
  'disaster-relief',
  'seed-exchange',
  'customs-procedures',
  'air-safety',
  'vaccination',
  'archives',
  'water-quality',
  'radio-spectrum',
];
const VERBS = ['noted', 'emphasized', 'called-for', 'reaffirmed', 'welcomed'];
const STRENGTHS = ['condemned', 'strongly-condemned', 'denounced'];
const VOTES = ['for', 'for', 'for', 'for', 'for', 'for', 'abstained', 'against'];

/** Returns the commands that open the collections and register their bodies. */
export function createArchiveSetup(): readonly ArchiveCommand[] {
  return Array.from({ length: COLLECTIONS }, (_, index) => {
    const collection = getCollection(index);
    const bodies = Array.from({ length: BODIES }, (_body, n) => ({
      name: 'RegisterBody',
      body: {
        collection,
        body: getBody(collection, n),
        name: `Committee ${n + 1} of Union ${index + 1}`,
        kind: 'organ',
        parents: [collection],
      },
      eventCount: 1,
    }));
    const rootBody = { body: collection, name: `Union ${index + 1}`, kind: 'organization' };
    const title = `Union ${index + 1}`;
    return [
      { name: 'OpenCollection', body: { collection, title, rootBody }, eventCount: 2 },
      ...bodies,
    ];
  }).flat();
}

/** Yields the documents: each is a note of one meeting, with some 37 facts, in one command. */
export function* generateDocuments({ documents, seed = 1 }: ArchiveOptions) {
  const random = new ArchiveRandom(seed);
  const meetingCounts = new Map<string, number>();
  for (let n = 0; n < documents; n++) {
    const index = random.pickCollection();
    const body = getBody(getCollection(index), random.integerBelow(BODIES));
    const ordinal = (meetingCounts.get(body) ?? 0) + 1;
    meetingCounts.set(body, ordinal);
    const day = new Date(FIRST_DAY_MS + Math.floor((n / documents) * DAYS) * DAY_MS);
    yield new NoteWriter(random, { index, body, ordinal, day }).write();
  }
}

function getCollection(index: number): string {
  return `union-${index + 1}`;
}

function getBody(collection: string, n: number): string {
  return `${collection}-committee-${n + 1}`;
}

interface NoteMeeting {
  /** The number of the collection, from 0. */
  readonly index: number;
  readonly body: string;
  readonly ordinal: number;
  readonly day: Date;
}

/** Writes the note of one meeting. Each fact has a passage of its own. */
class NoteWriter {
  readonly #random: ArchiveRandom;
  readonly #note: NoteMeeting;
  readonly #meeting: string;
  readonly #document: string;
  readonly #sha256: string;
  readonly #facts: ArchiveFact[] = [];

  constructor(random: ArchiveRandom, note: NoteMeeting) {
    this.#random = random;
    this.#note = note;
    this.#meeting = `${note.body}-meeting-${note.ordinal}`;
    this.#document = `${note.body}-note-${note.ordinal}`;
    this.#sha256 = sha256Hex(this.#document);
  }

  write(): ArchiveCommand {
    this.#addMeeting();
    this.#addDecisions();
    if (this.#random.percentChance(25)) this.#addVote();
    this.#addIncidents();
    this.#addPositions();
    this.#addOutlook();
    const document = {
      document: this.#document,
      docType: 'information-note',
      title: `Note on the ${this.#note.ordinal}. meeting`,
      language: 'en',
      sha256: this.#sha256,
      characters: (this.#facts.length + 1) * PASSAGE_DISTANCE,
      about: this.#meeting,
      assertion: { modality: 'metadata', passages: [] },
    };
    const collection = getCollection(this.#note.index);
    const body = { collection, document, facts: this.#facts };
    return { name: 'RecordMeeting', body, eventCount: this.#facts.length + 1 };
  }

  #addMeeting(): void {
    const { body, ordinal } = this.#note;
    const chair = this.#getState(ordinal % MEMBERS);
    const person = this.#random.percentChance(50) ? this.#getHead(ordinal) : null;
    this.#add('MeetingHeld', 'reported', {
      meeting: this.#meeting,
      body,
      ordinal: { value: ordinal },
      occurredOn: this.#createDate(),
      places: [this.#pickPlace()],
    });
    this.#add('MeetingChaired', 'reported', { meeting: this.#meeting, chairs: [chair], person });
    for (let n = 0; n < MEMBERS; n++) {
      if (!this.#random.percentChance(ATTENDANCE_PERCENT)) continue;
      const heads = this.#random.percentChance(HEAD_PERCENT) ? [this.#getHead(n)] : [];
      const attended = { state: this.#getState(n), heads, basis: 'named', capacity: 'member' };
      this.#add('DelegationAttended', 'reported', { meeting: this.#meeting, ...attended });
    }
  }

  #addDecisions(): void {
    const meeting = this.#meeting;
    const year = this.#note.day.getUTCFullYear();
    for (let n = 1; n <= 3; n++) {
      const name = `Plan ${n} on ${this.#pickTopic()}`;
      const plan = { decision: `plan-${n}-of-${meeting}`, kind: 'work-plan', name };
      this.#add('PlanApproved', 'decided', { ...plan, meeting, verb: 'approved' });
    }
    for (let n = 1; n <= 4; n++) {
      const topic = this.#pickTopic();
      const dueOn = { edtf: String(year + 1 + this.#random.integerBelow(3)), basis: 'stated' };
      const what = `a common exercise in ${topic}`;
      const agreement = { decision: `agreement-${n}-of-${meeting}`, what, topic, dueOn };
      this.#add('AgreementReached', 'decided', { ...agreement, meeting, verb: 'agreed' });
    }
    for (let n = 1; n <= 3; n++) {
      const measure = { decision: `measure-${n}-of-${meeting}`, kind: 'measure', verb: 'taken' };
      this.#add('MeasureTaken', 'reported', { ...measure, meeting, topic: this.#pickTopic() });
    }
  }

  #addVote(): void {
    const isVetoed = this.#random.percentChance(10);
    const votes = Array.from({ length: VOTERS }, (_, n) => ({
      by: this.#getState(n),
      vote: isVetoed && n === 0 ? 'against' : this.#random.pick(VOTES),
      veto: isVetoed && n === 0,
    }));
    this.#add('VoteTaken', 'reported', {
      decision: `draft-of-${this.#meeting}`,
      subject: `Exercises in ${this.#pickTopic()}`,
      meeting: this.#meeting,
      outcome: isVetoed ? 'vetoed' : 'adopted',
      votes,
    });
  }

  #addIncidents(): void {
    const { ordinal, body } = this.#note;
    const month = this.#createDate().edtf.slice(0, 'yyyy-mm'.length);
    for (let n = 1; n <= 2; n++) {
      const incident = `incident-${n}-before-${this.#meeting}`;
      this.#add('IncidentRecorded', 'stated', {
        incident,
        name: `Seizure ${n} before meeting ${ordinal}`,
        occurredOn: { edtf: month, basis: 'stated' },
        places: [this.#pickPlace()],
      });
      this.#add('IncidentCondemned', 'stated', {
        condemner: { id: body, kind: 'organ', nameAsWritten: 'the Committee' },
        strength: this.#random.pick(STRENGTHS),
        target: { incident },
        meeting: this.#meeting,
      });
    }
  }

  #addPositions(): void {
    const by = [{ id: this.#note.body, kind: 'organ', nameAsWritten: 'the Committee' }];
    for (let n = 1; n <= 9; n++) {
      const topic = this.#pickTopic();
      const states = this.#random.percentChance(30) ? [{ code: this.#random.pick(STATES) }] : [];
      const summary = `The committee spoke about ${topic}, in its point ${n}.`;
      const position = { by, verb: this.#random.pick(VERBS), topic, summary, states };
      this.#add('PositionStated', 'stated', { ...position, meeting: this.#meeting });
    }
  }

  #addOutlook(): void {
    const { body, ordinal } = this.#note;
    if (this.#random.percentChance(25)) {
      this.#add('ChairmanshipTransferred', 'reported', {
        body,
        from: this.#getState(ordinal % MEMBERS),
        to: this.#getState((ordinal + 1) % MEMBERS),
        meeting: this.#meeting,
        effectiveOn: this.#createDate(),
      });
    }
    if (this.#random.percentChance(10)) {
      this.#add('OfficeRecorded', 'reported', {
        office: 'secretary',
        body,
        holder: this.#getHead(ordinal),
        stage: 'appointed',
        meeting: this.#meeting,
        startedOn: this.#createDate(),
      });
    }
    if (this.#random.percentChance(10)) this.#addMembership();
    this.#add('NextMeetingAgreed', 'decided', {
      body,
      after: this.#meeting,
      ordinal: { value: ordinal + 1, basis: 'derived', rule: 'next-is-last-plus-one' },
      place: this.#pickPlace(),
    });
  }

  /** A state accedes to the body, or withdraws from it. */
  #addMembership(): void {
    this.#add('MembershipStatusRecorded', 'reported', {
      member: this.#getState(this.#random.integerBelow(VOTERS)),
      body: this.#note.body,
      status: this.#random.percentChance(30) ? 'withdrawn' : 'member',
      meeting: this.#meeting,
      startedOn: this.#createDate(),
    });
  }

  #add(type: string, modality: string, data: ArchiveFact): void {
    const line = this.#facts.length + 1;
    const start = line * PASSAGE_DISTANCE;
    const passage = {
      document: this.#document,
      documentSha256: this.#sha256,
      start,
      end: start + PASSAGE_CHARACTERS,
      sha256: sha256Hex(`${this.#document} ${line}`),
      line,
    };
    this.#facts.push({ type, ...data, assertion: { passages: [passage], modality } });
  }

  #createDate(): { readonly edtf: string; readonly basis: string } {
    return { edtf: this.#note.day.toISOString().slice(0, 'yyyy-mm-dd'.length), basis: 'stated' };
  }

  /** Returns the n-th state of the collection: a member, or one that may become a member. */
  #getState(n: number): ArchiveFact {
    const id = STATES[(this.#note.index * MEMBERS + (n % VOTERS)) % STATES.length];
    return { id, kind: 'state', nameAsWritten: `the Republic of ${id}` };
  }

  /** Returns the person who heads the delegation of a member at this time. */
  #getHead(n: number): ArchiveFact {
    const { body, ordinal } = this.#note;
    const { id: of } = this.#getState(n % MEMBERS);
    const term = Math.ceil(ordinal / MEETINGS_OF_HEAD);
    const id = `head-${n % MEMBERS}-${term}-of-${body}`;
    return { id, kind: 'person', of, nameAsWritten: `Head ${n % MEMBERS} of term ${term}` };
  }

  #pickPlace(): ArchiveFact {
    const code = this.#random.pick(STATES);
    return { name: `City ${this.#random.integerBelow(40) + 1}`, country: { code } };
  }

  #pickTopic(): string {
    return this.#random.pick(TOPICS);
  }
}
