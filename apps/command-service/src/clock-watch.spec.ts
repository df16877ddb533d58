import type { Logger } from '@rapporteur/platform';
import { describe, expect, it } from 'vitest';
import { ClockWatch } from './clock-watch.ts';

function createWatch() {
  const texts: string[] = [];
  const clocks = { wallMs: 1_000_000, elapsedMs: 0 };
  const logger = { warn: (_: object, text: string) => texts.push(text) } as unknown as Logger;
  const watch = new ClockWatch(logger, {
    wall: () => clocks.wallMs,
    monotonic: () => clocks.elapsedMs,
  });
  const advance = (ms: number): void => {
    clocks.wallMs += ms;
    clocks.elapsedMs += ms;
  };
  return { watch, texts, clocks, advance };
}

describe('A clock', () => {
  it('is not reported while it advances with the elapsed time', () => {
    const { watch, texts, advance } = createWatch();
    advance(3_600_000);
    expect(watch.readTime()).toEqual(new Date(4_600_000));
    expect(texts).toEqual([]);
  });

  it.each([3_600_000, -3_600_000])('is reported once when it is set by %i ms', (jumpMs) => {
    const { watch, texts, clocks } = createWatch();
    clocks.wallMs += jumpMs;
    watch.readTime();
    watch.readTime();
    expect(texts).toEqual([expect.stringContaining(`moved by ${jumpMs / 1_000} s`)]);
  });

  it('that is behind the log is reported, once in an hour', () => {
    const { watch, texts, advance } = createWatch();
    for (let n = 0; n < 3; n += 1) watch.reportBehind(86_400_000, 2);
    expect(texts).toEqual([
      expect.stringContaining('is 86400 s behind the last event of partition 2'),
    ]);
    advance(3_600_000);
    watch.reportBehind(86_400_000, 2);
    expect(texts).toHaveLength(2);
  });
});
