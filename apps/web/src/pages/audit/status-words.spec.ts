import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/query-answers.ts';
import { describeModel, formatAge, listAdvice, summarize } from './status-words.ts';

type ModelStatus = Schemas['ReadModelStatus'];

const LIVE: ModelStatus = {
  readModel: 'timeline',
  projection: 'timeline_v6',
  serves: true,
  partition: 0,
  position: '0:41',
  logEnd: '0:41',
  logEndAgeSeconds: 0,
  state: 'live',
  reason: null,
  lagEvents: 0,
  lagSeconds: 0,
  heartbeatAgeSeconds: 0.4,
  owner: 'standalone',
  parked: 0,
  eventsPerSecond: 0,
};
const describeAll = (status: Partial<ModelStatus>) => {
  const all = { partitions: 1, projections: [{ ...LIVE, ...status }], parked: [] };
  return [summarize(all), listAdvice(all)] as const;
};

describe('The words of the status', () => {
  it('say nothing to do about a service that is up to date', () => {
    expect(describeModel(LIVE)).toBe('Up to date: it shows every recorded event.');
    expect(describeAll({})).toEqual(['All pages show every recorded event.', []]);
  });

  it('say how far a read model is behind, and why', () => {
    const stopped: Partial<ModelStatus> = {
      state: 'stopped',
      lagEvents: 1200,
      lagSeconds: 400,
      reason: { code: 'PROJECTION_SILENT', message: 'No heartbeat for 400 seconds.' },
    };
    expect(describeModel({ ...LIVE, ...stopped })).toBe(
      'Stopped. It lacks 1,200 events, the oldest recorded 7 min ago. No heartbeat for 400 seconds.',
    );
    const [sum, [advice = '']] = describeAll(stopped);
    expect(sum).toContain('stopped');
    expect(advice).toContain('projector');
  });

  it('never call an unknown lag none', () => {
    expect(describeModel({ ...LIVE, lagEvents: null })).toContain('not known');
    expect(describeAll({ lagEvents: null, logEndAgeSeconds: null })[1][0]).toContain('log');
  });

  it('name parked commands', () => {
    const command = {
      projection: 'timeline',
      command: 'c',
      position: '0:3',
      code: 'X',
      reason: '',
    };
    const status = { partitions: 1, projections: [LIVE], parked: [command] };
    expect(summarize(status)).toContain('1');
    expect(listAdvice(status)[0]).toContain('rapporteur projections retry');
  });

  it('give ages in units that people use', () =>
    expect([3, 400, 7_300, 400_000].map(formatAge)).toEqual(['3 s', '7 min', '2 h', '5 days']));
});
