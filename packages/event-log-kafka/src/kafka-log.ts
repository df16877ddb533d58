// The log on Kafka: a topic, whose partitions are the log's.
// 1. A writer's batch is one record batch, appended as a whole or not at all, under an epoch that a
//    later writer ends: "keeps a batch as one record batch, with the collection as the key".
// 2. The fence keeps stale records out. The fold, the same in every reader, ignores any that get
//    in; a writer trusts only a batch at exactly the expected offset: "ignores and rejects a batch
//    that was appended after another writer's WriterOpened".
// 3. Every reader and writer of a partition has its own connection, because a reader's request may
//    wait.
import { randomUUID } from 'node:crypto';
import {
  type Clocks,
  SYSTEM_CLOCKS,
  type Bytes,
  EMPTY_HEAD,
  type EventLog,
  type Head,
  type LogBatch,
  LogError,
  createNotEmptyError,
  type OwnerInfo,
  type PreflightFinding,
  type ReadOptions,
  createUnknownPartitionError,
  type Writer,
} from '@rapporteur/event-log';
import { type ClusterClient, createClusterClient, REQUEST_TIMEOUT_MS } from './cluster-client.ts';
import { type KafkaAddress, parseKafkaAddress } from './kafka-address.ts';
import {
  BrokerError,
  ConnectionError,
  KAFKA_ERROR,
  retryTransient,
  toLogError,
} from './kafka-error.ts';
import { KafkaPartitionReader } from './kafka-partition-reader.ts';
import { KafkaWriter, WRITER_AGE_MS_MAX } from './kafka-writer.ts';
import { LeaderClient } from './leader-client.ts';
import { PartitionTakeover } from './partition-takeover.ts';
import { runPreflight } from './preflight.ts';
import { appendStoredExport, storeCheckedExport } from './restore.ts';
import { TemporaryEventFile } from './temporary-event-file.ts';

/** The time limit of a page of records, beyond the wait that the request allows the broker. */
const PAGE_TIMEOUT_MS = 5_000;
/** How long a broker holds a follower's request if there are no new records. */
const POLL_MS = 500;
const READ_TIMEOUT_MS = 30_000;
const OPEN_TIMEOUT_MS = 30_000;
const RESEND_TIMEOUT_MS = 30_000;
const LOSS_CONFIRMATION_MS = 3_000;
const PROGRESS_TIMEOUT_MS = 5_000;
/** The prefix of the readers' names among the cluster's groups. */
const GROUP_PREFIX = 'rapporteur.';

/** The options of a log on Kafka. */
export interface KafkaLogOptions {
  /** For example `kafka://broker-1:9092,broker-2:9092/rapporteur.events.v1`. */
  readonly url: string;
  /** The number of partitions that the topic must have; by default any. */
  readonly partitions?: number;
  readonly resendTimeoutMs?: number;
  readonly openTimeoutMs?: number;
  /** How long a loss is checked again before it is reported. */
  readonly lossConfirmationMs?: number;
  readonly writerAgeMsMax?: number;
  /** The clocks that measure a writer's age. */
  readonly clocks?: Clocks;
  readonly pollMs?: number;
  /** Returns the recording time of a `WriterOpened`. */
  readonly clock?: () => Date;
  /** Returns a unique text for a fence. */
  readonly nonce?: () => string;
  readonly onWarning?: (message: string) => void;
}

type KafkaLogSettings = Required<Omit<KafkaLogOptions, 'url' | 'partitions'>>;

const DEFAULTS: KafkaLogSettings = {
  resendTimeoutMs: RESEND_TIMEOUT_MS,
  openTimeoutMs: OPEN_TIMEOUT_MS,
  lossConfirmationMs: LOSS_CONFIRMATION_MS,
  writerAgeMsMax: WRITER_AGE_MS_MAX,
  clocks: SYSTEM_CLOCKS,
  pollMs: POLL_MS,
  clock: () => new Date(),
  nonce: randomUUID,
  onWarning: () => undefined,
};

/** The log of record on Kafka. */
export class KafkaLog implements EventLog {
  readonly partitions: number;
  readonly #address: KafkaAddress;
  readonly #cluster: ClusterClient;
  readonly #settings: KafkaLogSettings;
  readonly #closed = new AbortController();

  private constructor(cluster: ClusterClient, partitions: number, options: KafkaLogOptions) {
    this.#address = parseKafkaAddress(options.url);
    this.#cluster = cluster;
    this.partitions = partitions;
    this.#settings = { ...DEFAULTS, ...options };
  }

  /**
   * Opens the log of an existing topic.
   * @throws LogError LOG_UNREACHABLE, LOG_PREFLIGHT_REFUSED
   */
  static async open(options: KafkaLogOptions): Promise<KafkaLog> {
    const address = parseKafkaAddress(options.url);
    const cluster = createClusterClient(address);
    try {
      const partitions = await retryTransient(() => cluster.fetchPartitionCount(), {
        timeoutMs: REQUEST_TIMEOUT_MS,
      });
      checkPartitionCount(address.topic, partitions, options.partitions);
      return new KafkaLog(cluster, partitions, options);
    } catch (error) {
      cluster.close();
      throw isMissingTopic(error)
        ? createMissingTopicError(address.topic, error)
        : toLogError(error);
    }
  }

  async openWriter(
    partition: number,
    owner: OwnerInfo,
    from: Head,
    onBatch: (batch: LogBatch) => void,
  ): Promise<Writer> {
    const { reader, takeover } = await this.#startTakeover({ partition, owner, from, onBatch });
    try {
      return new KafkaWriter(reader, await takeover.open(), this.#settings);
    } catch (error) {
      reader.discard();
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

    const leader = this.#createLeaderClient(partition);
    const disconnect = (): void => leader.discard();
    ended.addEventListener('abort', disconnect, { once: true });
    try {
      for await (const batch of this.#readPages(leader, from, { follow, signal: ended })) {
        if (ended.aborted) return;
        yield batch;
      }
    } catch (error) {
      // Closing the log breaks its requests off: that is not an error.
      if (!ended.aborted) throw toLogError(error);
    } finally {
      ended.removeEventListener('abort', disconnect);
      leader.discard();
    }
  }

  async *#readPages(
    leader: LeaderClient,
    from: Head | number,
    { follow, signal }: ReadOptions,
  ): AsyncGenerator<LogBatch> {
    const { lossConfirmationMs, pollMs } = this.#settings;
    const limits = { timeoutMs: READ_TIMEOUT_MS, signal };
    const reader = await retryTransient(
      () => KafkaPartitionReader.start(leader, { from, lossConfirmationMs }),
      limits,
    );
    // Without `follow` a read ends at the current end: foreign records may arrive faster than they
    // are read.
    const end = follow
      ? Number.POSITIVE_INFINITY
      : await retryTransient(() => leader.fetchEndOffset(), limits);

    let movedAt = Date.now();
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      const page = await retryTransient(() => reader.nextPage(isFirst ? 0 : pollMs), limits);
      const isLast = reader.fold.nextOffset >= end;
      if (isFirst || page.events.length > 0 || page.ignored.length > 0)
        yield follow ? page : { ...page, atEnd: isLast };
      if (isLast) return;
      if (follow || !page.atEnd) movedAt = Date.now();
      if (Date.now() - movedAt > READ_TIMEOUT_MS) throw createStalledReadError(end);
    }
  }

  async restore(partition: number, batches: AsyncIterable<readonly Bytes[]>): Promise<void> {
    const file = await TemporaryEventFile.create();
    try {
      await storeCheckedExport(batches, { partition, partitions: this.partitions }, file);
      await this.#appendRestored(partition, file);
    } catch (error) {
      throw toLogError(error);
    } finally {
      await file.remove();
    }
  }

  async reportProgress(reader: string, partition: number, { hint }: Head): Promise<void> {
    if (hint === undefined) return;
    const commit = (): Promise<void> =>
      this.#cluster.commitOffset(GROUP_PREFIX + reader, partition, Number(hint) + 1);
    const limits = { timeoutMs: PROGRESS_TIMEOUT_MS, signal: this.#closed.signal };
    await retryTransient(commit, limits).catch((error: unknown) => {
      throw toLogError(error);
    });
  }

  preflight(): Promise<readonly PreflightFinding[]> {
    return runPreflight(this.#address, this.partitions);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    this.#cluster.close();
    return Promise.resolve();
  }

  async #appendRestored(partition: number, file: TemporaryEventFile): Promise<void> {
    const { reader, takeover } = await this.#startTakeover({
      partition,
      owner: { instance: 'restore' },
      from: EMPTY_HEAD,
      onBatch: () => undefined,
    });
    try {
      await takeover.catchUp();
      expectEmpty(reader);
      const producer = await takeover.fence();
      expectEmpty(reader);
      await appendStoredExport(file, reader, {
        producer,
        batchTimeoutMs: this.#settings.resendTimeoutMs,
      });
      producer.discard();
    } finally {
      reader.discard();
    }
  }

  async #startTakeover(target: {
    readonly partition: number;
    readonly owner: OwnerInfo;
    readonly from: Head;
    readonly onBatch: (batch: LogBatch) => void;
  }): Promise<{ reader: KafkaPartitionReader; takeover: PartitionTakeover }> {
    const { partition, owner, from, onBatch } = target;
    const { clock, nonce, onWarning, openTimeoutMs, lossConfirmationMs } = this.#settings;
    const leader = this.#createLeaderClient(partition);
    try {
      const reader = await retryTransient(
        () => KafkaPartitionReader.start(leader, { from, lossConfirmationMs }),
        { timeoutMs: openTimeoutMs },
      );
      const options = {
        cluster: this.#cluster,
        partition,
        partitions: this.partitions,
        owner,
        deadline: Date.now() + openTimeoutMs,
        requestTimeoutMs: REQUEST_TIMEOUT_MS,
        clock,
        nonce,
        onWarning,
      };
      return { reader, takeover: new PartitionTakeover(options, reader, onBatch) };
    } catch (error) {
      leader.discard();
      throw toLogError(error);
    }
  }

  #createLeaderClient(partition: number): LeaderClient {
    if (!(partition >= 0 && partition < this.partitions))
      throw createUnknownPartitionError(partition, this.partitions);
    return new LeaderClient(this.#cluster, partition, PAGE_TIMEOUT_MS);
  }
}

function createStalledReadError(end: number): ConnectionError {
  const seconds = READ_TIMEOUT_MS / 1000;
  return new ConnectionError(
    `The partition ends at offset ${end}, but no records up to it arrived for ${seconds} s.`,
  );
}

function checkPartitionCount(topic: string, actual: number, expected: number | undefined): void {
  if (expected === undefined || expected === actual) return;
  throw new LogError(
    'LOG_PREFLIGHT_REFUSED',
    `The topic ${topic} has ${actual} partitions, not ${expected}. Their count never changes: ` +
      `set the number of partitions to ${actual}, or create another topic.`,
  );
}

function isMissingTopic(error: unknown): boolean {
  return error instanceof BrokerError && error.errorCode === KAFKA_ERROR.UNKNOWN_TOPIC_OR_PARTITION;
}

function createMissingTopicError(topic: string, cause: unknown): LogError {
  const message =
    `The topic ${topic} does not exist. Create it with \`rapporteur log create\`, which applies ` +
    'the settings of infra/kafka/topics.json: not all of them can be changed later.';
  return new LogError('LOG_PREFLIGHT_REFUSED', message, { cause });
}

function expectEmpty(reader: KafkaPartitionReader): void {
  const { pseq } = reader.fold.head;
  if (pseq >= 0) throw createNotEmptyError(reader.partition, pseq + 1);
}
