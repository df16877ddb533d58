import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { CondemnationStrength, CondemnationTarget } from '../shapes/condemnation.ts';
import { DecisionId, MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** An actor condemned an incident or a class of acts, and may have named the perpetrators. */
export const IncidentCondemnedV1 = defineFact('IncidentCondemned', 1, {
  group: 'incidents',
  doc: 'An actor condemned an incident or a class of acts, and may have named the perpetrators.',
  coding:
    'A condemnation of violent acts, also "in all forms" (a class). A denunciation of ideas or ' +
    'attempts is PositionStated.',
  identity: ['condemner', 'target'],
  fields: {
    condemner: ActorRef.describe(
      'The condemning actor. The members of a body are a class `of` that body, never the body ' +
        'itself',
    ),
    strength: CondemnationStrength.describe('The strength, one of four levels'),
    verbAsWritten: nullableField(text(200)).describe('The verb, as written'),
    target: CondemnationTarget.describe('The incident, or the class of acts'),
    perpetrators: listField(ActorRef).describe(
      'The perpetrators that this condemner names; empty if it names none',
    ),
    meeting: nullableField(MeetingId).describe('The meeting at which it was condemned'),
    decision: nullableField(DecisionId).describe('The decision whose text condemns it'),
  },
  stream: (data) =>
    'incident' in data.target
      ? `incident-${data.target.incident}`
      : `source-${data.assertion.passages[0]?.document}`,
});

export const example = IncidentCondemnedV1.parse({
  condemner: { id: 'sco-rats-council', kind: 'organ', nameAsWritten: 'SCO RATS Council' },
  strength: 'strongly-condemned',
  target: { incident: 'strikes-on-iran-2025' },
  assertion: { passages: [examplePassage], modality: 'stated' },
});
