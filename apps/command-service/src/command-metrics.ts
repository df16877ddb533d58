import {
  type CommandOutcome,
  type CommandRuntime,
  OWNERSHIP_STATES,
} from '@rapporteur/command-runtime';
import type { Metrics } from '@rapporteur/platform';
import type { ForwardedResponse } from './command-forwarding.ts';

/** Returns the `outcome` label of a command. The labels are part of the metrics' API. */
export function formatOutcomeLabel(outcome: CommandOutcome | ForwardedResponse): string {
  if (outcome.kind === 'forwarded') return 'passedOn';
  return outcome.kind === 'recorded' && outcome.repeated ? 'repeated' : outcome.kind;
}

/** Counts a command by its outcome and measures how long it takes. */
export async function measureCommand<O extends CommandOutcome | ForwardedResponse>(
  metrics: Metrics,
  execute: () => Promise<O>,
): Promise<O> {
  const { seconds, answered } = metrics.getRecorders('commands');
  const startMs = performance.now();
  let label = 'fault';
  try {
    const outcome = await execute();
    label = formatOutcomeLabel(outcome);
    return outcome;
  } finally {
    answered.inc({ outcome: label });
    seconds.observe((performance.now() - startMs) / 1_000);
  }
}

/** Reports the state of each partition at each scrape. */
export function measurePartitions(metrics: Metrics, runtime: CommandRuntime): void {
  const { open, state, term, events } = metrics.getRecorders('commands');
  metrics.onScrape(() => {
    for (const { position, ...status } of runtime.readStatus()) {
      const { partition, pseq } = position;
      open.set({ partition }, status.pendingCount);
      term.set({ partition }, status.term);
      events.set({ partition }, pseq + 1);
      for (const each of OWNERSHIP_STATES)
        state.set({ partition, state: each }, each === status.state ? 1 : 0);
    }
  });
}
