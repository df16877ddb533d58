import { z } from 'zod';
import { defineFact, ifStated, listOf } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, MeetingId } from '../shapes/ids.ts';
import { Identifier, OrdinalValue } from '../shapes/quantity.ts';
import { Session } from '../shapes/session.ts';
import { text } from '../shapes/text.ts';

/** A meeting of a body took place. */
export const MeetingHeldV1 = defineFact('MeetingHeld', 1, {
  group: 'meetings',
  doc: 'A meeting of a body took place.',
  identity: ['meeting'],
  singleValued: ['occurredOn', 'ordinal', 'host', 'format'],
  introduces: [{ referent: 'meeting', field: 'meeting' }],
  fields: {
    meeting: MeetingId,
    body: BodyId,
    session: ifStated(Session),
    sessionAsWritten: ifStated(text(200)),
    ordinal: ifStated(OrdinalValue),
    occurredOn: ifStated(DateValue),
    places: listOf(Place),
    venue: ifStated(text(300)),
    /** Who hosted it; not the chair, though they may be the same. */
    host: ifStated(ActorRef),
    format: ifStated(z.enum(['in-person', 'videoconference', 'hybrid', 'written'])),
    /** The meeting that this one prepares. */
    prepares: ifStated(MeetingId),
    /** What it was held in the margins of. */
    marginsOf: ifStated(text(300)),
    identifiers: listOf(Identifier),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = MeetingHeldV1.parse({
  meeting: 'sco-rats-council-44',
  body: 'sco-rats-council',
  ordinal: { value: 44 },
  occurredOn: { edtf: '2025-09-10', basis: 'stated' },
  places: [{ name: 'Cholpon-Ata', country: { code: 'KGZ' } }],
  assertion: { passages: [examplePassage], modality: 'reported' },
});
