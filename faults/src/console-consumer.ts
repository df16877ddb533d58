/**
 * An independent reader: Kafka's own console consumer, with a fold of its own that shares no code with the log's.
 * The fold's rule: an event counts if it opens a greater term, or belongs to the present one, and continues the sequence.
 */
import { runKafkaTool } from '@rapporteur/local-kafka';

const TOOL = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
/** How long nothing may come before it gives up. */
const SILENT_MS_MAX = 60_000;
const LINE = /^Partition:(\d+)\tOffset:(\d+)\t(NO_HEADERS|[^\t]*)\t([\s\S]*)$/;
const EVENT_HEADER = 'content-type:application/cloudevents+json';

/** One partition, as the independent reader folds it. */
export interface ConsumerPartition {
  /** The events that count, as they are stored. */
  readonly events: readonly string[];
  /** Records that say they are events, and do not count. */
  readonly ignored: number;
  readonly foreign: number;
}

interface ConsumerFold {
  readonly events: string[];
  pseq: number;
  term: number;
  ignored: number;
  foreign: number;
}

/** Reads a topic whole, so many records, and folds each partition. */
export async function readWithConsoleConsumer(
  brokers: readonly string[],
  topic: string,
  partitions: number,
  records: number,
): Promise<readonly ConsumerPartition[]> {
  const shown = ['partition', 'offset', 'headers'].flatMap((what) => [
    '--formatter-property',
    `print.${what}=true`,
  ]);
  const output = await runKafkaTool(TOOL, [
    '--bootstrap-server',
    brokers.join(','),
    '--topic',
    topic,
    '--from-beginning',
    '--max-messages',
    String(records),
    '--timeout-ms',
    String(SILENT_MS_MAX),
    ...shown,
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
    if (headers === EVENT_HEADER) take(fold, value);
    else fold.foreign += 1;
  }
  if (read !== records) throw new Error(`the console consumer read ${read} records of ${records}`);
  return folds;
}

function take(fold: ConsumerFold, value: string): void {
  const event = parse(value);
  const opens =
    event?.type?.startsWith('org.rapporteur.writer-opened.') === true &&
    (event.term ?? 0) > fold.term;
  const counts = event?.pseq === fold.pseq + 1 && (opens || event.term === fold.term);
  if (!counts) {
    fold.ignored += 1;
    return;
  }
  fold.pseq += 1;
  fold.term = event.term ?? 0;
  fold.events.push(value);
}

function parse(
  value: string,
): { readonly type?: string; readonly term?: number; readonly pseq?: number } | null {
  try {
    return JSON.parse(value) as ReturnType<typeof parse>;
  } catch {
    return null;
  }
}
