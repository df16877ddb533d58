import { describe, expect, it } from 'vitest';
import { captureTerminal } from './testing/captured-terminal.ts';
import { formatDuration, ProgressDisplay } from './progress-display.ts';

function startProgress({ tty }: { tty: boolean }) {
  const terminal = captureTerminal({ tty });
  let now = 0;
  const progress = new ProgressDisplay(terminal, { phase: 'Importing', unit: 'lines' }, () => now);
  const updateAt = (ms: number, done: number): void => {
    now = ms;
    progress.update({ done, total: 1000, location: `line ${done}` });
  };
  return { terminal, progress, updateAt };
}

describe('ProgressDisplay', () => {
  it('shows nothing in the first second', () => {
    const { terminal, updateAt } = startProgress({ tty: true });
    updateAt(900, 10);
    expect(terminal.written.err()).toBe('');
  });

  it('prints a plain line every ten seconds without a terminal', () => {
    const { terminal, updateAt } = startProgress({ tty: false });
    for (let second = 0; second <= 21; second += 1) updateAt(second * 1000, second * 10);
    expect(terminal.written.err()).toBe(
      [
        'Importing: 10 of 1,000 lines · 10/s · 1 min 39 s left · at line 10',
        'Importing: 110 of 1,000 lines · 10/s · 1 min 29 s left · at line 110',
        'Importing: 210 of 1,000 lines · 10/s · 1 min 19 s left · at line 210',
        '',
      ].join('\n'),
    );
  });

  it('redraws one line on a terminal, and removes it at the end', () => {
    const { terminal, progress, updateAt } = startProgress({ tty: true });
    updateAt(1000, 10);
    updateAt(1050, 11);
    updateAt(1100, 12);
    progress.clear();
    const written = terminal.written.err();
    expect(written.match(/Importing/g)).toHaveLength(2);
    expect(written).not.toContain('\n');
    expect(written.endsWith('\r\u001B[K')).toBe(true);
  });

  it('prints messages above the changing line', async () => {
    const { terminal, progress, updateAt } = startProgress({ tty: true });
    updateAt(1000, 10);
    await progress.writeMessage('line 11: unknown state');
    expect(terminal.written.err()).toContain('\r\u001B[Kline 11: unknown state\n');
  });
});

describe('formatDuration', () => {
  it.each([
    [0.2, '1 s'],
    [59.5, '1 min 0 s'],
    [95, '1 min 35 s'],
  ])('formats %d seconds as %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));
});
