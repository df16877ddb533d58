import { defineFact, ifStated, listOf } from '../define-fact.ts';
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
  coding: 'Agreed that; welcomed or noted a proposal; denounced ideas or attempts; claimed responsibility.',
  identity: ['by', 'verb', 'topic'],
  fields: {
    by: listOf(ActorRef),
    ...verbFields,
    topic: Term,
    /** One sentence of ours. */
    summary: text(600),
    occurredOn: ifStated(DateValue),
    incidents: listOf(IncidentId),
    instruments: listOf(InstrumentRef),
    addressees: listOf(ActorRef),
    /** States that are spoken of; they take part in nothing by it. */
    states: listOf(CountryValue),
    organizations: listOf(ActorRef),
    meeting: ifStated(MeetingId),
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
