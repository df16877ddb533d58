import { describe, expect, it } from 'vitest';
import { pureRoomsHaveNoClock } from './pure-room.ts';

const findings = (path: string, text: string): number =>
  pureRoomsHaveNoClock([{ path, text }]).length;

describe('Pure rooms', () => {
  it.each(['new Date()', 'new Date( )', 'Date()', 'new Date', 'Temporal.Now.instant()'])(
    'have no %s',
    (call) => expect(findings('packages/domain/src/decide.ts', `const now = ${call};`)).toBe(1),
  );

  it.each(['new Date(at)', '/** never new Date() */', '// new Date()', 'isDate()', "'https://x'"])(
    'may say %s',
    (text) => expect(findings('packages/domain/src/decide.ts', text)).toBe(0),
  );

  it('are the fold of the log and the projections too', () => {
    expect(findings('packages/event-log/src/fold.ts', 'new Date()')).toBe(1);
    expect(findings('packages/read-models/src/timeline/projection.ts', 'new Date()')).toBe(1);
  });

  it('are not the rooms with effects', () =>
    expect(findings('packages/command-runtime/src/writer.ts', 'new Date()')).toBe(0));

  it('keep their line numbers behind a comment', () =>
    expect(
      pureRoomsHaveNoClock([{ path: 'packages/domain/src/a.ts', text: '/* a\nb */\nnew Date()' }]),
    ).toMatchObject([{ line: 3 }]));
});
