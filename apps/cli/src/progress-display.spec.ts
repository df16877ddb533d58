import { describe, expect, it } from 'vitest';
import { captureTerminal } from './testing/captured-terminal.ts';
import { formatDuration, ProgressDisplay } from './progress-display.ts';

function started({ tty }: { tty: boolean }) {
  const terminal = captureTerminal({ tty });
  let now = 0;
  const progress = new ProgressDisplay(terminal, { phase: 'Importing', unit: 'lines' }, () => now);
  const at = (ms: number, done: number): void => {
    now = ms;
    progress.update({ done, total: 1000, location: `line ${done}` });
  };
  return { terminal, progress, at };
}

describe('The progress of something', () => {
  it('is not shown in the first second', () => {
    const { terminal, at } = started({ tty: true });
    at(900, 10);
    expect(terminal.written.err()).toBe('');
  });

  it('is a plain line every ten seconds where nobody watches', () => {
    const { terminal, at } = started({ tty: false });
    for (let second = 0; second <= 21; second += 1) at(second * 1000, second * 10);
    expect(terminal.written.err()).toBe(
      [
        'Importing: 10 of 1,000 lines · 10/s · 1 min 39 s left · at line 10',
        'Importing: 110 of 1,000 lines · 10/s · 1 min 29 s left · at line 110',
        'Importing: 210 of 1,000 lines · 10/s · 1 min 19 s left · at line 210',
        '',
      ].join('\n'),
    );
  });

  it('is one line that moves where somebody does, taken away at the end', () => {
    const { terminal, progress, at } = started({ tty: true });
    at(1000, 10);
    at(1050, 11);
    at(1100, 12);
    progress.clear();
    const written = terminal.written.err();
    expect(written.match(/Importing/g)).toHaveLength(2);
    expect(written).not.toContain('\n');
    expect(written.endsWith('\r\u001B[K')).toBe(true);
  });

  it('never hides what is said meanwhile', async () => {
    const { terminal, progress, at } = started({ tty: true });
    at(1000, 10);
    await progress.writeMessage('line 11: unknown state');
    expect(terminal.written.err()).toContain('\r\u001B[Kline 11: unknown state\n');
  });
});

describe('A duration', () => {
  it.each([
    [0.2, '1 s'],
    [59.5, '1 min 0 s'],
    [95, '1 min 35 s'],
  ])('of %d seconds reads %s', (seconds, read) => expect(formatDuration(seconds)).toBe(read));
});
