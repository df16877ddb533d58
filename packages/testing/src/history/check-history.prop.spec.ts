import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHistory } from './check-history.ts';
import { HistoryRecorder } from './history-recorder.ts';
import { createSampleHistory } from './sample-history.ts';
import { SerialService } from './serial-service.ts';
import { formatViolations } from './violation.ts';
import { Workload } from './workload.ts';

const sampleOptions = fc.record({
  seed: fc.nat(),
  commands: fc.integer({ min: 0, max: 150 }),
  clients: fc.integer({ min: 1, max: 12 }),
  partitions: fc.integer({ min: 1, max: 3 }),
});

describe('A correct history', () => {
  it('has no violations, for any commands and any concurrency', () =>
    fc.assert(
      fc.asyncProperty(sampleOptions, async (options) => {
        const { history, log } = createSampleHistory(options);
        const violations = await checkHistory(history, log);
        expect(violations, formatViolations(violations)).toEqual([]);
      }),
      { numRuns: 30 },
    ));

  it('may begin in a log with events of other clients', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const service = new SerialService();
        const workload = new Workload({ seed });
        for (const request of [...workload.setupCommands(), ...workload.take(40)])
          service.submit(request);

        const startPositions = [{ partition: 0, pseq: (service.log[0]?.length ?? 0) - 1 }];
        const recorder = new HistoryRecorder();
        const submit = recorder.createClient('ana', (request) =>
          Promise.resolve(service.submit(request)),
        );
        for (const request of workload.take(40)) await submit(request);

        const violations = await checkHistory(recorder.history, service.log, { startPositions });
        expect(violations, formatViolations(violations)).toEqual([]);
        const withoutStart = await checkHistory(recorder.history, service.log);
        expect(withoutStart.map(({ kind }) => kind)).toContain('unsent');
      }),
      { numRuns: 20 },
    ));
});
