import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHistory } from './check-history.ts';
import { HistoryRecorder } from './history-recorder.ts';
import { createSampleHistory } from './sample-history.ts';
import { SerialService } from './serial-service.ts';
import { formatViolations } from './violation.ts';
import { Workload } from './workload.ts';

const options = fc.record({
  seed: fc.nat(),
  commands: fc.integer({ min: 0, max: 150 }),
  clients: fc.integer({ min: 1, max: 12 }),
  partitions: fc.integer({ min: 1, max: 3 }),
});

describe('A correct history', () => {
  it('breaks no promise, whatever was asked and however it overlapped', () =>
    fc.assert(
      fc.asyncProperty(options, async (given) => {
        const { history, log } = createSampleHistory(given);
        const violations = await checkHistory(history, log);
        expect(violations, formatViolations(violations)).toEqual([]);
      }),
      { numRuns: 30 },
    ));

  it('may begin in a log that others have written', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const service = new SerialService();
        const workload = new Workload({ seed });
        for (const sent of [...workload.setupCommands(), ...workload.take(40)])
          service.submit(sent);
        const begins = [{ partition: 0, pseq: (service.log[0]?.length ?? 0) - 1 }];
        const recorder = new HistoryRecorder();
        const client = recorder.createClient('ana', (sent) =>
          Promise.resolve(service.submit(sent)),
        );
        for (const sent of workload.take(40)) await client(sent);
        const violations = await checkHistory(recorder.history, service.log, {
          startPositions: begins,
        });
        expect(violations, formatViolations(violations)).toEqual([]);
        const whole = await checkHistory(recorder.history, service.log);
        expect(whole.map(({ kind }) => kind)).toContain('unsent');
      }),
      { numRuns: 20 },
    ));
});
