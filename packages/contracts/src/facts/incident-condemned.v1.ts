import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { CondemnationStrength, CondemnationTarget } from '../shapes/condemnation.ts';
import { MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** Somebody condemned an incident, or a class of acts, and may have named who carried it out. */
export const IncidentCondemnedV1 = defineFact('IncidentCondemned', 1, {
  group: 'incidents',
  doc: 'Somebody condemned an incident, or a class of acts, and may have named who carried it out.',
  coding:
    'Violent acts condemned, also "in all forms" (a class). Ideas or attempts denounced are PositionStated.',
  identity: ['condemner', 'target'],
  singleValued: ['strength'],
  fields: {
    condemner: ActorRef.describe(
      'Who condemns: members who do are a class `of` their body, never the body',
    ),
    strength: CondemnationStrength.describe('How strongly, on the ladder of four'),
    verbAsWritten: nullableField(text(200)).describe('The verb, as written'),
    target: CondemnationTarget.describe('The incident, or the class of acts'),
    perpetrators: listField(ActorRef).describe(
      'Whom this condemner names as having carried it out; empty: none named',
    ),
    meeting: nullableField(MeetingId).describe('The meeting at which it was condemned'),
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
