import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { CountryValue } from '../shapes/country.ts';
import { MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** Somebody intends or pledges something, or will go on with it. */
export const IntentReportedV1 = defineFact('IntentReported', 1, {
  group: 'reports',
  doc: 'Somebody intends or pledges something, or will go on with it.',
  coding: 'Intends, pledges, will continue. Agreed to do is AgreementReached.',
  identity: ['by'],
  fields: {
    by: listField(ActorRef).describe('Who intends it'),
    states: listField(CountryValue).describe('States that are spoken of'),
    meeting: nullableField(MeetingId).describe('The meeting at which it was said'),
    what: text(600).describe('What is intended, in our words').meta({ personal: true }),
  },
  stream: (data) => `source-${data.assertion.passages[0]?.document}`,
});

export const example = IntentReportedV1.parse({
  by: [{ id: 'TJK', kind: 'state', nameAsWritten: 'Tajik authorities' }],
  what: 'to widen international cooperation',
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
