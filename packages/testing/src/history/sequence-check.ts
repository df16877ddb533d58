import type { Envelope } from '@rapporteur/contracts';
import { isWriterOpened, computePartition } from '@rapporteur/event-log';
import { parseCollectionSource } from './collection-replay.ts';
import type { ViolationCollector, ViolationKind } from './violation.ts';

/**
 * Checks the rules of one partition's events that do not depend on the clients. Events are added in
 * order.
 */
export class SequenceCheck {
  readonly #partition: number;
  readonly #partitions: number;
  readonly #violations: ViolationCollector;
  readonly #versions = new Map<string, number>();
  readonly #ids = new Set<string>();
  #nextPseq = 0;
  #term = 0;
  #time = '';

  constructor(partition: number, partitions: number, violations: ViolationCollector) {
    this.#partition = partition;
    this.#partitions = partitions;
    this.#violations = violations;
  }

  addEvent(event: Envelope): void {
    this.#checkSequence(event);
    this.#checkTerm(event);
    this.#checkTime(event);
    this.#checkVersion(event);
    this.#checkId(event);
    this.#checkPartition(event);
  }

  #report(kind: ViolationKind, { pseq }: Envelope, message: string): void {
    this.#violations.add(kind, { partition: this.#partition, pseq }, message);
  }

  #checkSequence(event: Envelope): void {
    const { id, pseq } = event;
    if (pseq !== this.#nextPseq)
      this.#report('sequence', event, `${id} has pseq ${pseq}, expected ${this.#nextPseq}`);
    this.#nextPseq = pseq + 1;
  }

  #checkTerm(event: Envelope): void {
    const { id, term } = event;
    if (isWriterOpened(event)) {
      if (term <= this.#term)
        this.#report('term', event, `${id} opens term ${term} after term ${this.#term}`);

      const { partitions } = event.data;
      if (partitions !== this.#partitions) {
        const counts = `${String(partitions)} partitions, the log has ${this.#partitions}`;
        this.#report('partition', event, `${id} has ${counts}`);
      }
    } else if (term !== this.#term) {
      const message = `${id} has term ${term} without a WriterOpened; the term is ${this.#term}`;
      this.#report('term', event, message);
    }
    this.#term = term;
  }

  #checkTime(event: Envelope): void {
    const { id, time } = event;
    if (time < this.#time)
      this.#report('time', event, `${id} has time ${time}, which is before ${this.#time}`);
    this.#time = time;
  }

  #checkVersion(event: Envelope): void {
    const { id, source, subject, streamversion } = event;
    const stream = `${source} ${subject}`;
    const next = (this.#versions.get(stream) ?? 0) + 1;
    if (streamversion !== next) {
      const message = `${id} has version ${streamversion} of ${subject}, expected ${next}`;
      this.#report('version', event, message);
    }
    this.#versions.set(stream, streamversion);
  }

  #checkId(event: Envelope): void {
    const id = `${event.source} ${event.id}`;
    if (this.#ids.has(id))
      this.#report('event-id', event, `${event.id} occurs twice in ${event.source}`);
    this.#ids.add(id);
  }

  #checkPartition(event: Envelope): void {
    const { id, source, subject } = event;
    const collection = parseCollectionSource(source);
    if (collection === null) {
      const writer = `writer-${this.#partition}`;
      if (subject !== writer)
        this.#report('partition', event, `${id} has subject ${subject}, expected ${writer}`);
      return;
    }

    const expected = computePartition(collection, this.#partitions);
    if (expected === this.#partition) return;
    this.#report('partition', event, `${id} is of ${collection}, which has partition ${expected}`);
  }
}
