import type { ParagraphNumber } from './paragraph-address.ts';

/** A leading verb of the numbered paragraphs of resolutions, and how a paragraph with it is coded. */
interface ParagraphVerb {
  /** The forms as printed, of operative and preambular paragraphs, in all spellings. */
  readonly printed: readonly string[];
  /** The value of `verb`; of a condemnation, that of `strength`. */
  readonly verb: string;
  /** The type of an operative paragraph. */
  readonly type: 'DecisionAdopted' | 'IncidentCondemned' | 'PositionStated';
  /** The level of strength of its verb; null: none. */
  readonly strength: 'approved' | 'asked' | 'considered' | 'opinion' | null;
  /** The fields that such a paragraph mostly has. */
  readonly fields: string;
  /** A sentence made up for the codebook. */
  readonly example: string;
  /** Words that are not coded, or not by this rule. */
  readonly not: string;
}

const ASKED = { type: 'DecisionAdopted', strength: 'asked' } as const;
const STATED = { type: 'DecisionAdopted', strength: 'opinion' } as const;
const NOTED = { type: 'DecisionAdopted', strength: 'considered' } as const;
const DECIDED = { type: 'DecisionAdopted', strength: 'approved' } as const;
const CONDEMNED = { type: 'IncidentCondemned', strength: null } as const;

/** The coding rules of the most frequent leading verbs, by the force of their words. */
export const PARAGRAPH_VERBS: readonly ParagraphVerb[] = [
  {
    ...DECIDED,
    printed: ['Decides', 'Decides further', 'Deciding'],
    verb: 'decided',
    fields: '`effect`, `affects`, `period`; `dueOn`, `count`',
    example: 'Decides to extend the mandate of the Pier Mission until 30 June 2031',
    not: 'The first mandate of the mission: that is of the decision cited with `extends`',
  },
  {
    ...DECIDED,
    printed: ['Authorizes', 'Authorises', 'Authorizing', 'Authorising'],
    verb: 'authorized',
    fields: '`addressees`, `period`',
    example: 'Authorizes the harbour guards to search ships for one year',
    not: 'That it was done: ActivityReported, once a source tells',
  },
  {
    ...DECIDED,
    printed: ['Confirms', 'Confirming'],
    verb: 'confirmed',
    fields: '`instruments`, each with the relation `reaffirms`',
    example: 'Confirms that its list of wrecks remains in force',
    not: 'A second decision of the same content',
  },
  {
    ...DECIDED,
    printed: ['Endorses', 'Endorsing'],
    verb: 'endorsed',
    fields: '`instruments` without a relation',
    example: "Endorses the pilots' plan of 4 May 2031",
    not: 'The plan as a decision of this body: PlanApproved is of those who made it',
  },
  {
    ...ASKED,
    printed: ['Demands', 'Demanding'],
    verb: 'demanded',
    fields: '`addressees`, `dueOn`',
    example: 'Demands that both sides reopen the canal within ten days',
    not: 'The conduct that is to end, unless the words state that it happened',
  },
  {
    ...ASKED,
    printed: ['Directs', 'Directing'],
    verb: 'directed',
    fields: '`assignee`, `dueOn`, `every`',
    example: 'Directs its committee to publish the list of wrecks each year',
    not: 'The committee as a new body',
  },
  {
    ...ASKED,
    printed: ['Requests', 'Requesting'],
    verb: 'requested',
    fields: '`addressees`, `dueOn`, `every`',
    example: 'Requests the Secretary to report within 60 days, and every 90 days after that',
    not: 'The report itself: DecisionStatusReported `done`, once its document is recorded',
  },
  {
    ...ASKED,
    printed: ['Urges', 'Urging', 'Continues to urge'],
    verb: 'urged',
    fields: '`addressees`',
    example: 'Urges all ports to mark their shoals',
    not: 'A commitment of those who are urged',
  },
  {
    ...ASKED,
    printed: ['Calls upon', 'Calls on', 'Calls', 'Calling upon', 'Calling on', 'Calling'],
    verb: 'called-upon',
    fields: '`addressees`',
    example: 'Calls upon the islands to share their charts',
    not: 'A call without an addressee: called-for',
  },
  {
    ...ASKED,
    printed: ['Calls for', 'Calling for'],
    verb: 'called-for',
    fields: '`addressees`, empty if nobody is named',
    example: 'Calls for a ceasefire in the bay',
    not: 'The ceasefire',
  },
  {
    ...ASKED,
    printed: ['Encourages', 'Encouraging'],
    verb: 'encouraged',
    fields: '`addressees`',
    example: 'Encourages donors to give boats to the rescue fund',
    not: 'A mandate: encouragement establishes nothing',
  },
  {
    ...ASKED,
    printed: ['Invites', 'Inviting'],
    verb: 'invited',
    fields: '`addressees`, `dueOn`',
    example: 'Invites the pilots to speak at its meeting in May',
    not: 'Attendance of those who are invited',
  },
  {
    ...CONDEMNED,
    printed: ['Strongly condemns', 'Strongly condemning'],
    verb: 'strongly-condemned',
    fields: '`condemner`, `target`, `perpetrators`',
    example: 'Strongly condemns the attack on the lighthouse',
    not: 'Ideas, laws or failures that are condemned: PositionStated',
  },
  {
    ...CONDEMNED,
    printed: ['Condemns', 'Condemning'],
    verb: 'condemned',
    fields: '`condemner`, `target`, `perpetrators`',
    example: 'Condemns all attacks on rescuers, by any group',
    not: 'Ideas, laws or failures that are condemned: PositionStated',
  },
  {
    ...NOTED,
    printed: ['Welcomes', 'Welcoming'],
    verb: 'welcomed',
    fields: '`instruments` without a relation; `summary` or `subject`',
    example: 'Welcomes the new tide tables',
    not: 'An approval: nothing is in force because it is welcomed',
  },
  {
    ...NOTED,
    printed: ['Notes', 'Noting'],
    verb: 'noted',
    fields: '`instruments` without a relation',
    example: 'Notes that fewer nets were lost this year',
    not: 'That it is so: the body only noted it',
  },
  {
    ...NOTED,
    printed: ['Takes note', 'Taking note'],
    verb: 'took-note',
    fields: '`instruments` without a relation',
    example: "Takes note of the pilots' letter of 3 May 2031",
    not: 'Agreement with the letter',
  },
  {
    ...NOTED,
    printed: ['Having considered', 'Considering'],
    verb: 'considered',
    fields: '`instruments`: the report considered',
    example: 'Having considered the yearly report on buoys',
    not: 'MatterConsidered of the meeting, unless its minutes tell',
  },
  {
    ...NOTED,
    printed: ['Commends', 'Commending'],
    verb: 'commended',
    fields: '`addressees`: those who are commended',
    example: 'Commends the divers for their courage',
    not: 'An award',
  },
  {
    ...STATED,
    printed: ['Recalls', 'Recalling'],
    verb: 'recalled',
    fields: '`instruments`, each with the relation `recalls`',
    example: 'Recalling its resolution 12 (2029) on tides',
    not: 'The content of the resolution that is recalled',
  },
  {
    ...STATED,
    printed: ['Reaffirms', 'Reaffirming'],
    verb: 'reaffirmed',
    fields: '`instruments`, each with the relation `reaffirms`',
    example: 'Reaffirms that the canal is open to all flags',
    not: 'A new decision',
  },
  {
    ...STATED,
    printed: ['Reiterates', 'Reiterating', 'Reiterates its call', 'Reiterating its call'],
    verb: 'reiterated',
    fields: '`instruments` with `reaffirms` if the words cite; `addressees` of a call',
    example: 'Reiterates its concern for the reef',
    not: 'Another request: the first one stays due',
  },
  {
    ...STATED,
    printed: ['Affirms', 'Affirming'],
    verb: 'affirmed',
    fields: '`subject` or `summary`',
    example: 'Affirms that it will review these measures',
    not: 'A day of the review, unless the words give one',
  },
  {
    ...STATED,
    printed: ['Expresses', 'Expressing', 'Appreciating', 'Concerned'],
    verb: 'expressed',
    fields: '`topic`: concern, appreciation, intention',
    example: 'Expressing grave concern at the loss of two ferries',
    not: 'The loss, unless the words state it; an intention, which does not decide anything',
  },
  {
    ...STATED,
    printed: ['Stresses', 'Stressing'],
    verb: 'stressed',
    fields: '`subject` or `summary`',
    example: 'Stresses the need for clear signals',
    not: 'A request, unless somebody is asked to act',
  },
  {
    ...STATED,
    printed: ['Emphasizes', 'Emphasises', 'Emphasizing', 'Emphasising'],
    verb: 'emphasized',
    fields: '`subject` or `summary`',
    example: 'Emphasizes that pilots must rest',
    not: 'A request, unless somebody is asked to act',
  },
  {
    ...STATED,
    printed: ['Underlines', 'Underlining'],
    verb: 'underlined',
    fields: '`subject` or `summary`',
    example: 'Underlines the value of old charts',
    not: 'A request, unless somebody is asked to act',
  },
  {
    ...STATED,
    printed: ['Underscores', 'Underscoring'],
    verb: 'underscored',
    fields: '`subject` or `summary`',
    example: 'Underscores the part that fishers play',
    not: 'A request, unless somebody is asked to act',
  },
  {
    ...STATED,
    printed: ['Highlights', 'Highlighting'],
    verb: 'highlighted',
    fields: '`subject` or `summary`',
    example: 'Highlights the work of the weather office',
    not: 'An activity of the office',
  },
  {
    ...STATED,
    printed: ['Recognizes', 'Recognises', 'Recognizing', 'Recognising'],
    verb: 'recognized',
    fields: '`subject` or `summary`; `states` and `organizations` as mentions',
    example: 'Recognizing that small ports need help',
    not: 'The recognition of a state or government, unless the words say so',
  },
  {
    ...STATED,
    printed: ['Acknowledges', 'Acknowledging'],
    verb: 'acknowledged',
    fields: '`subject` or `summary`; `instruments` without a relation',
    example: 'Acknowledging the letter of the harbour master',
    not: 'Agreement with the letter',
  },
  {
    ...STATED,
    printed: ['Determining', 'Determines'],
    verb: 'determined',
    fields: '`topic`: threat-to-peace; `states` as mentions',
    example: 'Determining that piracy in the strait threatens peace',
    not: 'An incident',
  },
  {
    type: 'PositionStated',
    printed: ['Acting', 'Acts'],
    verb: 'acted',
    strength: null,
    fields: '`instruments`: the charter under which it acts, with its chapter as written',
    example: 'Acting under Chapter VII of the Charter',
    not: 'The subject of the paragraphs that follow',
  },
];

// Words that strengthen, repeat or connect; `verbAsWritten` keeps them.
const ADVERBS = /^(?:(?:once again|again|also|further|strongly|deeply|fully|reiteratedly)\s+)+/i;

const VERBS_BY_FORM: ReadonlyMap<string, ParagraphVerb> = new Map(
  PARAGRAPH_VERBS.flatMap((verb) =>
    verb.printed.map((form) => [form.toLowerCase(), verb] as const),
  ),
);

/**
 * Returns the rule of a leading verb as printed, perhaps with an adverb before it or words after it:
 * `Further decides`, `Expressing deep concern`. The longest form that fits is meant. Returns
 * undefined for any other text.
 */
export function findParagraphVerb(printed: string): ParagraphVerb | undefined {
  const text = printed.trim().replace(/\s+/g, ' ').toLowerCase();
  return findByForm(text) ?? findByForm(text.replace(ADVERBS, ''));
}

function findByForm(text: string): ParagraphVerb | undefined {
  const words = text.split(' ');
  const forms = words.map((_, index) => words.slice(0, words.length - index).join(' '));
  return forms.map((form) => VERBS_BY_FORM.get(form)).find((verb) => verb !== undefined);
}

/** Returns the type of a paragraph by its verb and part: a preambular one decides nothing. */
export function getParagraphType(
  { type }: ParagraphVerb,
  part: ParagraphNumber['part'],
): ParagraphVerb['type'] {
  return part === 'preamble' && type === 'DecisionAdopted' ? 'PositionStated' : type;
}
