import type { ActorRef, EventData } from '@rapporteur/contracts';
import type { ChairClaim } from '../value-types.ts';
import { createReading, type Reading, type ThingIds, toList } from './reading.ts';

interface ChairReading {
  readonly body: string;
  readonly incoming: boolean;
  readonly claim: ChairClaim;
  readonly person: ActorRef | null;
  readonly term: string | null;
}

function readChair({ body, incoming, claim, person, term }: ChairReading, ids: ThingIds) {
  const { holder, startedOn, endedOn, heldAsOf } = claim;
  const bodyId = ids.get('body', body);
  const dated = startedOn === null && endedOn === null && heldAsOf === null ? null : claim;
  const values = { startedOn, endedOn, person: toList(person), term };
  const scope = { term: { startedOn, endedOn } };
  return [
    createReading('body', bodyId, incoming ? { incomingChair: dated } : { chair: dated }),
    createReading(
      incoming ? 'incoming-chairmanship' : 'chairmanship',
      `${bodyId}/${ids.actor(holder)}`,
      values,
      { scope },
    ),
  ];
}

/** The day on which a chair is called outgoing is not a day on which no other holds it. */
export function readChairmanshipRecorded(
  data: EventData<'ChairmanshipRecorded'>,
  ids: ThingIds,
): readonly Reading[] {
  const { body, chair, stage, startedOn, endedOn, person, term } = data;
  const heldAsOf = stage === 'outgoing' ? null : data.heldAsOf;
  const claim = { holder: chair, startedOn, endedOn, heldAsOf };
  return readChair({ body, incoming: stage === 'incoming', claim, person, term }, ids);
}

/** A transfer states the start of one chairmanship, and the end of another. */
export function readChairmanshipTransferred(
  data: EventData<'ChairmanshipTransferred'>,
  ids: ThingIds,
): readonly Reading[] {
  const { body, from, to, effectiveOn, term } = data;
  const incoming = data.assertion.modality === 'planned';
  const readings: Reading[] = [];
  if (to !== null) {
    const claim = { holder: to, startedOn: effectiveOn, endedOn: null, heldAsOf: null };
    readings.push(...readChair({ body, incoming, claim, person: null, term }, ids));
  }
  if (from !== null && !incoming) {
    const claim = { holder: from, startedOn: null, endedOn: effectiveOn, heldAsOf: null };
    readings.push(...readChair({ body, incoming, claim, person: null, term: null }, ids));
  }
  return readings;
}
