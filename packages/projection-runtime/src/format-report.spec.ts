import { describe, expect, it } from 'vitest';
import { formatReport } from './format-report.ts';

const reason = { remedy: 'stop', code: 'PROJECTION_EVENT_FAILED', message: 'too strange' } as const;

describe('A report of a projector', () => {
  it('is an error where it has stopped, and says why', () => {
    expect(formatReport('timeline_v1', { kind: 'stopped', partition: 3, reason })).toEqual({
      level: 'error',
      message: 'timeline_v1, partition 3: stopped by PROJECTION_EVENT_FAILED: too strange',
    });
  });

  it('is a warning where it goes on', () => {
    expect(formatReport('timeline_v1', { kind: 'retrying', partition: null, reason })).toEqual({
      level: 'warn',
      message: 'timeline_v1: tries again after PROJECTION_EVENT_FAILED: too strange',
    });
    const ignored = [{ location: 'pseq 7', reason: 'of an earlier term' }];
    expect(
      formatReport('timeline_v1', { kind: 'ignored', partition: 0, ignored }).message,
    ).toContain('pseq 7: of an earlier');
    expect(formatReport('timeline_v1', { kind: 'lost', partition: 0 }).level).toBe('warn');
    expect(
      formatReport('timeline_v1', { kind: 'unnoted', partition: 0, reason }).message,
    ).toContain('too strange');
  });

  it('is of interest to who looks for a fault alone, where all goes well', () => {
    expect(formatReport('timeline_v1', { kind: 'taken', partition: 0 }).level).toBe('debug');
    expect(formatReport('timeline_v1', { kind: 'given-back', partition: 0 }).level).toBe('debug');
  });
});
