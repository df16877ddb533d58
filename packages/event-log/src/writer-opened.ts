import { type Envelope, serializeEvent } from '@rapporteur/contracts';
import type { Bytes, Head, OwnerInfo } from './port.ts';

const TYPE = 'org.rapporteur.writer-opened.v1';
const ANY_VERSION = 'org.rapporteur.writer-opened.v';

/** True for the event by which a writer takes a partition over, of whatever version. */
export function isWriterOpened(event: Pick<Envelope, 'type'>): boolean {
  return event.type.startsWith(ANY_VERSION);
}

/** What a writer says of itself as it takes a partition over. */
export interface WriterOpenedFields {
  readonly partition: number;
  /** How many partitions the log has. */
  readonly partitions: number;
  readonly owner: OwnerInfo;
  /** Where the partition stands. */
  readonly head: Head;
  /** Known to this opening alone. */
  readonly nonce: string;
  readonly now: Date;
}

/** The bytes of the `WriterOpened` that follows `head`. */
export function encodeWriterOpened({
  partition,
  partitions,
  owner,
  head,
  nonce,
  now,
}: WriterOpenedFields): Bytes {
  const clock = now.toISOString();
  const term = head.term + 1;
  return serializeEvent({
    specversion: '1.0',
    id: `${nonce}.1`,
    type: TYPE,
    source: '/log',
    subject: `writer-${partition}`,
    time: clock > head.time ? clock : head.time,
    // Every opening raises the term by one, so the term counts the events of this stream.
    streamversion: term,
    pseq: head.pseq + 1,
    term,
    commandid: nonce,
    actor: 'system',
    data: { partitions, owner: owner.owner, url: owner.url ?? null },
  });
}
