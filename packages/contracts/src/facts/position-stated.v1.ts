import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { CountryValue } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { IncidentId, MeetingId, Term } from '../shapes/ids.ts';
import { InstrumentRef, verbFields } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** Somebody said what they hold, call for or ask. */
export const PositionStatedV1 = defineFact('PositionStated', 1, {
  group: 'positions',
  doc: 'Somebody said what they hold, call for or ask.',
  coding:
    'Agreed that; welcomed or noted a proposal; denounced ideas or attempts; claimed responsibility.',
  identity: ['by', 'verb', 'topic'],
  fields: {
    by: listField(ActorRef).describe('Who holds the position; empty: not named'),
    ...verbFields,
    topic: Term.describe('What it is about'),
    summary: text(600).describe('One sentence of ours').meta({ personal: true }),
    occurredOn: nullableField(DateValue).describe('When it was said'),
    incidents: listField(IncidentId).describe('The incidents it is about'),
    instruments: listField(InstrumentRef).describe(
      'Treaties, resolutions and charters appealed to',
    ),
    addressees: listField(ActorRef).describe('To whom it is said'),
    states: listField(CountryValue).describe(
      'States that are spoken of; they take part in nothing by it',
    ),
    organizations: listField(ActorRef).describe('Organizations that are spoken of'),
    meeting: nullableField(MeetingId).describe('The meeting at which it was said'),
  },
  stream: (data) => `source-${data.assertion.passages[0]?.document}`,
});

export const example = PositionStatedV1.parse({
  by: [{ id: 'sco-member-states', kind: 'class', nameAsWritten: 'Member States', of: 'sco' }],
  verb: 'emphasized',
  topic: 'accountability',
  summary: 'Those responsible must answer for it.',
  assertion: { passages: [examplePassage], modality: 'stated' },
});
