import { describe, expect, it } from 'vitest';
import { SerialService } from './serial-service.ts';
import { Workload } from './workload.ts';

const COMMANDS = 600;

function runWorkload(seed: number) {
  const service = new SerialService();
  const workload = new Workload({ seed });
  const responses = [...workload.setupCommands(), ...workload.take(COMMANDS)].map((request) =>
    service.submit(request),
  );
  const count = (kind: string): number =>
    responses.filter((response) => response.kind === kind).length;
  return { service, responses, count };
}

describe('A workload', () => {
  it('is the same for the same seed, and different for another seed', () => {
    const generate = (seed: number) => new Workload({ seed }).take(100);
    expect(generate(3)).toEqual(generate(3));
    expect(generate(4)).not.toEqual(generate(3));
  });

  it('is mostly valid if commands are processed serially', () => {
    const { count } = runWorkload(1);
    expect(count('recorded')).toBeGreaterThan(COMMANDS * 0.7);
  });

  it('produces every kind of response', () => {
    const kinds = new Set(
      [1, 2].flatMap((seed) => runWorkload(seed).responses.map(({ kind }) => kind)),
    );
    for (const kind of [
      'recorded',
      'unchanged',
      'refused',
      'conflict',
      'differentContent',
      'wouldRecord',
      'invalid',
    ]) {
      expect(kinds).toContain(kind);
    }
  });

  it('contends: it corrects, retracts, contradicts and resolves facts in shared streams', () => {
    const events = runWorkload(1).service.log.flat();
    const types = new Set(events.map(({ type }) => type.split('.')[2]));
    for (const type of [
      'record-corrected',
      'record-retracted',
      'conflict-flagged',
      'conflict-resolved',
    ]) {
      expect(types).toContain(type);
    }
    expect(Math.max(...events.map(({ streamversion }) => streamversion))).toBeGreaterThan(10);
  });

  it('keeps streams short: no stream grows with the log', () => {
    const service = new SerialService();
    const workload = new Workload({ seed: 5, collections: ['sco'] });
    for (const request of [...workload.setupCommands(), ...workload.take(2_000)])
      service.submit(request);
    const meetings = service.log.flat().filter(({ subject }) => subject.startsWith('meeting-'));
    expect(Math.max(...meetings.map(({ streamversion }) => streamversion))).toBeLessThan(100);
  });
});
