import type { EventData, EventType, DecodedEvent } from '@rapporteur/contracts';
import {
  involveActor,
  involveActors,
  type Involvement,
  involveState,
  involveStates,
  involvePlaces,
} from './involvement.ts';

type InvolvementsByType = {
  readonly [T in EventType]: (data: EventData<T>) => readonly Involvement[];
};

const nobody = (): readonly Involvement[] => [];

// Only this condemner's perpetrators and target: a statement of one body is never shown as
// another's.
function incidentCondemned(data: EventData<'IncidentCondemned'>): readonly Involvement[] {
  const saidBy = data.condemner.id;
  const target = 'incident' in data.target ? data.target : null;
  return [
    ...involveActor('condemner', data.condemner),
    ...involveActors('attributed-perpetrator', data.perpetrators, { saidBy }),
    ...involveState('target', target?.againstState ?? null, { saidBy }),
    ...involvePlaces('place-of-incident', [target?.place ?? null]),
  ];
}

function assessmentReported(data: EventData<'AssessmentReported'>): readonly Involvement[] {
  const threat = data.kind === 'threat';
  return [
    ...involveActor(threat ? 'subject-of-threat' : 'subject-of-opinion', data.subject),
    ...involveActor(threat ? 'named-as-threat' : 'subject-of-opinion', data.organization),
    ...involvePlaces(threat ? 'place-of-threat' : 'place-of-opinion', data.places),
  ];
}

const MEETINGS = {
  MeetingAnnounced: (data) => [
    ...involveActor('chair-of-planned-meeting', data.chair),
    ...involveActor('host-of-planned-meeting', data.host),
    ...involveActor('announced-by', data.by),
    ...involveActors('expected', data.expected),
    ...involvePlaces('place-of-planned-meeting', [data.place]),
  ],
  // The place of a meeting does not say who hosts it.
  MeetingHeld: (data) => [
    ...involveActor('hosted', data.host),
    ...involvePlaces('place-of-meeting', data.places),
  ],
  MeetingChaired: (data) => [
    ...involveActors('chaired', data.chairs),
    ...involveActor('chaired', data.person),
  ],
  DelegationAttended: ({ state, heads, basis, capacity, represents }) => [
    ...involveActor('attended', state, { basis, capacity, represents }),
    ...involveActors('headed-delegation', heads, { represents: state.id }),
  ],
  OrganAttended: ({ organ, heads, capacity }) => [
    ...involveActor('organ-attended', organ, { capacity }),
    ...involveActors('headed-delegation', heads, { represents: organ.id }),
  ],
  MatterConsidered: nobody,
  MeetingDescribed: nobody,
  AwardsConferred: (data) => involveActor('awarded-by', data.by),
  MeetingRescheduled: nobody,
  DissentRecorded: (data) => involveActors('dissented', data.by, { capacity: data.kind }),
  NextMeetingAgreed: (data) => [
    ...involveActors('agreed-by', data.parties),
    ...involveActor('host-of-planned-meeting', data.host),
    ...involvePlaces('place-of-planned-meeting', [data.place]),
  ],
  MandateChangeReported: (data) => involveActor('announced-by', data.by, { capacity: data.stage }),
} satisfies Partial<InvolvementsByType>;

const BODIES = {
  BodyRegistered: nobody,
  BodyDescribed: (data) => [
    ...involveActor('established-by', data.by),
    ...involveActors('related-to-body', data.others),
    ...involvePlaces('place-of-body', [data.place]),
  ],
  MembershipStatusRecorded: (data) => [
    ...involveActor('membership', data.member, { capacity: data.status }),
    ...involveActor('membership-decided-by', data.by),
  ],
  OfficeRecorded: (data) => [
    ...involveActor('office', data.holder, { capacity: data.stage }),
    ...involveActor('appointed-by', data.by),
  ],
  OrganizationDesignated: (data) => [
    ...involveActor('designated', data.organization, { capacity: data.status }),
    ...involveActor('designates', data.by, { capacity: data.status }),
  ],
  ChairmanshipTransferred: (data) => [
    ...involveActor('chair-from', data.from),
    ...involveActor('chair-to', data.to),
    ...involveActor('chair-handed-over-by', data.by),
  ],
  ChairmanshipRecorded: (data) => [
    ...involveActor('chairs-body', data.chair, { capacity: data.stage }),
    ...involveActor('chairs-body', data.person, { capacity: data.stage }),
  ],
} satisfies Partial<InvolvementsByType>;

const DECISIONS = {
  PlanApproved: (data) => involveActor('plan-of', data.of),
  ProgrammeAdopted: nobody,
  DraftEndorsed: (data) => involveActors('agreed-by', data.parties),
  DecisionAdopted: (data) => [
    ...involveActors('decided-by', data.by),
    ...involveActor('assigned-to', data.assignee),
    ...involveActors('asked-by-decision', data.addressees),
    ...involveActor('affected-by-decision', data.affects),
  ],
  VoteTaken: (data) =>
    data.votes.flatMap(({ by, vote, veto }) =>
      involveActor('voted', by, { capacity: veto === true ? 'veto' : vote }),
    ),
  MeasureTaken: (data) => involveActor('measure-by', data.by),
  AgreementReached: (data) => involveActors('agreed-by', data.parties),
  EventPlanned: (data) => [
    ...involveActor('host-of-planned-event', data.hostState),
    ...involveActors('planned-by', data.by),
    ...involveActor('proposed-by', data.proposedBy),
    ...involvePlaces('place-of-planned-event', [data.place]),
  ],
  DecisionStatusReported: (data) =>
    involveActor('status-reported-by', data.by, { capacity: data.status }),
} satisfies Partial<InvolvementsByType>;

const SOURCES = {
  SourceDocumentRegistered: (data) => involveActor('issued-by', data.issuer),
  DocumentDescribed: (data) => [
    ...involveActor('author-of-document', data.person, { capacity: data.capacity }),
    ...involvePlaces('place-of-document', [data.place]),
  ],
  DocumentAdopted: (data) => [
    ...involveActor('adopted-document', data.by),
    ...involveActors('party-to-document', data.parties),
  ],
  DocumentAnnexed: nobody,
  DocumentSuperseded: nobody,
} satisfies Partial<InvolvementsByType>;

/** The involvements in an event of each type. A new type does not compile without an entry here. */
const INVOLVED: InvolvementsByType = {
  ...SOURCES,
  ...BODIES,
  ...MEETINGS,
  ...DECISIONS,
  IncidentRecorded: (data) => involvePlaces('place-of-incident', data.places),
  CasualtiesReported: nobody,
  IncidentCondemned: incidentCondemned,
  PositionStated: (data) => [
    ...involveActors('speaks', data.by),
    ...involveActors('addressee', data.addressees),
    ...involveStates('subject-of-position', data.states),
    ...involveActors('subject-of-position', data.organizations),
  ],
  ActivityReported: (data) => [
    ...involveActors('activity-by', data.by),
    ...involveActors('activity-with', data.with),
    ...involveStates('subject-of-activity', data.states),
    ...involveActor('subject-of-activity', data.organization),
    ...involvePlaces('place-of-activity', [data.place]),
  ],
  AssessmentReported: assessmentReported,
  IntentReported: (data) => [
    ...involveActors('intends', data.by),
    ...involveStates('subject-of-intent', data.states),
  ],
  CollectionOpened: nobody,
  RecordCorrected: nobody,
  RecordRetracted: nobody,
  RecordsMerged: nobody,
  RecordsLinked: nobody,
  ConflictFlagged: nobody,
  ConflictResolved: nobody,
  ConflictEnded: nobody,
  WriterOpened: nobody,
  ProjectionSkipped: nobody,
};

/**
 * Returns all actors of an event with their roles, including the actor to whom it is attributed.
 */
export function listInvolvements(event: DecodedEvent): readonly Involvement[] {
  const involvedBy = INVOLVED[event.type] as (data: unknown) => readonly Involvement[];
  const attributed = 'assertion' in event.data ? event.data.assertion.attributedTo : null;
  return [...involvedBy(event.data), ...involveActor('said-to-have-said', attributed)];
}
