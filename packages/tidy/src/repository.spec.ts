import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readRepository } from './repository.ts';
import { createSampleRepository } from './testing/sample-repository.ts';

const files = {
  'a.ts': 'x();\n',
  'packages/b/c.md': '# c\n',
  'node_modules/d/e.js': '',
  'picture.png': '\0',
};

describe('Reading the repository', () => {
  it('reads all text files in a copy without git', () => {
    using sample = createSampleRepository([], files);
    expect(readRepository(sample.folder)).toEqual([
      { path: 'a.ts', text: 'x();\n' },
      { path: 'packages/b/c.md', text: '# c\n' },
    ]);
  });

  it('reads the files that git tracks', () => {
    using sample = createSampleRepository([], files);
    for (const args of [
      ['init', '--quiet'],
      ['add', 'a.ts'],
    ]) {
      spawnSync('git', args, { cwd: sample.folder });
    }
    expect(readRepository(sample.folder)).toEqual([{ path: 'a.ts', text: 'x();\n' }]);
  });
});
