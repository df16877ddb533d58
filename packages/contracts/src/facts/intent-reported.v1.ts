import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { CountryValue } from '../shapes/country.ts';
import { MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** An actor intends, pledges or will continue something. */
export const IntentReportedV1 = defineFact('IntentReported', 1, {
  group: 'reports',
  doc: 'An actor intends, pledges or will continue something.',
  coding: 'Intends, pledges, will continue. "Agreed to do" is AgreementReached.',
  identity: ['by'],
  fields: {
    by: listField(ActorRef).describe('The actors that intend it'),
    states: listField(CountryValue).describe('States that the words mention'),
    meeting: nullableField(MeetingId).describe('The meeting at which it was said'),
    what: text(600)
      .describe('The intention, in the words of the recorder')
      .meta({ personal: true }),
  },
  stream: (data) => `source-${data.assertion.passages[0]?.document}`,
});

export const example = IntentReportedV1.parse({
  by: [{ id: 'TJK', kind: 'state', nameAsWritten: 'Tajik authorities' }],
  what: 'to widen international cooperation',
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
