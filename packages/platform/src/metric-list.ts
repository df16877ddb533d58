/**
 * The metrics: what each counts or measures, in whose room, and by which labels. Everything that is recorded is in this
 * list, docs/metrics.md is made from it, and a test drives the apps until each of them was recorded.
 */

/** One metric, named as Prometheus wants it: base units, `_total` for what only grows. */
export interface MetricSpec {
  readonly name: `rapporteur_${string}`;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** What it says, as a sentence. */
  readonly help: string;
  /** Each of them takes few values, known beforehand. A gauge has one at least: unlabelled it would read 0 unset. */
  readonly labels: readonly MetricLabel[];
  /** Of a histogram: the upper bounds of its buckets. */
  readonly buckets?: readonly number[];
}

/** What metrics are told apart by, and which values each takes. */
export const LABELS = {
  partition: 'the number of a partition of the log',
  projection: 'a read model, such as `timeline`',
  question: 'the address of a question below its collection, such as `decisions/{decision}`',
  state: 'where it stands; 1 for the state it is in, 0 for the others',
  outcome: 'what became of it',
  status: 'the HTTP status of the answer',
  code: 'the code of a fault, from a closed list',
} as const;

type MetricLabel = keyof typeof LABELS;

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const EVENTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];
const BYTES = [1_000, 4_000, 16_000, 64_000, 256_000, 800_000];

/** Every metric, by the room that records it and the name that the code knows it by. */
export const METRICS = {
  commands: {
    answered: {
      name: 'rapporteur_commands_total',
      type: 'counter',
      help: 'Commands that were answered.',
      labels: ['outcome'],
    },
    seconds: {
      name: 'rapporteur_command_duration_seconds',
      type: 'histogram',
      help: 'From taking a command in to answering it.',
      labels: [],
      buckets: SECONDS,
    },
    forwarded: {
      name: 'rapporteur_commands_passed_on_total',
      type: 'counter',
      help: 'Commands for a partition that another instance writes, by what came of asking it.',
      labels: ['outcome'],
    },
    open: {
      name: 'rapporteur_commands_open',
      type: 'gauge',
      help: 'Commands that wait for their answer.',
      labels: ['partition'],
    },
    state: {
      name: 'rapporteur_partition_state',
      type: 'gauge',
      help: 'What this instance is to the partition: it follows, opens or owns it, or has broken off.',
      labels: ['partition', 'state'],
    },
    term: {
      name: 'rapporteur_partition_term',
      type: 'gauge',
      help: 'The term of the partition, as far as it was read here; it rises with every change of hands.',
      labels: ['partition'],
    },
    events: {
      name: 'rapporteur_partition_events',
      type: 'gauge',
      help: 'How many events the memory image of the partition holds.',
      labels: ['partition'],
    },
    openings: {
      name: 'rapporteur_partition_openings_total',
      type: 'counter',
      help: 'How often this instance became the writer of the partition.',
      labels: ['partition'],
    },
  },
  log: {
    seconds: {
      name: 'rapporteur_log_append_duration_seconds',
      type: 'histogram',
      help: 'From handing a batch to the log to its being kept.',
      labels: [],
      buckets: SECONDS,
    },
    events: {
      name: 'rapporteur_log_batch_events',
      type: 'histogram',
      help: 'Events of a batch that was appended.',
      labels: [],
      buckets: EVENTS,
    },
    bytes: {
      name: 'rapporteur_log_batch_bytes',
      type: 'histogram',
      help: 'Bytes of a batch that was appended.',
      labels: [],
      buckets: BYTES,
    },
    failures: {
      name: 'rapporteur_log_append_failures_total',
      type: 'counter',
      help: 'Batches that the log refused, or of which it is not known whether it keeps them.',
      labels: ['code'],
    },
  },
  projectors: {
    applied: {
      name: 'rapporteur_projection_applied_events_total',
      type: 'counter',
      help: 'Events that this instance has applied.',
      labels: ['projection', 'partition'],
    },
    batchEvents: {
      name: 'rapporteur_projection_batch_events',
      type: 'histogram',
      help: 'Events that were applied in one transaction.',
      labels: ['projection'],
      buckets: EVENTS,
    },
    seconds: {
      name: 'rapporteur_projection_apply_duration_seconds',
      type: 'histogram',
      help: 'How long one transaction took: its rows and the position.',
      labels: ['projection'],
      buckets: SECONDS,
    },
    leases: {
      name: 'rapporteur_projection_leases',
      type: 'gauge',
      help: 'How many partitions this instance works on.',
      labels: ['projection'],
    },
    renewalAge: {
      name: 'rapporteur_projection_renewal_age_seconds',
      type: 'gauge',
      help: 'Since this instance last renewed its leases; beyond 6 s others may take its partitions.',
      labels: ['projection'],
    },
    errors: {
      name: 'rapporteur_projection_faults_total',
      type: 'counter',
      help: 'Faults of applying events or of holding leases; all but those that stop a partition are tried again.',
      labels: ['projection', 'code'],
    },
  },
  queries: {
    answered: {
      name: 'rapporteur_queries_total',
      type: 'counter',
      help: 'Questions that were answered.',
      labels: ['question', 'status'],
    },
    seconds: {
      name: 'rapporteur_query_duration_seconds',
      type: 'histogram',
      help: 'From taking a question in to its answer, the wait for its position included.',
      labels: ['question'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    },
    waits: {
      name: 'rapporteur_position_waits_total',
      type: 'counter',
      help: 'Questions for which the read models had not come to the position asked for.',
      labels: ['outcome'],
    },
    waitSeconds: {
      name: 'rapporteur_position_wait_duration_seconds',
      type: 'histogram',
      help: 'How long they waited, in vain or not.',
      labels: [],
      buckets: SECONDS,
    },
  },
  readModels: {
    logEvents: {
      name: 'rapporteur_log_events',
      type: 'gauge',
      help: 'How many events the partition of the log holds, read from the log. Absent while it cannot be read.',
      labels: ['partition'],
    },
    position: {
      name: 'rapporteur_projection_events',
      type: 'gauge',
      help: 'How many events of the partition the read model holds.',
      labels: ['projection', 'partition'],
    },
    parked: {
      name: 'rapporteur_projection_parked_commands',
      type: 'gauge',
      help: 'Commands that the read model cannot show: they fail, or wait behind one that does.',
      labels: ['projection', 'partition'],
    },
    rebuilt: {
      name: 'rapporteur_projection_rebuild_events',
      type: 'gauge',
      help: 'How many events of the partition the generation holds that is being made beside. Absent where none is.',
      labels: ['projection', 'partition'],
    },
    lagEvents: {
      name: 'rapporteur_projection_lag_events',
      type: 'gauge',
      help: 'Events of the log that are not applied yet, against the log itself. Absent while that is not known.',
      labels: ['projection', 'partition'],
    },
    lagSeconds: {
      name: 'rapporteur_projection_lag_seconds',
      type: 'gauge',
      help: 'How long the oldest of them has waited, or how long nobody has been at work. Absent while that is not known.',
      labels: ['projection', 'partition'],
    },
    heartbeatAge: {
      name: 'rapporteur_projection_heartbeat_age_seconds',
      type: 'gauge',
      help: 'Since somebody at work on it last gave a sign of life. Absent where nobody ever did.',
      labels: ['projection', 'partition'],
    },
    state: {
      name: 'rapporteur_projection_state',
      type: 'gauge',
      help: 'Whether it is live, catching up, parked or stopped, judged from outside the projector; beside that, whether it is rebuilding.',
      labels: ['projection', 'partition', 'state'],
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, MetricSpec>>>>;

/** Who records it: for the documentation. */
const ROOMS: { readonly [R in keyof typeof METRICS]: string } = {
  commands: 'the command service',
  log: 'the command service, of the log it writes',
  projectors: 'the projectors',
  queries: 'the query service',
  readModels: 'the query service, of the read models, at each scrape',
};

/** docs/metrics.md */
export function metricsMarkdown(): string {
  const rooms = Object.entries(METRICS).map(([room, metrics]) => {
    const sections = Object.values<MetricSpec>(metrics).map(
      ({ name, type, help, labels }) =>
        `### ${name}\n\n${help}\n\n- Type: ${type}${labels.length === 0 ? '' : `\n- Labels: ${labels.join(', ')}`}\n`,
    );
    return `## Recorded by ${ROOMS[room as keyof typeof METRICS]}\n\n${sections.join('\n')}`;
  });
  const labels = Object.entries(LABELS).map(([label, says]) => `- \`${label}\`: ${says}`);
  return `${HEADING}\n${rooms.join('\n')}\n## Labels\n\n${labels.join('\n')}\n\n${BESIDE}`;
}

const HEADING = `# Metrics

Every app answers \`GET /metrics\` on its own address, in the text format of Prometheus. Generated from
\`packages/platform/src/metric-list.ts\` by \`pnpm generate\`.

The lag of a read model is told by the query service, not by its projector, which could not tell it once it is dead:
the query service reads the end of the log, and holds the stored position against it. What is not known is absent, never 0.
`;

const BESIDE = `## Beside these

What Node tells of every process: \`process_…\` (memory, processor time, open files) and \`nodejs_…\` (event loop lag,
heap, garbage collection), as the library prom-client names them.
`;
