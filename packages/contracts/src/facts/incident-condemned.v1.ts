import { defineFact, ifStated, listOf } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { CondemnationStrength, CondemnationTarget } from '../shapes/condemnation.ts';
import { MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** Somebody condemned an incident, or a class of acts, and may have named who carried it out. */
export const IncidentCondemnedV1 = defineFact('IncidentCondemned', 1, {
  group: 'incidents',
  doc: 'Somebody condemned an incident, or a class of acts, and may have named who carried it out.',
  coding: 'Violent acts condemned, also "in all forms" (a class). Ideas or attempts denounced are PositionStated.',
  identity: ['condemner', 'target'],
  singleValued: ['strength'],
  fields: {
    /** Who condemns: members who do are a class `of` their body, never the body. */
    condemner: ActorRef,
    strength: CondemnationStrength,
    verbAsWritten: ifStated(text(200)),
    target: CondemnationTarget,
    /** Whom this condemner names as having carried it out; empty: none named. */
    perpetrators: listOf(ActorRef),
    meeting: ifStated(MeetingId),
  },
  stream: (data) =>
    'incident' in data.target ? `incident-${data.target.incident}` : `source-${data.assertion.passages[0]?.document}`,
});

export const example = IncidentCondemnedV1.parse({
  condemner: { id: 'sco-rats-council', kind: 'organ', nameAsWritten: 'SCO RATS Council' },
  strength: 'strongly-condemned',
  target: { incident: 'strikes-on-iran-2025' },
  assertion: { passages: [examplePassage], modality: 'stated' },
});
