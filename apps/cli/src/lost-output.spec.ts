import { spawnSync } from 'node:child_process';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { describe, expect, it } from 'vitest';
import { Output } from './output.ts';
import { captureTerminal } from './testing/captured-terminal.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const LOADER = fileURLToPath(
  new URL('../../../packages/source-loader/src/register.js', import.meta.url),
);

/** Runs a line of a shell in which `rapporteur` is the command line, from source. */
function runShell(line: string): { readonly status: number | null; readonly stderr: string } {
  const program = `rapporteur() { '${process.execPath}' --import '${LOADER}' '${MAIN}' "$@"; }`;
  return spawnSync('bash', ['-c', `${program}; ${line}`], { encoding: 'utf8' });
}

function openLost(code: string, mayBeLost: boolean): Output {
  const out = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })),
    highWaterMark: 1,
  });
  out.on('error', () => undefined);
  const options = { file: undefined, useColour: false, mayBeLost };
  return Output.open({ ...captureTerminal(), out }, options);
}

describe('A standard output that is lost', () => {
  it('is said if its disk is full', () => {
    const { status, stderr } = runShell('rapporteur help settings > /dev/full');
    expect(stderr).toBe(
      'The standard output has no space left on its disk (ENOSPC). ' +
        'Free space there, then try again.\n',
    );
    expect(status).toBe(EXIT.unreachable);
  });

  it('ends a query quietly if its reader has ended', () => {
    const { status, stderr } = runShell('rapporteur help settings | true; exit "${PIPESTATUS[0]}"');
    expect({ status, stderr }).toEqual({ status: EXIT.success, stderr: '' });
  });

  it.each(['EPIPE', 'ENOSPC'])('does not interrupt a recording: %s', async (code) => {
    const output = openLost(code, true);
    await output.writeLine('recorded 1');
    await output.writeLine('recorded 2');
    await output.close();
    await expect(openLost(code, false).writeLine('a row')).rejects.toMatchObject({ code });
  });
});
