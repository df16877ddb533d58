import { z } from 'zod';
import { defineFact, ifStated, listOf } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { COUNT_MAX } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** Somebody assesses a threat or gives an opinion. */
export const AssessmentReportedV1 = defineFact('AssessmentReported', 1, {
  group: 'reports',
  doc: 'Somebody assesses a threat or gives an opinion.',
  identity: ['kind'],
  fields: {
    kind: z.enum(['threat', 'opinion']),
    summary: text(600),
    /** Whom or what it is about. */
    subject: ifStated(ActorRef),
    organization: ifStated(ActorRef),
    places: listOf(Place),
    region: ifStated(text(200)),
    /** As the words put it: growing, declined somewhat. */
    trend: ifStated(text(200)),
    counted: ifStated(z.strictObject({ what: text(300), value: z.int().min(0).max(COUNT_MAX) })),
    targets: listOf(text(300)),
    period: ifStated(DateValue),
  },
  stream: (data) => `source-${data.assertion.passages[0]?.document}`,
});

export const example = AssessmentReportedV1.parse({
  kind: 'threat',
  summary: 'The number of groups is said to grow.',
  trend: 'growing',
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
