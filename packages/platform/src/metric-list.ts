/**
 * The metrics, by the part of the system that records them. docs/metrics.md is generated from this
 * list, and an e2e test runs the apps until each metric was recorded.
 */

/** One metric, named by the rules of Prometheus: base units, and `_total` for a counter. */
export interface MetricSpec {
  readonly name: `rapporteur_${string}`;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** The description, as a sentence. */
  readonly help: string;
  /**
   * Each label has few values, known in advance. A gauge needs one: without labels it would read 0
   * before it is set.
   */
  readonly labels: readonly MetricLabel[];
  /** The upper bounds of the buckets of a histogram. */
  readonly buckets?: readonly number[];
}

/** The labels, with the values of each. */
export const LABELS = {
  partition: 'the number of a partition of the log',
  projection: 'a read model, such as `timeline`',
  question: 'the path of a query below its collection, such as `decisions/{decision}`',
  state: 'the state; 1 for the present state, 0 for the others',
  outcome: 'the outcome',
  status: 'the HTTP status of the response',
  code: 'the code of an error, from a closed list',
} as const;

type MetricLabel = keyof typeof LABELS;

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const EVENTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];
const BYTES = [1_000, 4_000, 16_000, 64_000, 256_000, 800_000];

/** Every metric, by its group and its name in the code. */
export const METRICS = {
  commands: {
    answered: {
      name: 'rapporteur_commands_total',
      type: 'counter',
      help: 'Answered commands.',
      labels: ['outcome'],
    },
    seconds: {
      name: 'rapporteur_command_duration_seconds',
      type: 'histogram',
      help: 'The time from the arrival of a command to its answer.',
      labels: [],
      buckets: SECONDS,
    },
    forwarded: {
      name: 'rapporteur_commands_passed_on_total',
      type: 'counter',
      help: 'Commands that were forwarded to the owner of their partition, by outcome.',
      labels: ['outcome'],
    },
    open: {
      name: 'rapporteur_commands_open',
      type: 'gauge',
      help: 'Pending commands.',
      labels: ['partition'],
    },
    state: {
      name: 'rapporteur_partition_state',
      type: 'gauge',
      help:
        'The role of this instance in the partition: it follows, opens or owns it, or has ' +
        'failed.',
      labels: ['partition', 'state'],
    },
    term: {
      name: 'rapporteur_partition_term',
      type: 'gauge',
      help: 'The term of the partition, as read here. It rises with every change of the owner.',
      labels: ['partition'],
    },
    events: {
      name: 'rapporteur_partition_events',
      type: 'gauge',
      help: 'Events in the state of the partition.',
      labels: ['partition'],
    },
    openings: {
      name: 'rapporteur_partition_openings_total',
      type: 'counter',
      help: 'How often this instance became the owner of the partition.',
      labels: ['partition'],
    },
  },
  log: {
    seconds: {
      name: 'rapporteur_log_append_duration_seconds',
      type: 'histogram',
      help: 'The time to append a batch to the log.',
      labels: [],
      buckets: SECONDS,
    },
    events: {
      name: 'rapporteur_log_batch_events',
      type: 'histogram',
      help: 'Events per appended batch.',
      labels: [],
      buckets: EVENTS,
    },
    bytes: {
      name: 'rapporteur_log_batch_bytes',
      type: 'histogram',
      help: 'Bytes per appended batch.',
      labels: [],
      buckets: BYTES,
    },
    failures: {
      name: 'rapporteur_log_append_failures_total',
      type: 'counter',
      help: 'Batches that the log rejected, or whose outcome is unknown.',
      labels: ['code'],
    },
  },
  projectors: {
    applied: {
      name: 'rapporteur_projection_applied_events_total',
      type: 'counter',
      help: 'Events applied by this instance.',
      labels: ['projection', 'partition'],
    },
    batchEvents: {
      name: 'rapporteur_projection_batch_events',
      type: 'histogram',
      help: 'Events applied per transaction.',
      labels: ['projection'],
      buckets: EVENTS,
    },
    seconds: {
      name: 'rapporteur_projection_apply_duration_seconds',
      type: 'histogram',
      help: 'The time of one transaction, which writes the rows and the position.',
      labels: ['projection'],
      buckets: SECONDS,
    },
    leases: {
      name: 'rapporteur_projection_leases',
      type: 'gauge',
      help: 'Partitions that this instance has leased.',
      labels: ['projection'],
    },
    renewalAge: {
      name: 'rapporteur_projection_renewal_age_seconds',
      type: 'gauge',
      help:
        'The time since this instance last renewed its leases. After 6 s other instances may ' +
        'acquire them.',
      labels: ['projection'],
    },
    errors: {
      name: 'rapporteur_projection_faults_total',
      type: 'counter',
      help:
        'Errors while applying events or renewing leases. They are retried, except those that ' +
        'stop a partition.',
      labels: ['projection', 'code'],
    },
  },
  queries: {
    answered: {
      name: 'rapporteur_queries_total',
      type: 'counter',
      help: 'Answered queries.',
      labels: ['question', 'status'],
    },
    seconds: {
      name: 'rapporteur_query_duration_seconds',
      type: 'histogram',
      help: 'The time from the arrival of a query to its result, with the wait for its position.',
      labels: ['question'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    },
    waits: {
      name: 'rapporteur_position_waits_total',
      type: 'counter',
      help: 'Reads that had to wait for a position.',
      labels: ['outcome'],
    },
    waitSeconds: {
      name: 'rapporteur_position_wait_duration_seconds',
      type: 'histogram',
      help: 'The time of these waits, whatever their outcome.',
      labels: [],
      buckets: SECONDS,
    },
  },
  readModels: {
    logEvents: {
      name: 'rapporteur_log_events',
      type: 'gauge',
      help: 'Events in the partition of the log. Absent while the log cannot be read.',
      labels: ['partition'],
    },
    position: {
      name: 'rapporteur_projection_events',
      type: 'gauge',
      help: 'Events of the partition that the read model has applied.',
      labels: ['projection', 'partition'],
    },
    parked: {
      name: 'rapporteur_projection_parked_commands',
      type: 'gauge',
      help: 'Parked commands: those that failed, or that depend on one that did.',
      labels: ['projection', 'partition'],
    },
    rebuilt: {
      name: 'rapporteur_projection_rebuild_events',
      type: 'gauge',
      help:
        'Events of the partition that the generation under construction has applied. Absent ' +
        'without one.',
      labels: ['projection', 'partition'],
    },
    lagEvents: {
      name: 'rapporteur_projection_lag_events',
      type: 'gauge',
      help: 'Events of the log that are not applied yet. Absent while this is unknown.',
      labels: ['projection', 'partition'],
    },
    lagSeconds: {
      name: 'rapporteur_projection_lag_seconds',
      type: 'gauge',
      help:
        'The age of the oldest event that is not applied, or the time without a projector. ' +
        'Absent while this is unknown.',
      labels: ['projection', 'partition'],
    },
    heartbeatAge: {
      name: 'rapporteur_projection_heartbeat_age_seconds',
      type: 'gauge',
      help: 'The time since the last heartbeat of a projector. Absent without any.',
      labels: ['projection', 'partition'],
    },
    state: {
      name: 'rapporteur_projection_state',
      type: 'gauge',
      help:
        'Whether it is live, catching up, parked or stopped, measured independently of the ' +
        'projector. Also whether it is being rebuilt.',
      labels: ['projection', 'partition', 'state'],
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, MetricSpec>>>>;

/** The part of the system that records each group, for the documentation. */
const RECORDED_BY: { readonly [R in keyof typeof METRICS]: string } = {
  commands: 'the command service',
  log: 'the command service, about the log it writes',
  projectors: 'the projectors',
  queries: 'the query service',
  readModels: 'the query service, about the read models, at each scrape',
};

/** Returns the text of docs/metrics.md. */
export function metricsMarkdown(): string {
  const groups = Object.entries(METRICS).map(([group, metrics]) => {
    const recordedBy = RECORDED_BY[group as keyof typeof METRICS];
    return [`## Recorded by ${recordedBy}\n`, ...Object.values(metrics).map(formatMetric)].join(
      '\n',
    );
  });
  const labels = Object.entries(LABELS).map(([label, values]) => `- \`${label}\`: ${values}`);
  const sections = [...groups, `## Labels\n\n${labels.join('\n')}\n`, PROCESS_METRICS];
  return `${HEADING}\n${sections.join('\n')}`;
}

function formatMetric({ name, type, help, labels }: MetricSpec): string {
  const properties = [`- Type: ${type}`];
  if (labels.length > 0) properties.push(`- Labels: ${labels.join(', ')}`);
  return `### ${name}\n\n${help}\n\n${properties.join('\n')}\n`;
}

const HEADING = `# Metrics

Every app serves \`GET /metrics\` at its own URL, in the text format of Prometheus.
\`pnpm generate\` creates this page from \`packages/platform/src/metric-list.ts\`.

The query service reports the lag of a read model, because a projector that has failed could not.
It compares the stored position with the end of the log. An unknown value is absent, never 0.
`;

const PROCESS_METRICS = `## Metrics of Node

Every process also has \`process_…\` (memory, processor time, open files) and \`nodejs_…\`
(event loop lag, heap, garbage collection), as named by the library prom-client.
`;
