import {
  type CommandRuntime,
  type CommandOutcome,
  OWNERSHIP_STATES,
} from '@rapporteur/command-runtime';
import type { Metrics } from '@rapporteur/platform';
import type { ForwardedResponse } from './command-forwarding.ts';

/** What became of a command, as its metric tells it. */
function formatOutcomeLabel(outcome: CommandOutcome | ForwardedResponse): string {
  return outcome.kind === 'recorded' && outcome.repeated ? 'repeated' : outcome.kind;
}

/** Measures how a command is answered. */
export async function measureCommand<O extends CommandOutcome | ForwardedResponse>(
  metrics: Metrics,
  answered: () => Promise<O>,
): Promise<O> {
  const { seconds, answered: counted } = metrics.getRecorders('commands');
  const since = performance.now();
  let told = 'fault';
  try {
    const outcome = await answered();
    told = formatOutcomeLabel(outcome);
    return outcome;
  } finally {
    counted.inc({ outcome: told });
    seconds.observe((performance.now() - since) / 1000);
  }
}

/** Tells where each partition stands here, at each scrape. */
export function measurePartitions(metrics: Metrics, runtime: CommandRuntime): void {
  const { open, state, term, events } = metrics.getRecorders('commands');
  metrics.onScrape(() => {
    for (const { position, ...status } of runtime.readStatus()) {
      const { partition, pseq } = position;
      open.set({ partition }, status.open);
      term.set({ partition }, status.term);
      events.set({ partition }, pseq + 1);
      for (const each of OWNERSHIP_STATES)
        state.set({ partition, state: each }, each === status.state ? 1 : 0);
    }
  });
}
