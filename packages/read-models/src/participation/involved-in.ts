import type { EventData, EventType, DecodedEvent } from '@rapporteur/contracts';
import { actorIn, actorsIn, type Involved, stateIn, statesIn, statesOf } from './involved.ts';

type InvolvedBy = { readonly [T in EventType]: (data: EventData<T>) => readonly Involved[] };

const nobody = (): readonly Involved[] => [];

// Only this condemner's perpetrators and target: what one body said is never shown as said by another.
function incidentCondemned(data: EventData<'IncidentCondemned'>): readonly Involved[] {
  const saidBy = data.condemner.id;
  const target = 'incident' in data.target ? data.target : null;
  return [
    ...actorIn('condemner', data.condemner),
    ...actorsIn('attributed-perpetrator', data.perpetrators, { saidBy }),
    ...stateIn('target', target?.againstState ?? null, { saidBy }),
    ...statesOf('place-of-incident', [target?.place ?? null]),
  ];
}

function assessmentReported(data: EventData<'AssessmentReported'>): readonly Involved[] {
  const threat = data.kind === 'threat';
  return [
    ...actorIn(threat ? 'subject-of-threat' : 'subject-of-opinion', data.subject),
    ...actorIn(threat ? 'named-as-threat' : 'subject-of-opinion', data.organization),
    ...statesOf(threat ? 'place-of-threat' : 'place-of-opinion', data.places),
  ];
}

const MEETINGS = {
  MeetingAnnounced: (data) => [
    ...actorIn('chair-of-planned-meeting', data.chair),
    ...actorIn('announced-by', data.by),
    ...actorsIn('expected', data.expected),
    ...statesOf('place-of-planned-meeting', [data.place]),
  ],
  // Where a meeting is held does not say who hosts it.
  MeetingHeld: (data) => [
    ...actorIn('hosted', data.host),
    ...statesOf('place-of-meeting', data.places),
  ],
  MeetingChaired: (data) => [
    ...actorsIn('chaired', data.chairs),
    ...actorIn('chaired', data.person),
  ],
  DelegationAttended: ({ state, heads, basis, capacity, represents }) => [
    ...actorIn('attended', state, { basis, capacity, represents }),
    ...actorsIn('headed-delegation', heads, { represents: state.id }),
  ],
  OrganAttended: ({ organ, heads, capacity }) => [
    ...actorIn('organ-attended', organ, { capacity }),
    ...actorsIn('headed-delegation', heads, { represents: organ.id }),
  ],
  MatterConsidered: nobody,
  MeetingDescribed: nobody,
  AwardsConferred: (data) => actorIn('awarded-by', data.by),
  MeetingRescheduled: nobody,
  DissentRecorded: (data) => actorsIn('dissented', data.by, { capacity: data.kind }),
  NextMeetingAgreed: (data) => [
    ...actorsIn('agreed-by', data.parties),
    ...statesOf('place-of-planned-meeting', [data.place]),
  ],
  MandateChangeReported: (data) => actorIn('announced-by', data.by, { capacity: data.stage }),
} satisfies Partial<InvolvedBy>;

const BODIES = {
  BodyRegistered: nobody,
  BodyDescribed: (data) => [
    ...actorIn('established-by', data.by),
    ...actorsIn('related-to-body', data.others),
    ...statesOf('place-of-body', [data.place]),
  ],
  MembershipStatusRecorded: (data) => [
    ...actorIn('membership', data.member, { capacity: data.status }),
    ...actorIn('membership-decided-by', data.by),
  ],
  OfficeRecorded: (data) => [
    ...actorIn('office', data.holder, { capacity: data.stage }),
    ...actorIn('appointed-by', data.by),
  ],
  OrganizationDesignated: (data) => [
    ...actorIn('designated', data.organization, { capacity: data.status }),
    ...actorIn('designates', data.by, { capacity: data.status }),
  ],
  ChairmanshipTransferred: (data) => [
    ...actorIn('chair-from', data.from),
    ...actorIn('chair-to', data.to),
    ...actorIn('chair-handed-over-by', data.by),
  ],
  ChairmanshipRecorded: (data) => [
    ...actorIn('chairs-body', data.chair, { capacity: data.stage }),
    ...actorIn('chairs-body', data.person, { capacity: data.stage }),
  ],
} satisfies Partial<InvolvedBy>;

const DECISIONS = {
  PlanApproved: (data) => actorIn('plan-of', data.of),
  ProgrammeAdopted: nobody,
  DraftEndorsed: (data) => actorsIn('agreed-by', data.parties),
  DecisionAdopted: (data) => [
    ...actorsIn('decided-by', data.by),
    ...actorIn('assigned-to', data.assignee),
  ],
  MeasureTaken: (data) => actorIn('measure-by', data.by),
  AgreementReached: (data) => actorsIn('agreed-by', data.parties),
  EventPlanned: (data) => [
    ...actorIn('host-of-planned-event', data.hostState),
    ...actorsIn('planned-by', data.by),
    ...actorIn('proposed-by', data.proposedBy),
    ...statesOf('place-of-planned-event', [data.place]),
  ],
  DecisionStatusReported: (data) =>
    actorIn('status-reported-by', data.by, { capacity: data.status }),
} satisfies Partial<InvolvedBy>;

const SOURCES = {
  SourceDocumentRegistered: (data) => actorIn('issued-by', data.issuer),
  DocumentDescribed: (data) => [
    ...actorIn('author-of-document', data.person, { capacity: data.capacity }),
    ...statesOf('place-of-document', [data.place]),
  ],
  DocumentAdopted: (data) => [
    ...actorIn('adopted-document', data.by),
    ...actorsIn('party-to-document', data.parties),
  ],
  DocumentAnnexed: nobody,
  DocumentSuperseded: nobody,
} satisfies Partial<InvolvedBy>;

/** Who stands in an event of each type, and in which role. A new type of event does not compile until it is decided on. */
const INVOLVED: InvolvedBy = {
  ...SOURCES,
  ...BODIES,
  ...MEETINGS,
  ...DECISIONS,
  IncidentRecorded: (data) => statesOf('place-of-incident', data.places),
  CasualtiesReported: nobody,
  IncidentCondemned: incidentCondemned,
  PositionStated: (data) => [
    ...actorsIn('speaks', data.by),
    ...actorsIn('addressee', data.addressees),
    ...statesIn('subject-of-position', data.states),
    ...actorsIn('subject-of-position', data.organizations),
  ],
  ActivityReported: (data) => [
    ...actorsIn('activity-by', data.by),
    ...actorsIn('activity-with', data.with),
    ...statesIn('subject-of-activity', data.states),
    ...actorIn('subject-of-activity', data.organization),
    ...statesOf('place-of-activity', [data.place]),
  ],
  AssessmentReported: assessmentReported,
  IntentReported: (data) => [
    ...actorsIn('intends', data.by),
    ...statesIn('subject-of-intent', data.states),
  ],
  CollectionOpened: nobody,
  RecordCorrected: nobody,
  RecordRetracted: nobody,
  RecordsMerged: nobody,
  ConflictFlagged: nobody,
  ConflictResolved: nobody,
  WriterOpened: nobody,
  ProjectionSkipped: nobody,
};

/** Everybody who stands in an event, and whom it names as having said it. */
export function involvedIn(event: DecodedEvent): readonly Involved[] {
  const involvedBy = INVOLVED[event.type] as (data: unknown) => readonly Involved[];
  const attributed = 'assertion' in event.data ? event.data.assertion.attributedTo : null;
  return [...involvedBy(event.data), ...actorIn('said-to-have-said', attributed)];
}
