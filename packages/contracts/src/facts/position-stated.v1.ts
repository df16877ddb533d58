import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { CountryValue } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { DecisionId, IncidentId, MeetingId, Term } from '../shapes/ids.ts';
import { InstrumentRef, verbFields } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** An actor stated a position, a call or a request. */
export const PositionStatedV1 = defineFact('PositionStated', 1, {
  group: 'positions',
  doc: 'An actor stated a position, a call or a request.',
  coding:
    '"Agreed that"; welcomed or noted a proposal; denounced ideas or attempts; claimed ' +
    'responsibility.',
  identity: ['by', 'verb', 'topic'],
  fields: {
    by: listField(ActorRef).describe('The actors that hold the position; empty if not named'),
    ...verbFields,
    topic: Term.describe('The topic'),
    summary: text(600)
      .describe('One sentence in the words of the recorder')
      .meta({ personal: true }),
    occurredOn: nullableField(DateValue).describe('The date of the statement'),
    incidents: listField(IncidentId).describe('The incidents it is about'),
    instruments: listField(InstrumentRef).describe(
      'Treaties, resolutions and charters that the words invoke',
    ),
    addressees: listField(ActorRef).describe('The addressees'),
    states: listField(CountryValue).describe(
      'States that the words mention; a mention is not participation',
    ),
    organizations: listField(ActorRef).describe('Organizations that the words mention'),
    meeting: nullableField(MeetingId).describe('The meeting at which it was said'),
    decision: nullableField(DecisionId).describe('The decision whose preamble or text states it'),
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
