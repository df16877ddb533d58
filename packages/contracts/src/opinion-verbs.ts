/** A leading verb of the numbered paragraphs of resolutions, and how a paragraph with it is coded. */
export interface ParagraphVerb {
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

const STATED = { type: 'DecisionAdopted', strength: 'opinion' } as const;

/** The coding rules of the leading verbs that only state: they ask nothing and change nothing. */
export const OPINION_VERBS: readonly ParagraphVerb[] = [
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
    printed: [
      'Expresses',
      'Expressing',
      'Appreciating',
      'Concerned',
      'Gravely concerned',
      'Remaining gravely concerned',
      'Remaining deeply concerned',
    ],
    verb: 'expressed',
    fields: '`topic`: concern, appreciation, intention',
    example: 'Expressing grave concern at the loss of two ferries',
    not: 'The loss, unless the words state it; an intention, which does not decide anything',
  },
  {
    ...STATED,
    printed: ['Regrets', 'Regretting'],
    verb: 'regretted',
    fields: '`subject` or `summary`',
    example: 'Deeply regrets that the lighthouse is dark',
    not: 'A condemnation',
  },
  {
    ...STATED,
    printed: [
      'Bearing in mind',
      'Bearing',
      'Mindful',
      'Taking into account',
      'Having regard',
      'Bears in mind',
    ],
    verb: 'bore-in-mind',
    fields: '`instruments` without a relation; `summary`',
    example: 'Mindful of its duty to the ports',
    not: 'A consideration by a meeting',
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
];
