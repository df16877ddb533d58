import { describe, expect, it } from 'vitest';
import { SerialService } from './serial-service.ts';
import { Workload } from './workload.ts';

const COMMANDS = 600;

function served(seed: number) {
  const service = new SerialService();
  const workload = new Workload({ seed });
  const answers = [...workload.setupCommands(), ...workload.take(COMMANDS)].map((sent) =>
    service.submit(sent),
  );
  const count = (kind: string): number => answers.filter((answer) => answer.kind === kind).length;
  return { service, answers, count };
}

describe('A workload', () => {
  it('is the same for the same seed, and another for another', () => {
    const [one, same, other] = [3, 3, 4].map((seed) =>
      JSON.stringify(new Workload({ seed }).take(100)),
    );
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  it('is mostly valid when one command comes after another', () => {
    const { count } = served(1);
    expect(count('recorded')).toBeGreaterThan(COMMANDS * 0.7);
  });

  it('meets everything that a service can answer', () => {
    const kinds = new Set([1, 2].flatMap((seed) => served(seed).answers.map(({ kind }) => kind)));
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

  it('contends: facts are corrected, retracted, contradicted and settled, and streams are shared', () => {
    const events = served(1).service.log.flat();
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

  it('moves on: no stream grows with the log', () => {
    const service = new SerialService();
    const workload = new Workload({ seed: 5, collections: ['sco'] });
    for (const sent of [...workload.setupCommands(), ...workload.take(2_000)]) service.submit(sent);
    const meetings = service.log.flat().filter(({ subject }) => subject.startsWith('meeting-'));
    expect(Math.max(...meetings.map(({ streamversion }) => streamversion))).toBeLessThan(100);
  });
});
