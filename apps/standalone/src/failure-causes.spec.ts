import { Writable } from 'node:stream';
import { runCli } from '@rapporteur/cli';
import { captureTerminal } from '@rapporteur/cli/captured-terminal';
import { toProblem } from '@rapporteur/platform';
import { EXIT, type ExitCode, FAILURE_EXITS } from '@rapporteur/platform/exit-codes';
import { FAILURE_CAUSES, type FailureArea } from '@rapporteur/resilience';
import { QueryFailedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { formatError, getExitCode } from './error-report.ts';

/** The members by which an error of each area is known. */
const MEMBERS: Readonly<Record<FailureArea, object>> = {
  postgres: { severity: 'FATAL' },
  kafka: {},
  network: { syscall: 'connect', address: '10.0.0.1', port: 5432 },
  listener: { syscall: 'listen', address: '10.0.0.1', port: 80 },
  files: { syscall: 'open', path: '/srv/a' },
};

const CAUSES = Object.entries(FAILURE_CAUSES).flatMap(([area, table]) =>
  Object.entries(table).map(([code, cause]) => ({ area: area as FailureArea, code, ...cause })),
);

function createError(area: FailureArea, code: string): Error {
  const codes = area === 'kafka' ? { errorCode: Number(code) } : { code };
  return Object.assign(new Error('it failed'), codes, MEMBERS[area]);
}

/** Runs a command whose output fails with an error. */
async function call(error: Error): Promise<{ readonly exitCode: ExitCode; readonly err: string }> {
  const terminal = captureTerminal();
  const out = new Writable();
  out.write = () => {
    throw error;
  };
  const exitCode = await runCli(['help', 'exit-codes'], { ...terminal, out });
  return { exitCode, err: terminal.written.err() };
}

describe.each(CAUSES)('The cause $area $code', ({ area, code, kind, predicate, remedy }) => {
  const error = createError(area, code);
  const [start = ''] = remedy.split('{setting}');

  it('has a sentence, a remedy and an exit code at the start of a server', () => {
    expect(formatError(error)).toContain(` ${predicate}`);
    expect(formatError(error)).toContain(start);
    expect(getExitCode(error)).toBe(FAILURE_EXITS[kind]);
    expect(getExitCode(new Error('outer', { cause: error }))).toBe(FAILURE_EXITS[kind]);
  });

  it('has them on the command line', async () => {
    const { exitCode, err } = await call(error);
    expect(exitCode).toBe(FAILURE_EXITS[kind]);
    expect(err).toContain(` ${predicate}`);
    expect(err).not.toMatch(/internal error|\n\s+at /i);
  });

  it('is a response 503, which says nothing of the cause', () => {
    const problem = toProblem(error);
    const name = area === 'files' ? 'STORAGE_UNAVAILABLE' : 'DATABASE_UNREACHABLE';
    expect(problem).toMatchObject({ status: 503, code: name });
    expect(JSON.stringify(problem)).not.toMatch(/it failed|10\.0\.0\.1|\/srv/);
    expect(toProblem(new QueryFailedError('SELECT 1', [], error))).toMatchObject({ code: name });
  });
});

describe('An error without a cause in the table', () => {
  const error = new TypeError('x is not a function');

  it('is an internal error everywhere', async () => {
    expect(formatError(error)).toContain('Internal error');
    expect(getExitCode(error)).toBe(EXIT.internalError);
    expect(toProblem(error)).toMatchObject({ status: 500, code: 'INTERNAL_FAULT' });
    expect(await call(error)).toMatchObject({
      exitCode: EXIT.internalError,
      err: expect.stringContaining('Internal error'),
    });
  });
});
