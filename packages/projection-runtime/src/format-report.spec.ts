import { describe, expect, it } from 'vitest';
import { formatReport } from './format-report.ts';

const reason = { remedy: 'stop', code: 'PROJECTION_EVENT_FAILED', message: 'too strange' } as const;

describe('The log line of a projector report', () => {
  it('is an error with the reason after a stop', () => {
    expect(formatReport('timeline_v1', { kind: 'stopped', partition: 3, reason })).toEqual({
      level: 'error',
      message: 'timeline_v1, partition 3: stopped by PROJECTION_EVENT_FAILED: too strange',
    });
  });

  it('is a warning while the projector continues', () => {
    expect(formatReport('timeline_v1', { kind: 'retrying', partition: null, reason })).toEqual({
      level: 'warn',
      message: 'timeline_v1: retrying after PROJECTION_EVENT_FAILED: too strange',
    });
    const ignored = [{ location: 'pseq 7', reason: 'of an earlier term' }];
    expect(
      formatReport('timeline_v1', { kind: 'ignored', partition: 0, ignored }).message,
    ).toContain('pseq 7: of an earlier');
    expect(formatReport('timeline_v1', { kind: 'lost', partition: 0 }).level).toBe('warn');
    expect(
      formatReport('timeline_v1', { kind: 'progress-unpublished', partition: 0, reason }).message,
    ).toContain('too strange');
  });

  it('is for debugging only, for regular changes', () => {
    expect(formatReport('timeline_v1', { kind: 'acquired', partition: 0 }).level).toBe('debug');
    expect(formatReport('timeline_v1', { kind: 'released', partition: 0 }).level).toBe('debug');
  });
});
