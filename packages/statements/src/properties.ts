import type { StatementValues, ValueType } from './statement-values.ts';

/**
 * The closed table of properties: for each kind of thing its properties, with their value types.
 * The files in `readers/` say from which field of which event a property is read.
 *
 * A planned value and a held value are two properties: they never contradict each other.
 */
export const PROPERTIES = {
  meeting: {
    body: 'body',
    session: 'session',
    sessionAsWritten: 'text',
    ordinal: 'ordinal',
    series: 'text',
    stage: 'stage',
    occurredOn: 'date',
    places: 'places',
    venue: 'text',
    host: 'actor',
    format: 'choice',
    prepares: 'text',
    marginsOf: 'text',
    participants: 'count',
    identifiers: 'identifiers',
    chairs: 'actors',
    presiding: 'actor',
    scheduledOn: 'date',
    scheduledPlace: 'place',
    scheduledVenue: 'text',
    plannedHost: 'actor',
    plannedChair: 'actor',
    announcedBy: 'mentions',
    agenda: 'texts',
    expected: 'mentions',
    rescheduledOn: 'latestDate',
    rescheduleReason: 'text',
    atmosphere: 'text',
    theme: 'text',
    sitting: 'text',
  },
  /** The number of a meeting in a series; the id is `{body}/{session}/{ordinal}`. */
  'series-number': { ordinal: 'numbering' },
  /** The id is `{body}/{after}`. */
  'next-meeting': {
    ordinal: 'ordinal',
    series: 'text',
    scheduledOn: 'date',
    place: 'place',
    venue: 'text',
    host: 'actor',
    parties: 'mentions',
  },
  /** The id is `{meeting}/{state}`. */
  delegation: {
    capacity: 'choice',
    count: 'count',
    represents: 'text',
    heads: 'mentions',
    basis: 'text',
  },
  /** The id is `{meeting}/{organ}`. */
  'organ-attendance': { capacity: 'choice', count: 'count', heads: 'mentions' },
  /** The id is `{meeting}/{recipients}`. */
  award: { award: 'text', by: 'actor', count: 'count', reason: 'text' },
  decision: {
    verb: 'verb',
    kind: 'text',
    name: 'text',
    subject: 'text',
    topic: 'text',
    target: 'text',
    meeting: 'text',
    at: 'text',
    by: 'mentions',
    parties: 'mentions',
    proposedBy: 'mentions',
    planOf: 'actor',
    forBody: 'body',
    assignee: 'actor',
    establishes: 'body',
    addressees: 'mentions',
    affects: 'actor',
    effect: 'choice',
    measures: 'texts',
    every: 'text',
    partOf: 'text',
    identifiers: 'identifiers',
    count: 'count',
    period: 'date',
    adoptedOn: 'date',
    dueOn: 'date',
    nextStepOn: 'date',
    scheduledOn: 'date',
    hostState: 'actor',
    place: 'place',
    status: 'stage',
  },
  /** One vote on a decision or draft; the id is `{decision}/{part}`. */
  vote: {
    draft: 'text',
    subject: 'text',
    meeting: 'text',
    body: 'body',
    occurredOn: 'date',
    outcome: 'choice',
    tally: 'tally',
  },
  /** The vote of one member; the id is `{decision}/{part}/{member}`. */
  'cast-vote': { vote: 'choice', veto: 'choice', explanation: 'text' },
  /** The id is `{decision}/{status}`. */
  'decision-status': { period: 'date', by: 'mentions' },
  incident: {
    name: 'text',
    otherNames: 'texts',
    occurredOn: 'date',
    places: 'places',
    region: 'text',
    against: 'text',
    againstState: 'country',
    killed: 'count',
    injured: 'count',
    unspecified: 'count',
    civilian: 'choice',
    identifiers: 'identifiers',
  },
  /** The casualties of one group; the id is `{incident}/{of}/{class}`. */
  'casualty-class': { count: 'count' },
  /** The id is `{condemner}/{incident}`, or `{condemner}/class/{class}`. */
  condemnation: {
    strength: 'strength',
    verbAsWritten: 'text',
    perpetrators: 'mentions',
    territory: 'text',
    meeting: 'text',
    decision: 'text',
  },
  body: {
    name: 'text',
    otherNames: 'texts',
    kind: 'text',
    identifiers: 'identifiers',
    establishedOn: 'date',
    establishedBy: 'mentions',
    establishedAt: 'place',
    instrument: 'text',
    headquarters: 'place',
    function: 'text',
    relation: 'text',
    chair: 'chair',
    incomingChair: 'chair',
  },
  /** A current or past chairmanship; the id is `{body}/{chair}`. */
  chairmanship: { startedOn: 'date', endedOn: 'date', person: 'mentions', term: 'text' },
  /** A chairmanship that is to come; the id is `{body}/{chair}`. */
  'incoming-chairmanship': { startedOn: 'date', endedOn: 'date', person: 'mentions', term: 'text' },
  /** The id is `{member}/{body}/{status}`. */
  membership: {
    startedOn: 'date',
    endedOn: 'date',
    statusAsWritten: 'text',
    by: 'mentions',
    meeting: 'text',
  },
  /** The id is `{office}/{body}/{holder}/{stage}`. */
  office: { startedOn: 'date', endedOn: 'date', rank: 'text', exOfficio: 'text', by: 'mentions' },
  /** The id is `{body}/{becomes}/{stage}`. */
  'mandate-change': { occurredOn: 'date', by: 'mentions', at: 'text' },
  /** The id is `{organization}/{by}`. */
  designation: { status: 'choice', occurredOn: 'date' },
  document: {
    title: 'text',
    docType: 'text',
    issuer: 'mentions',
    site: 'text',
    authors: 'mentions',
    verb: 'verb',
    by: 'mentions',
    parties: 'mentions',
    meeting: 'text',
    establishes: 'text',
    adoptedOn: 'date',
    publishedOn: 'date',
    publishedPlace: 'place',
    datelinedOn: 'date',
    datelinedPlace: 'place',
    identifiers: 'identifiers',
  },
  /** The id is `{parent}/{annex}`. */
  annex: { extent: 'choice', titleAsWritten: 'text' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ValueType>>>>;

type PropertyTable = typeof PROPERTIES;

/** The kinds of things that have properties. */
export type ThingKind = keyof PropertyTable;

/** The values of the properties of a kind, as a reader gives them; null is not stated. */
export type PropertyValues<K extends ThingKind> = {
  readonly [P in keyof PropertyTable[K]]?: PropertyTable[K][P] extends ValueType
    ? StatementValues[PropertyTable[K][P]] | null
    : never;
};

/** Returns the value type of a property. Throws a TypeError if the table has no such property. */
export function getValueType(kind: ThingKind, property: string): ValueType {
  const types: Readonly<Record<string, ValueType>> = PROPERTIES[kind];
  const type = types[property];
  if (type === undefined)
    throw new TypeError(`The kind \`${kind}\` has no property \`${property}\`. See properties.ts.`);
  return type;
}
