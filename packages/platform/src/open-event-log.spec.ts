import { describe, expect, it } from 'vitest';
import { openEventLog } from './open-event-log.ts';

describe('Opening the log', () => {
  it('refuses a kind of log that this version does not keep', () =>
    expect(openEventLog('kafka://broker:9092')).rejects.toMatchObject({ code: 'PLATFORM_SETTINGS_INVALID' }));

  it('says so where the log cannot be reached', () =>
    expect(openEventLog('postgres://nobody@127.0.0.1:1/nothing')).rejects.toMatchObject({ code: 'LOG_UNREACHABLE' }));
});
