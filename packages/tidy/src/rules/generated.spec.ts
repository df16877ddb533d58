import { describe, expect, it } from 'vitest';
import { generatedFilesAreFresh } from './generated.ts';

const path = 'packages/contracts/schemas/meeting-held.v1.json';

describe('Generated files', () => {
  it('are fresh when equal', () =>
    expect(generatedFilesAreFresh([{ path, text: '{}' }], new Map([[path, '{}']]))).toEqual([]));

  it('are stale when they differ', () =>
    expect(generatedFilesAreFresh([{ path, text: '{ }' }], new Map([[path, '{}']]))).toMatchObject([
      { says: expect.stringContaining('stale') },
    ]));

  it('must be committed', () =>
    expect(generatedFilesAreFresh([], new Map([[path, '{}']]))).toMatchObject([
      { says: expect.stringContaining('not committed') },
    ]));

  it('leave nothing behind', () =>
    expect(generatedFilesAreFresh([{ path, text: '{}' }], new Map())).toMatchObject([
      { says: expect.stringContaining('no longer generated') },
    ]));
});
