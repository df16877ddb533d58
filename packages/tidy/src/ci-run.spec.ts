import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plantTree } from './planted-tree.ts';

// Runs .ci/run where `npx` does this instead; `$2` is what pnpm is asked for.
function run(npx: string): { status: number | null; last: string | undefined } {
  using tree = plantTree(['.ci/run'], {
    'bin/npx': `#!/bin/sh\n[ "$2" = install ] && installing=yes\n${npx}\n`,
  });
  const path = `${join(tree.folder, 'bin')}:${process.env['PATH']}`;
  spawnSync('chmod', ['+x', 'bin/npx'], { cwd: tree.folder });
  const env = { ...process.env, PATH: path };
  const { status, stdout } = spawnSync('bash', ['.ci/run'], {
    cwd: tree.folder,
    env,
    encoding: 'utf8',
  });
  return { status, last: stdout.trimEnd().split('\n').at(-1) };
}

describe('.ci/run', () => {
  it('ends with the sum of the tests', () =>
    expect(run("echo '3 passed, 0 failed, 1 skipped'")).toEqual({
      status: 0,
      last: '3 passed, 0 failed, 1 skipped',
    }));

  it('fails where they fail', () =>
    expect(run("[ $installing ] || { echo '3 passed, 2 failed, 0 skipped'; exit 5; }")).toEqual({
      status: 5,
      last: '3 passed, 2 failed, 0 skipped',
    }));

  it('fails, and says so in the sum, where the install fails', () =>
    expect(run('exit 7')).toEqual({ status: 7, last: '0 passed, 1 failed, 0 skipped' }));

  it('fails where the tests never counted', () =>
    expect(run('echo broken')).toEqual({ status: 1, last: '0 passed, 1 failed, 0 skipped' }));
});
