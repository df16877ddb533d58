import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { plantTree } from './planted-tree.ts';
import { readTree } from './tree.ts';

const files = {
  'a.ts': 'x();\n',
  'packages/b/c.md': '# c\n',
  'node_modules/d/e.js': '',
  'picture.png': '\0',
};

describe('The tree', () => {
  it('is what lies there, where there is no git', () => {
    using tree = plantTree([], files);
    expect(readTree(tree.folder)).toEqual([
      { path: 'a.ts', text: 'x();\n' },
      { path: 'packages/b/c.md', text: '# c\n' },
    ]);
  });

  it('is what git tracks, where there is', () => {
    using tree = plantTree([], files);
    for (const args of [
      ['init', '--quiet'],
      ['add', 'a.ts'],
    ])
      spawnSync('git', args, { cwd: tree.folder });
    expect(readTree(tree.folder)).toEqual([{ path: 'a.ts', text: 'x();\n' }]);
  });
});
