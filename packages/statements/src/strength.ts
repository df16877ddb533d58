import type { EventType } from '@rapporteur/contracts';

/** A level of strength. */
export interface StrengthLevel {
  readonly strength: string;
  readonly doc: string;
  /** The verbs of this level, for facts of any type. */
  readonly verbs: readonly string[];
}

/**
 * The levels of strength of a decision, strongest first. Strength depends on the type of the fact
 * and its verb. It is independent of the modality, which says who reports it.
 */
export const STRENGTH_LEVELS = [
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
      'authorized',
      'extended',
      'renewed',
      'maintained',
      'imposed',
    ],
  },
  {
    strength: 'agreed',
    doc: 'an agreement was reached',
    verbs: ['agreed', 'concluded', 'undertook', 'committed'],
  },
  {
    strength: 'asked',
    doc: 'asked of somebody, from a demand to an encouragement',
    verbs: [
      'demanded',
      'required',
      'directed',
      'requested',
      'urged',
      'called-upon',
      'called-for',
      'encouraged',
      'invited',
    ],
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
      'took-note',
      'commended',
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
  {
    strength: 'opinion',
    doc: 'an opinion or assessment, or words that ask and change nothing',
    verbs: [
      'recalled',
      'bore-in-mind',
      'regretted',
      'reaffirmed',
      'reiterated',
      'affirmed',
      'expressed',
      'stressed',
      'emphasized',
      'underlined',
      'underscored',
      'highlighted',
      'recognized',
      'acknowledged',
      'determined',
    ],
  },
] as const satisfies readonly StrengthLevel[];

export type Strength = (typeof STRENGTH_LEVELS)[number]['strength'];

/** The names of the levels, strongest first. */
export const STRENGTHS: readonly Strength[] = STRENGTH_LEVELS.map(({ strength }) => strength);

const STRENGTH_BY_VERB: ReadonlyMap<string, Strength> = new Map(
  STRENGTH_LEVELS.flatMap(({ strength, verbs }) => verbs.map((verb) => [verb, strength] as const)),
);

const STRENGTH_BY_TYPE: Partial<Record<EventType, Strength>> = {
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

/** Returns the level of a fact, or null if neither its type nor its verb determines it. */
export function classifyStrength(type: EventType, verb: string | null): Strength | null {
  // An endorsed draft is not a decision: another body must still act.
  if (type === 'DraftEndorsed') return 'agreed';
  return (verb === null ? undefined : STRENGTH_BY_VERB.get(verb)) ?? STRENGTH_BY_TYPE[type] ?? null;
}

const STRENGTH_BY_STAGE = {
  proposed: 'announced',
  announced: 'announced',
  agreed: 'agreed',
  'in-force': 'approved',
} as const;

/** Returns the level of a change of mandate. */
export function classifyStage(stage: keyof typeof STRENGTH_BY_STAGE): Strength {
  return STRENGTH_BY_STAGE[stage];
}
