import type { Envelope } from '@rapporteur/contracts';
import { isWriterOpened, partitionOf } from '@rapporteur/event-log';
import { parseCollectionSource } from './collection-replay.ts';
import type { ViolationCollector, ViolationKind } from './violation.ts';

/** What holds of one partition's events whoever sent what: looked at one by one, in order. */
export class SequenceCheck {
  readonly #partition: number;
  readonly #partitions: number;
  readonly #findings: ViolationCollector;
  readonly #versions = new Map<string, number>();
  readonly #ids = new Set<string>();
  #next = 0;
  #term = 0;
  #time = '';

  constructor(partition: number, partitions: number, findings: ViolationCollector) {
    this.#partition = partition;
    this.#partitions = partitions;
    this.#findings = findings;
  }

  addEvent(event: Envelope): void {
    this.#checkSequence(event);
    this.#checkTerm(event);
    this.#checkTime(event);
    this.#checkVersion(event);
    this.#checkId(event);
    this.#checkPlace(event);
  }

  #find(kind: ViolationKind, { pseq }: Envelope, says: string): void {
    this.#findings.add(kind, { partition: this.#partition, pseq }, says);
  }

  #checkSequence(event: Envelope): void {
    if (event.pseq !== this.#next)
      this.#find('sequence', event, `${event.id} stands where ${this.#next} comes next`);
    this.#next = event.pseq + 1;
  }

  #checkTerm(event: Envelope): void {
    const { id, term } = event;
    if (isWriterOpened(event)) {
      if (term <= this.#term)
        this.#find('term', event, `${id} opens term ${term} in term ${this.#term}`);
      const { partitions } = event.data;
      if (partitions !== this.#partitions) {
        this.#find(
          'partition',
          event,
          `${id} says ${String(partitions)} partitions of a log with ${this.#partitions}`,
        );
      }
    } else if (term !== this.#term) {
      this.#find(
        'term',
        event,
        `${id} is of term ${term} in term ${this.#term}, and no WriterOpened`,
      );
    }
    this.#term = term;
  }

  #checkTime(event: Envelope): void {
    if (event.time < this.#time)
      this.#find('time', event, `${event.id} is of ${event.time}, after ${this.#time}`);
    this.#time = event.time;
  }

  #checkVersion(event: Envelope): void {
    const { id, source, subject, streamversion } = event;
    const stream = `${source} ${subject}`;
    const next = (this.#versions.get(stream) ?? 0) + 1;
    if (streamversion !== next) {
      this.#find(
        'version',
        event,
        `${id} is version ${streamversion} of ${subject}, where ${next} comes next`,
      );
    }
    this.#versions.set(stream, streamversion);
  }

  #checkId(event: Envelope): void {
    const id = `${event.source} ${event.id}`;
    if (this.#ids.has(id))
      this.#find('event-id', event, `${event.id} stands twice in ${event.source}`);
    this.#ids.add(id);
  }

  #checkPlace(event: Envelope): void {
    const collection = parseCollectionSource(event.source);
    const own = `writer-${this.#partition}`;
    if (collection === null) {
      if (event.subject !== own)
        this.#find('partition', event, `${event.id} is of ${event.subject}, not of ${own}`);
      return;
    }
    const home = partitionOf(collection, this.#partitions);
    if (home === this.#partition) return;
    this.#find('partition', event, `${event.id} is of ${collection}, whose partition is ${home}`);
  }
}
