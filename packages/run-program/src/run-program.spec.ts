import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { runProgram } from './run-program.ts';

const runScript = (script: string, options = {}) =>
  runProgram(process.execPath, ['-e', script], options);

describe('Running a program', () => {
  it('returns the output of both streams', async () => {
    const script = `console.log('out'); console.error('err')`;
    const { ok, output } = await runScript(script);
    expect(ok).toBe(true);
    expect(output.split('\n').toSorted()).toEqual(['err', 'out']);
  });

  it('returns characters that arrive in parts', async () => {
    const script = `
      process.stdout.write(Buffer.from([0xc3]));
      setTimeout(() => process.stdout.write(Buffer.from([0xa9])), 100);`;
    expect((await runScript(script)).output).toBe('é');
  });

  it('reports a failure by its exit code', async () => {
    expect(await runScript(`process.exit(3)`)).toEqual({ ok: false, output: '' });
  });

  it('reports a program that does not exist', async () => {
    const { ok, output } = await runProgram('/no/such/program', []);
    expect(ok).toBe(false);
    expect(output).toContain('ENOENT');
  });

  it('uses the given folder and environment, with English messages', async () => {
    const script = `console.log(process.cwd(), process.env.A, process.env.LC_ALL)`;
    const { output } = await runScript(script, { cwd: tmpdir(), env: { A: 'a' } });
    expect(output).toBe(`${tmpdir()} a C`);
  });

  it('ignores the output of a quiet program', async () => {
    expect(await runScript(`console.log('out')`, { isQuiet: true })).toEqual({
      ok: true,
      output: '',
    });
  });
});
