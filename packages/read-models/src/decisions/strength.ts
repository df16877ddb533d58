import type { EventType } from '@rapporteur/contracts';

/** A rung of the ladder of strength. */
export interface Rung {
  readonly strength: string;
  readonly doc: string;
  /** The verbs that put a fact on this rung, whatever its type. */
  readonly verbs: readonly string[];
}

/**
 * How strongly something was decided, from the strongest to the weakest. Strength is the type of the fact and its
 * verb; who tells of it, the modality, is another thing.
 */
export const DECISION_LADDER = [
  {
    strength: 'approved',
    doc: 'decided by a formal act',
    verbs: [
      'approved',
      'adopted',
      'decided',
      'endorsed',
      'signed',
      'ratified',
      'confirmed',
      'elected',
      'appointed',
      'established',
      'enacted',
      'issued',
    ],
  },
  {
    strength: 'agreed',
    doc: 'an agreement was reached',
    verbs: ['agreed', 'concluded', 'undertook', 'committed'],
  },
  {
    strength: 'acted',
    doc: 'developed or taken, without words of decision',
    verbs: [
      'developed',
      'taken',
      'took',
      'created',
      'launched',
      'introduced',
      'implemented',
      'completed',
      'elaborated',
    ],
  },
  {
    strength: 'considered',
    doc: 'reviewed, addressed or supported, without words of decision',
    verbs: [
      'reviewed',
      'addressed',
      'considered',
      'discussed',
      'heard',
      'examined',
      'supported',
      'welcomed',
      'noted',
    ],
  },
  { strength: 'planned', doc: 'planned', verbs: ['planned', 'scheduled', 'envisaged'] },
  {
    strength: 'announced',
    doc: 'announced or proposed by somebody',
    verbs: ['announced', 'proposed', 'declared'],
  },
  {
    strength: 'intended',
    doc: 'somebody is said to intend it',
    verbs: ['intends', 'intended', 'pledged'],
  },
  { strength: 'opinion', doc: 'an opinion or assessment', verbs: [] },
] as const satisfies readonly Rung[];

export type Strength = (typeof DECISION_LADDER)[number]['strength'];

/** The names of the rungs, strongest first. */
export const STRENGTHS: readonly Strength[] = DECISION_LADDER.map(({ strength }) => strength);

const OF_VERB: ReadonlyMap<string, Strength> = new Map(
  DECISION_LADDER.flatMap(({ strength, verbs }) => verbs.map((verb) => [verb, strength] as const)),
);

const OF_TYPE: Partial<Record<EventType, Strength>> = {
  PlanApproved: 'approved',
  ProgrammeAdopted: 'approved',
  DecisionAdopted: 'approved',
  AgreementReached: 'agreed',
  NextMeetingAgreed: 'agreed',
  MeasureTaken: 'acted',
  MatterConsidered: 'considered',
  EventPlanned: 'planned',
  IntentReported: 'intended',
  AssessmentReported: 'opinion',
};

/** The rung of a fact; null where neither its type nor its verb says how strong it is. */
export function strengthOf(type: EventType, verb: string | null): Strength | null {
  // A draft is not decided by being approved: another body must still act.
  if (type === 'DraftEndorsed') return 'agreed';
  return (verb === null ? undefined : OF_VERB.get(verb)) ?? OF_TYPE[type] ?? null;
}

const OF_STAGE = {
  proposed: 'announced',
  announced: 'announced',
  agreed: 'agreed',
  'in-force': 'approved',
} as const;

/** The rung of a reported change of mandate. */
export function strengthOfStage(stage: keyof typeof OF_STAGE): Strength {
  return OF_STAGE[stage];
}
