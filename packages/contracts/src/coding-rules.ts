import type { Modality } from './shapes/assertion.ts';

/** What a sentence says, and what is recorded of it, where two recorders would choose differently. */
export interface CodingRule {
  readonly says: string;
  readonly record: string;
}

/** The rules of the codebook that span several types; those of one type stand with it. */
export const CODING_RULES: readonly CodingRule[] = [
  {
    says: 'decided, agreed or plans to hold an exercise, operation, conference or seminar',
    record:
      'EventPlanned; how firm it is, is in the verb. Campaigns and cooperation are AgreementReached',
  },
  {
    says: 'will meet next in a place, or on a date',
    record:
      'NextMeetingAgreed where the body speaks of itself, whatever the verb; MeetingAnnounced where it is another body. Never EventPlanned',
  },
  {
    says: 'approved a draft, finalised it for another body, or passed it on',
    record: 'DraftEndorsed, even where the verb is "approved": another body must still act',
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
    record: 'IncidentCondemned: the incident where it is named, else the class of acts',
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
    says: 'somebody chairs who is not in the list of delegations',
    record: 'No DelegationAttended for that',
  },
  { says: 'lists the members of the body', record: 'No attendance' },
  { says: 'somebody will attend', record: '`expected` of MeetingAnnounced' },
  { says: 'was received by a head of state', record: 'ActivityReported of kind contact' },
  { says: 'a meeting is taking place', record: 'MeetingHeld' },
  {
    says: 'work on something is completed',
    record: 'DecisionStatusReported where it is in the record, else MeasureTaken',
  },
  {
    says: 'a group claimed responsibility',
    record: 'PositionStated by the group; never among the perpetrators',
  },
];

/** When each modality is right. */
export const MODALITY_RULES: Readonly<Record<Modality, string>> = {
  decided: 'A text of the acting body says that it decided: approved, adopted, agreed',
  reported: 'A text of the acting body tells what it did or what took place',
  planned: 'A text of the acting body says what is to come, without deciding it there',
  stated: 'A text of the acting body says what it holds, condemns or calls for',
  attributed: 'Somebody else tells it, and the sentence names who said it',
  narrated: 'Somebody else tells it in their own words',
  metadata: 'The document about itself: its title, date, author, annexes',
};

/** The forms in which a date may be written, each with an example and what it means. */
export const DATE_FORMS: readonly { readonly edtf: string; readonly means: string }[] = [
  { edtf: '2025-09-10', means: 'a day' },
  { edtf: '2025-06', means: 'some day or days of a month' },
  { edtf: '2025', means: 'within a year' },
  {
    edtf: '2025-40',
    means: 'the first half of a year; 41 the second, 33 to 36 the quarters, 37 to 39 the thirds',
  },
  {
    edtf: '2004-09-01/2004-09-03',
    means: 'from a day to a day; months and years too: `2024/2027`',
  },
  {
    edtf: '2025-08-21/2025-08-31',
    means: 'a part of a month, with the words in `asWritten`: "late August"',
  },
  {
    edtf: '2025-03/2025-05',
    means: 'a season, as the months that are meant, with the word in `asWritten`: "spring"',
  },
  { edtf: '2013/..', means: 'since a year, without an end told; `../2013` until' },
  { edtf: '[2024-07,2025-07]', means: 'one of these: the words leave it open' },
  { edtf: '{2024-07,2025-07}', means: 'all of these' },
  { edtf: 'XXXX-09-03', means: 'every year on that day' },
  { edtf: '2025-06?', means: 'uncertain; `~` about, `%` both' },
];
