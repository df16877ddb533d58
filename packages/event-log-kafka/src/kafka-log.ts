/**
 * The log on Kafka: a topic, whose partitions are the log's.
 * 1. A writer's batch is one record batch, appended whole or not at all, under an epoch that a later writer ends.
 * 2. That fence keeps the log clean; what keeps it right is the fold, the same in every reader, and that a writer
 *    believes only what landed exactly where it expected.
 * 3. Whoever reads or writes a partition has a connection of its own: a reader's request may wait for long.
 */
import { randomUUID } from 'node:crypto';
import {
  type LogBatch,
  type Bytes,
  EMPTY_HEAD,
  type EventLog,
  type PreflightFinding,
  type Head,
  LogError,
  type OwnerInfo,
  type ReadOptions,
  type Writer,
} from '@rapporteur/event-log';
import { type Clocks, SYSTEM_CLOCKS } from './writer-age.ts';
import { REQUEST_TIMEOUT_MS, type ClusterClient, createClusterClient } from './cluster-client.ts';
import {
  toLogError,
  BrokerError,
  ConnectionError,
  KAFKA_ERROR,
  retryTransient,
} from './kafka-error.ts';
import { type KafkaAddress, parseKafkaAddress } from './kafka-address.ts';
import { KafkaWriter, WRITER_AGE_MS_MAX } from './kafka-writer.ts';
import { PartitionTakeover } from './partition-takeover.ts';
import { LeaderClient } from './leader-client.ts';
import { KafkaPartitionReader } from './kafka-partition-reader.ts';
import { runPreflight } from './preflight.ts';
import { appendStoredExport, storeCheckedExport } from './restore.ts';
import { TemporaryEventFile } from './temporary-event-file.ts';

/** How long a page of records may take to come, beyond what the broker waits for something to happen. */
const PAGE_TIMEOUT_MS = 5_000;
/** How long a broker holds a follower's request while nothing happens. */
const POLL_MS = 500;
const READ_FOR_MS = 30_000;
const OPEN_FOR_MS = 30_000;
const RESEND_FOR_MS = 30_000;
const CONFIRM_LOSS_FOR_MS = 3_000;
const NOTE_FOR_MS = 5_000;
/** What the names of readers begin with among the cluster's groups. */
const GROUP_PREFIX = 'rapporteur.';

/** How a log on Kafka is opened. */
export interface KafkaLogOptions {
  /** As in `kafka://broker-1:9092,broker-2:9092/rapporteur.events.v1`. */
  readonly url: string;
  /** How many partitions it must have; as many as the topic has, unless told. */
  readonly partitions?: number;
  readonly resendTimeoutMs?: number;
  readonly openTimeoutMs?: number;
  /** How long a loss is looked for again before it is believed. */
  readonly lossConfirmationMs?: number;
  readonly writerAgeMsMax?: number;
  /** What a writer's age is told by. */
  readonly clocks?: Clocks;
  readonly pollMs?: number;
  readonly clock?: () => Date;
  readonly nonce?: () => string;
  readonly onWarning?: (message: string) => void;
}

type KafkaLogSettings = Required<Omit<KafkaLogOptions, 'url' | 'partitions'>>;

/** The log of record on Kafka. */
export class KafkaLog implements EventLog {
  readonly partitions: number;
  readonly #address: KafkaAddress;
  readonly #brokers: ClusterClient;
  readonly #options: KafkaLogSettings;
  readonly #closed = new AbortController();

  private constructor(
    address: KafkaAddress,
    brokers: ClusterClient,
    partitions: number,
    options: KafkaLogOptions,
  ) {
    this.partitions = partitions;
    this.#address = address;
    this.#brokers = brokers;
    this.#options = {
      resendTimeoutMs: RESEND_FOR_MS,
      openTimeoutMs: OPEN_FOR_MS,
      lossConfirmationMs: CONFIRM_LOSS_FOR_MS,
      writerAgeMsMax: WRITER_AGE_MS_MAX,
      clocks: SYSTEM_CLOCKS,
      pollMs: POLL_MS,
      clock: () => new Date(),
      nonce: randomUUID,
      onWarning: () => undefined,
      ...options,
    };
  }

  /**
   * Opens the log of a topic that exists.
   * @throws LogError LOG_UNREACHABLE, LOG_PREFLIGHT_REFUSED
   */
  static async open(options: KafkaLogOptions): Promise<KafkaLog> {
    const address = parseKafkaAddress(options.url);
    const brokers = createClusterClient(address);
    try {
      const partitions = await retryTransient({ timeoutMs: REQUEST_TIMEOUT_MS }, () =>
        brokers.fetchPartitionCount(),
      );
      expectCount(address.topic, partitions, options.partitions);
      return new KafkaLog(address, brokers, partitions, options);
    } catch (error) {
      brokers.close();
      throw isMissingTopic(error) ? topicMissing(address.topic, error) : toLogError(error);
    }
  }

  async openWriter(
    partition: number,
    owner: OwnerInfo,
    from: Head,
    onBatch: (batch: LogBatch) => void,
  ): Promise<Writer> {
    const opening = await this.#begin(partition, owner, from, onBatch);
    try {
      return new KafkaWriter(opening.reader, await opening.run.open(), this.#options);
    } catch (error) {
      opening.reader.discard();
      throw toLogError(error);
    }
  }

  async *read(
    partition: number,
    from: Head | number,
    { follow, signal }: ReadOptions,
  ): AsyncIterable<LogBatch> {
    const ended = AbortSignal.any([signal, this.#closed.signal]);
    if (ended.aborted) return;
    const link = this.#link(partition);
    const stop = (): void => link.discard();
    ended.addEventListener('abort', stop, { once: true });
    try {
      for await (const batch of this.#pages(link, from, { follow, signal: ended })) {
        if (ended.aborted) return;
        yield batch;
      }
    } catch (error) {
      // What a closing log breaks off is no fault.
      if (!ended.aborted) throw toLogError(error);
    } finally {
      ended.removeEventListener('abort', stop);
      link.discard();
    }
  }

  async *#pages(
    link: LeaderClient,
    from: Head | number,
    { follow, signal }: ReadOptions,
  ): AsyncGenerator<LogBatch> {
    const { lossConfirmationMs: confirmLossForMs, pollMs } = this.#options;
    const patience = { timeoutMs: READ_FOR_MS, signal };
    const reader = await retryTransient(patience, () =>
      KafkaPartitionReader.start(link, { from, lossConfirmationMs: confirmLossForMs }),
    );
    // Whoever does not follow is told of all that was there when it asked, and of no more: a flood has no other end.
    const end = follow
      ? Number.POSITIVE_INFINITY
      : await retryTransient(patience, () => link.fetchEndOffset());
    let movedAt = Date.now();
    for (let first = true; !signal.aborted; first = false) {
      const page = await retryTransient(patience, () => reader.nextPage(first ? 0 : pollMs));
      const isLast = reader.fold.position >= end;
      if (first || page.events.length > 0 || page.ignored.length > 0)
        yield follow ? page : { ...page, atEnd: isLast };
      if (isLast) return;
      if (follow || !page.atEnd) movedAt = Date.now();
      if (Date.now() - movedAt > READ_FOR_MS) throw new ConnectionError(notShown(end));
    }
  }

  async restore(partition: number, batches: AsyncIterable<readonly Bytes[]>): Promise<void> {
    const spool = await TemporaryEventFile.create();
    try {
      await storeCheckedExport(batches, { partition, partitions: this.partitions }, spool);
      await this.#appendRestored(partition, spool);
    } catch (error) {
      throw toLogError(error);
    } finally {
      await spool.remove();
    }
  }

  async reportProgress(reader: string, partition: number, { hint }: Head): Promise<void> {
    if (hint === undefined) return;
    const note = (): Promise<void> =>
      this.#brokers.commitOffset(GROUP_PREFIX + reader, partition, Number(hint) + 1);
    await retryTransient({ timeoutMs: NOTE_FOR_MS, signal: this.#closed.signal }, note).catch(
      (error: unknown) => {
        throw toLogError(error);
      },
    );
  }

  preflight(): Promise<readonly PreflightFinding[]> {
    return runPreflight(this.#address, this.partitions);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    this.#brokers.close();
    return Promise.resolve();
  }

  async #appendRestored(partition: number, spool: TemporaryEventFile): Promise<void> {
    const { reader, run } = await this.#begin(
      partition,
      { owner: 'restore' },
      EMPTY_HEAD,
      () => undefined,
    );
    try {
      await run.catchUp();
      refuseUnlessEmpty(reader);
      const producer = await run.fence();
      refuseUnlessEmpty(reader);
      await appendStoredExport(spool, reader, producer, this.#options.resendTimeoutMs);
      producer.discard();
    } finally {
      reader.discard();
    }
  }

  async #begin(
    partition: number,
    owner: OwnerInfo,
    from: Head,
    onBatch: (batch: LogBatch) => void,
  ): Promise<{ reader: KafkaPartitionReader; run: PartitionTakeover }> {
    const {
      clock,
      nonce,
      onWarning,
      openTimeoutMs: openForMs,
      lossConfirmationMs: confirmLossForMs,
    } = this.#options;
    const link = this.#link(partition);
    try {
      const reader = await retryTransient({ timeoutMs: openForMs }, () =>
        KafkaPartitionReader.start(link, { from, lossConfirmationMs: confirmLossForMs }),
      );
      const plan = {
        brokers: this.#brokers,
        partition,
        partitions: this.partitions,
        owner,
        deadline: Date.now() + openForMs,
        requestTimeoutMs: REQUEST_TIMEOUT_MS,
        clock,
        nonce,
        onWarning,
      };
      return { reader, run: new PartitionTakeover(plan, reader, onBatch) };
    } catch (error) {
      link.discard();
      throw toLogError(error);
    }
  }

  #link(partition: number): LeaderClient {
    if (!(partition >= 0 && partition < this.partitions))
      throw new RangeError(`There is no partition ${partition}: the log has ${this.partitions}.`);
    return new LeaderClient(this.#brokers, partition, PAGE_TIMEOUT_MS);
  }
}

function notShown(end: number): string {
  return `The partition was said to end at offset ${end}, and has not been shown so far for ${READ_FOR_MS / 1000} s.`;
}

function expectCount(topic: string, partitions: number, asked: number | undefined): void {
  if (asked === undefined || asked === partitions) return;
  throw new LogError(
    'LOG_PREFLIGHT_REFUSED',
    `The topic ${topic} has ${partitions} partitions, not ${asked}. Their count never changes: ask for ${partitions}, or make another topic.`,
  );
}

function isMissingTopic(error: unknown): boolean {
  return error instanceof BrokerError && error.errorCode === KAFKA_ERROR.UNKNOWN_TOPIC_OR_PARTITION;
}

function topicMissing(topic: string, cause: unknown): LogError {
  const message = `There is no topic ${topic}. \`rapporteur log create\` makes it, as infra/kafka/topics.json says: its settings cannot all be put right later.`;
  return new LogError('LOG_PREFLIGHT_REFUSED', message, { cause });
}

function refuseUnlessEmpty(reader: KafkaPartitionReader): void {
  const { pseq } = reader.fold.head;
  if (pseq < 0) return;
  throw new LogError(
    'LOG_NOT_EMPTY',
    `Partition ${reader.partition} holds ${pseq + 1} events: restore into an empty log.`,
  );
}
