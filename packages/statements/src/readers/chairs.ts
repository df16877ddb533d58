import type { ActorRef, EventData } from '@rapporteur/contracts';
import type { ChairClaim } from '../statement-values.ts';
import { createReading, type Reading, toActor, toList, toPart } from './reading.ts';

interface TermDetails {
  readonly person: ActorRef | null;
  readonly term: string | null;
}

/** Reads the term of one holder. */
function readTerm(
  kind: 'chairmanship' | 'incoming-chairmanship',
  body: string,
  { holder, startedOn, endedOn }: ChairClaim,
  { person, term }: TermDetails,
): Reading {
  const parts = [toPart('body', body), toActor(holder)];
  const values = { startedOn, endedOn, person: toList(person), term };
  return createReading(kind, parts, values, { scope: { term: { startedOn, endedOn } } });
}

const isDated = ({ startedOn, endedOn, heldAsOf }: ChairClaim): boolean =>
  startedOn !== null || endedOn !== null || heldAsOf !== null;

/** The day on which a chair is called outgoing is not a day on which no other holds it. */
export function readChairmanshipRecorded(
  data: EventData<'ChairmanshipRecorded'>,
): readonly Reading[] {
  const { body, chair, stage, startedOn, endedOn } = data;
  const heldAsOf = stage === 'outgoing' ? null : data.heldAsOf;
  const claim = { holder: chair, startedOn, endedOn, heldAsOf };
  const claims = [claim].filter(isDated);
  const incoming = stage === 'incoming';
  return [
    createReading(
      'body',
      [toPart('body', body)],
      incoming ? { incomingChair: claims } : { chair: claims },
    ),
    readTerm(incoming ? 'incoming-chairmanship' : 'chairmanship', body, claim, data),
  ];
}

/** A transfer states the start of one chairmanship, and the end of another. */
export function readChairmanshipTransferred(
  data: EventData<'ChairmanshipTransferred'>,
): readonly Reading[] {
  const { body, from, to, effectiveOn, term } = data;
  const starting =
    to === null ? [] : [{ holder: to, startedOn: effectiveOn, endedOn: null, heldAsOf: null }];
  const ending =
    from === null ? [] : [{ holder: from, startedOn: null, endedOn: effectiveOn, heldAsOf: null }];
  const parts = [toPart('body', body)];

  if (data.assertion.modality === 'planned') {
    return [
      createReading('body', parts, { incomingChair: starting.filter(isDated) }),
      ...starting.map((claim) =>
        readTerm('incoming-chairmanship', body, claim, { person: null, term }),
      ),
    ];
  }
  return [
    createReading('body', parts, { chair: [...starting, ...ending].filter(isDated) }),
    ...starting.map((claim) => readTerm('chairmanship', body, claim, { person: null, term })),
    ...ending.map((claim) => readTerm('chairmanship', body, claim, { person: null, term: null })),
  ];
}
