import { describe, expect, it } from 'vitest';
import { fileNamesAreNouns } from './file-name.ts';

const says = (path: string): string[] =>
  fileNamesAreNouns([{ path, text: '' }]).map((finding) => finding.says);

describe('File names', () => {
  it.each([
    'packages/contracts/src/facts/meeting-held.v1.ts',
    'apps/web/src/ParticipationMatrix.tsx',
    'apps/command-service/src/main.ts',
    '.ci/run',
    '.oxlintrc.json',
    'docs/adr/0001-record-decisions.md',
    'README.md',
    'LICENSE',
  ])('takes %s', (path) => expect(says(path)).toEqual([]));

  it.each([
    ['packages/domain/src/MeetingHeld.ts', 'is not kebab-case'],
    ['packages/domain/src/meeting_held.ts', 'is not kebab-case'],
    ['packages/domain/src/utils.ts', 'does not say what is inside'],
    ['packages/domain/src/date-helpers.ts', 'does not say what is inside'],
    ['packages/domain/src/types.spec.ts', 'does not say what is inside'],
    ['packages/common/src/index.ts', 'does not say what is inside'],
  ])('refuses %s', (path, complaint) =>
    expect(says(path)).toEqual([expect.stringContaining(complaint)]),
  );
});
