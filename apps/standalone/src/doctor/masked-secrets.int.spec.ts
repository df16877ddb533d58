import { runCli } from '@rapporteur/cli';
import { captureTerminal } from '@rapporteur/cli/captured-terminal';
import { readSettings, SettingsError } from '@rapporteur/platform';
import { classifyError } from '@rapporteur/projection-runtime';
import { SECRET_ADDRESSES } from '@rapporteur/resilience/secret-addresses';
import { describe, expect, it } from 'vitest';
import { formatReport } from './doctor-report.ts';
import { inspectInstallation } from './inspect-installation.ts';

const UNREACHABLE = 'postgres://me@127.0.0.1:1/x';

/** Returns the report as JSON and as text; nothing for settings with which nothing starts. */
async function inspect(env: NodeJS.ProcessEnv): Promise<string> {
  try {
    const settings = readSettings({ RAPPORTEUR_TEXTS: '/nonexistent', ...env });
    const report = await inspectInstallation(settings);
    return [JSON.stringify(report), ...formatReport(report)].join('\n');
  } catch (error) {
    if (error instanceof SettingsError) return '';
    throw error;
  }
}

/** Calls the command line and returns all that it writes. */
async function call(line: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const terminal = captureTerminal({ env });
  await runCli(line, terminal);
  const written = terminal.written.out() + terminal.written.err();
  expect(written).not.toBe('');
  return written;
}

describe.each(SECRET_ADDRESSES)('A secret in %s', (address) => {
  it.each([
    { RAPPORTEUR_LOG: address, RAPPORTEUR_DATABASE: UNREACHABLE },
    { RAPPORTEUR_LOG: UNREACHABLE, RAPPORTEUR_DATABASE: address },
  ])('is masked by the doctor', async (env) => expect(await inspect(env)).not.toMatch(/hush/i));

  it('is masked in the reason of the status', () =>
    expect(classifyError(new Error(`No answer of ${address}`)).message).not.toMatch(/hush/i));

  it.each([
    ['status', '--url', address],
    ['demo', `--kafka=${address}.`, '--url', address],
    ['query', 'chair', 'x', `--ur=${address}`],
    ['submit', address],
  ])('is masked in the message of `%s %s`', async (...line) =>
    expect(await call(line)).not.toMatch(/hush/i),
  );

  it.each(['RAPPORTEUR_URL', 'RAPPORTEUR_COMMANDS_URL', 'RAPPORTEUR_LOG'])(
    'is masked in the message about the setting %s',
    async (name) =>
      expect(
        await call(['status', '--url', 'http://127.0.0.1:1'], { [name]: address }),
      ).not.toMatch(/hush/i),
  );
});
