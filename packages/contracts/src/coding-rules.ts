import type { Modality } from './shapes/assertion.ts';

/** A kind of sentence and the event type that records it. */
export interface CodingRule {
  readonly says: string;
  readonly record: string;
}

/** The coding rules that span several types; the rules of one type are in its definition. */
export const CODING_RULES: readonly CodingRule[] = [
  {
    says: 'decided, agreed or plans to hold an exercise, operation, conference or seminar',
    record:
      'EventPlanned; the verb carries the force. Campaigns and cooperation are AgreementReached',
  },
  {
    says: 'will meet next in a place, or on a date',
    record:
      'NextMeetingAgreed for the body that reports, with any verb; MeetingAnnounced for ' +
      'another body. Never EventPlanned',
  },
  {
    says: 'approved a draft, finalised it for another body, or passed it on',
    record: 'DraftEndorsed, even if the verb is "approved": another body must still act',
  },
  { says: 'approved a plan, roadmap or list of measures', record: 'PlanApproved' },
  { says: 'adopted a programme or strategy', record: 'ProgrammeAdopted' },
  {
    says: 'adopted or signed a declaration, communiqué, agreement or protocol',
    record: 'DocumentAdopted',
  },
  {
    says: 'adopted a report, results, a resolution, or anything else formal',
    record: 'DecisionAdopted',
  },
  { says: 'agreed that something is so', record: 'PositionStated' },
  { says: 'agreed to do something', record: 'AgreementReached' },
  { says: 'intends, pledges, will continue', record: 'IntentReported' },
  {
    says: 'supported a proposal to hold an event',
    record: 'EventPlanned with the verb supported, and proposedBy',
  },
  { says: 'welcomed or noted a proposal', record: 'PositionStated' },
  { says: 'denounced ideas or attempts', record: 'PositionStated' },
  {
    says: 'condemned violent acts, also "in all forms"',
    record: 'IncidentCondemned: the incident if it is named, otherwise the class of acts',
  },
  {
    says: 'the members of a body condemned',
    record: 'IncidentCondemned; the condemner is a class `of` that body, never the body itself',
  },
  { says: 'under a chairmanship, of a meeting', record: 'MeetingChaired' },
  { says: 'under a chairmanship, of a period', record: 'ChairmanshipRecorded' },
  {
    says: 'the chair passes, is assumed or taken over, also in future',
    record: 'ChairmanshipTransferred',
  },
  {
    says: 'an actor chairs that is not in the list of delegations',
    record: 'No DelegationAttended for that actor',
  },
  { says: 'lists the members of the body', record: 'No attendance' },
  {
    says: 'everybody attended, agreed or condemned, except some',
    record: 'A class with `members`: its size, and the exceptions by code or id',
  },
  {
    says: 'a decision of another body was extended, carried out or has lapsed',
    record: 'DecisionStatusReported, with `subject` if no other fact tells of that decision',
  },
  {
    says: 'a body or person is also called by another name',
    record:
      'Of a body, another registration with `otherNames`; of a person, the name as written of a fact',
  },
  {
    says: 'a meeting is to take place after all, or on another day',
    record: 'MeetingAnnounced again: the latest document counts; MeetingRescheduled if postponed',
  },
  {
    says: 'imposed, extended, eased or lifted sanctions; put somebody on a list or took him off',
    record:
      'DecisionAdopted of kind sanction, by the body or committee, with `effect`, `measures`, and ' +
      '`affects`: those on whom they are',
  },
  { says: 'an actor will attend', record: '`expected` of MeetingAnnounced' },
  { says: 'was received by a head of state', record: 'ActivityReported of kind contact' },
  { says: 'a meeting is taking place', record: 'MeetingHeld' },
  {
    says: 'work on something is completed',
    record: 'DecisionStatusReported if the decision is in the record, otherwise MeasureTaken',
  },
  {
    says: 'a body of two organizations met, or decided',
    record:
      'The body is registered once in this collection, with its parents here; RecordsLinked names ' +
      'a parent that has a collection of its own',
  },
  {
    says: 'an incident, person or body that another collection records too',
    record: 'The fact, with an id of this collection; RecordsLinked joins the two',
  },
  {
    says: 'a group claimed responsibility',
    record: 'PositionStated by the group; never among the perpetrators',
  },
];

/** The condition for each modality. */
export const MODALITY_RULES: Readonly<Record<Modality, string>> = {
  decided: 'A text of the acting body states that the body decided: approved, adopted, agreed',
  reported: 'A text of the acting body reports its acts or other events',
  planned: 'A text of the acting body states a future event without deciding it there',
  stated: 'A text of the acting body states a position, condemnation or call',
  attributed: 'Another speaker states it, and the sentence names the author of the statement',
  narrated: 'Another speaker states it in their own words',
  metadata: 'The document about itself: its title, date, author, annexes',
};

/** The forms of a date, each with an example and its meaning. */
export const DATE_FORMS: readonly { readonly edtf: string; readonly means: string }[] = [
  { edtf: '2025-09-10', means: 'a day' },
  { edtf: '2025-06', means: 'one or more days of a month' },
  { edtf: '2025', means: 'within a year' },
  {
    edtf: '2025-40',
    means: 'the first half of a year; 41 the second, 33 to 36 the quarters, 37 to 39 the thirds',
  },
  {
    edtf: '2004-09-01/2004-09-03',
    means: 'from one day to another; also months and years: `2024/2027`',
  },
  {
    edtf: '2025-08-21/2025-08-31',
    means: 'a part of a month, with the words in `asWritten`: "late August"',
  },
  {
    edtf: '2025-03/2025-05',
    means: 'a season, as the months it means, with the word in `asWritten`: "spring"',
  },
  {
    edtf: '2013/..',
    means:
      'since a year, with no known end; `../2013` until a year. A meeting, term or period of which ' +
      'only the last day is stated: `../2025-06-12`',
  },
  { edtf: '[2024-07,2025-07]', means: 'one of these dates: the words do not decide which' },
  { edtf: '{2024-07,2025-07}', means: 'all of these dates' },
  { edtf: 'XXXX-09-03', means: 'every year on that day' },
  { edtf: '2025-06?', means: 'uncertain; `~` approximate, `%` both' },
];
