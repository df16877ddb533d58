import { OPINION_VERBS, type ParagraphVerb } from './opinion-verbs.ts';
import type { ParagraphNumber } from './paragraph-address.ts';

const ASKED = { type: 'DecisionAdopted', strength: 'asked' } as const;
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
    printed: ['Renews', 'Renewing'],
    verb: 'renewed',
    fields: '`effect` extends, `period`; of a request `addressees`, `dueOn`; `instruments`',
    example: 'Renews the leave to search ships for one year',
    not: 'A renewed call, which is reiterated',
  },
  {
    ...DECIDED,
    printed: ['Maintains', 'Maintaining'],
    verb: 'maintained',
    fields: '`count`, `affects`; `instruments`, each with the relation `reaffirms`',
    example: 'Maintains the limit of forty pilots',
    not: 'A second limit',
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
    printed: ['Requires', 'Requiring'],
    verb: 'required',
    fields: '`addressees`, `dueOn`',
    example: 'Requires all ships to carry a lamp',
    not: 'A need that nobody is asked to meet',
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
    printed: [
      'Calls upon',
      'Calls on',
      'Calls',
      'Calling upon',
      'Calling on',
      'Calling',
      'Continues to call upon',
    ],
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
    printed: ['Encourages', 'Encouraging', 'Continues to encourage'],
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
    printed: ['Supports', 'Supporting'],
    verb: 'supported',
    fields: '`subject` or `summary`; `addressees`: those who are supported',
    example: 'Fully supports the envoy of the islands',
    not: 'An approval of the work',
  },
  {
    ...NOTED,
    printed: ['Commends', 'Commending'],
    verb: 'commended',
    fields: '`addressees`: those who are commended',
    example: 'Commends the divers for their courage',
    not: 'An award',
  },
  ...OPINION_VERBS,
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
