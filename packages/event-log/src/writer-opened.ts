import { type Envelope, serializeEvent } from '@rapporteur/contracts';
import type { Bytes, Head, OwnerInfo } from './port.ts';

const TYPE = 'org.rapporteur.writer-opened.v1';
const ANY_VERSION = 'org.rapporteur.writer-opened.v';

/** True for the event with which a writer takes ownership of a partition, in any version. */
export function isWriterOpened(event: Pick<Envelope, 'type'>): boolean {
  return event.type.startsWith(ANY_VERSION);
}

/** The contents of a `WriterOpened` event. */
export interface WriterOpenedFields {
  readonly partition: number;
  /** The number of partitions of the log. */
  readonly partitions: number;
  readonly owner: OwnerInfo;
  /** The head that the event follows. */
  readonly head: Head;
  /** A value unique to this opening. */
  readonly nonce: string;
  readonly now: Date;
}

/** Returns the bytes of the `WriterOpened` that follows `head`. */
export function encodeWriterOpened(fields: WriterOpenedFields): Bytes {
  const { partition, partitions, owner, head, nonce, now } = fields;
  const clockTime = now.toISOString();
  const term = head.term + 1;
  return serializeEvent({
    specversion: '1.0',
    id: `${nonce}.1`,
    type: TYPE,
    source: '/log',
    subject: `writer-${partition}`,
    time: clockTime > head.time ? clockTime : head.time,
    // Every opening increments the term, so the term counts the events of this stream.
    streamversion: term,
    pseq: head.pseq + 1,
    term,
    commandid: nonce,
    actor: 'system',
    data: { partitions, owner: owner.instance, url: owner.url ?? null },
  });
}
