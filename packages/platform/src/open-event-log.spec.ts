import { describe, expect, it } from 'vitest';
import { openEventLog } from './open-event-log.ts';

describe('Opening the log', () => {
  it('rejects an unknown kind of log', () =>
    expect(openEventLog('mysql://broker:3306')).rejects.toMatchObject({
      code: 'PLATFORM_SETTINGS_INVALID',
    }));

  it.each(['postgres://nobody@127.0.0.1:1/nothing', 'kafka://127.0.0.1:1,127.0.0.1:2/topic'])(
    'rejects a log that cannot be reached: %s',
    (url) => expect(openEventLog(url)).rejects.toMatchObject({ code: 'LOG_UNREACHABLE' }),
  );
});
