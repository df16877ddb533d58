/**
 * An independent reader: Kafka's own console consumer, with a fold that shares no code with the
 * log. The fold accepts an event if it continues the sequence and either opens a greater term or
 * has the current term.
 */
import { runKafkaTool } from '@rapporteur/local-kafka';

const TOOL = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
/** The consumer stops after this time without a record. */
const IDLE_TIMEOUT_MS = 60_000;
const LINE = /^Partition:(\d+)\tOffset:(\d+)\t(NO_HEADERS|[^\t]*)\t([\s\S]*)$/;
const EVENT_HEADER = 'content-type:application/cloudevents+json';

/** One partition as the independent reader folds it. */
export interface ConsumerPartition {
  /** The accepted events, as stored. */
  readonly events: readonly string[];
  /** The number of records with the content type of an event that the fold does not accept. */
  readonly ignored: number;
  /** The number of other records. */
  readonly foreign: number;
}

/** The topic to read. */
export interface ConsumerOptions {
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly partitions: number;
  /** The number of records in the topic. */
  readonly records: number;
}

interface ConsumerFold {
  readonly events: string[];
  pseq: number;
  term: number;
  ignored: number;
  foreign: number;
}

interface StoredEvent {
  readonly type?: string;
  readonly term?: number;
  readonly pseq?: number;
}

/**
 * Reads a whole topic and folds each partition. Rejects if the consumer reads another number of
 * records.
 */
export async function readWithConsoleConsumer({
  brokers,
  topic,
  partitions,
  records,
}: ConsumerOptions): Promise<readonly ConsumerPartition[]> {
  const output = await runKafkaTool(TOOL, [
    '--bootstrap-server',
    brokers.join(','),
    '--topic',
    topic,
    '--from-beginning',
    '--max-messages',
    String(records),
    '--timeout-ms',
    String(IDLE_TIMEOUT_MS),
    ...['partition', 'offset', 'headers'].flatMap((field) => [
      '--formatter-property',
      `print.${field}=true`,
    ]),
  ]);

  const folds = Array.from({ length: partitions }, (): ConsumerFold => ({
    events: [],
    pseq: -1,
    term: 0,
    ignored: 0,
    foreign: 0,
  }));
  let read = 0;
  for (const line of output.split('\n')) {
    const [, partition, , headers, value] = LINE.exec(line) ?? [];
    const fold = folds[Number(partition)];
    if (fold === undefined || headers === undefined || value === undefined) continue;

    read += 1;
    if (headers === EVENT_HEADER) addEvent(fold, value);
    else fold.foreign += 1;
  }
  if (read !== records)
    throw new Error(`The console consumer read ${read} records, the topic has ${records}.`);
  return folds;
}

function addEvent(fold: ConsumerFold, value: string): void {
  const event = parseEvent(value);
  const opensTerm =
    event?.type?.startsWith('org.rapporteur.writer-opened.') === true &&
    (event.term ?? 0) > fold.term;
  const isAccepted = event?.pseq === fold.pseq + 1 && (opensTerm || event.term === fold.term);
  if (!isAccepted) {
    fold.ignored += 1;
    return;
  }

  fold.pseq += 1;
  fold.term = event.term ?? 0;
  fold.events.push(value);
}

function parseEvent(value: string): StoredEvent | null {
  try {
    return JSON.parse(value) as StoredEvent;
  } catch {
    return null;
  }
}
