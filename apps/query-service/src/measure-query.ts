import { type Metrics, toProblem } from '@rapporteur/platform';
import type { QueryDefinition } from './query.ts';

/** Measures how a question is answered: how long it takes, and with which status. */
export async function measureQuery<T>(
  metrics: Metrics,
  { path: question }: QueryDefinition,
  answered: () => Promise<T>,
): Promise<T> {
  const { answered: counted, seconds } = metrics.getRecorders('queries');
  const since = performance.now();
  let status = 200;
  try {
    return await answered();
  } catch (error) {
    status = toProblem(error).status;
    throw error;
  } finally {
    counted.inc({ question, status });
    seconds.observe({ question }, (performance.now() - since) / 1000);
  }
}
