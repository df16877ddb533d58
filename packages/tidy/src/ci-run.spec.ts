import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSampleRepository } from './testing/sample-repository.ts';

// Runs .ci/run with this script as `npx`; `$2` is the command of pnpm.
function run(npx: string): { status: number | null; last: string | undefined } {
  using sample = createSampleRepository(['.ci/run'], {
    'bin/npx': `#!/bin/sh\n[ "$2" = install ] && installing=yes\n${npx}\n`,
  });
  const path = `${join(sample.folder, 'bin')}:${process.env['PATH']}`;
  spawnSync('chmod', ['+x', 'bin/npx'], { cwd: sample.folder });
  const env = { ...process.env, PATH: path };
  const { status, stdout } = spawnSync('bash', ['.ci/run'], {
    cwd: sample.folder,
    env,
    encoding: 'utf8',
  });
  return { status, last: stdout.trimEnd().split('\n').at(-1) };
}

describe('.ci/run', () => {
  it('ends with the sum of the test run', () =>
    expect(run("echo '3 passed, 0 failed, 1 skipped'")).toEqual({
      status: 0,
      last: '3 passed, 0 failed, 1 skipped',
    }));

  it('fails when the tests fail', () =>
    expect(run("[ $installing ] || { echo '3 passed, 2 failed, 0 skipped'; exit 5; }")).toEqual({
      status: 5,
      last: '3 passed, 2 failed, 0 skipped',
    }));

  it('fails when the installation fails, and counts it', () =>
    expect(run('exit 7')).toEqual({ status: 7, last: '0 passed, 1 failed, 0 skipped' }));

  it('fails when the build fails, and counts it', () =>
    expect(run("[ $2 = run ] && exit 6; echo '3 passed, 0 failed, 0 skipped'")).toEqual({
      status: 6,
      last: '0 passed, 1 failed, 0 skipped',
    }));

  it('fails when the test run printed no sum', () =>
    expect(run('echo broken')).toEqual({ status: 1, last: '0 passed, 1 failed, 0 skipped' }));
});
