import { SECRET_ADDRESSES } from '@rapporteur/resilience/secret-addresses';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { formatLogLine } from './logger.ts';
import { Readiness } from './readiness.ts';
import { readSettings, redactSettings, SETTINGS } from './settings.ts';
import { formatError } from './startup-error.ts';
import { formatMessage } from './terminal-text.ts';

/** Returns the settings as they are shown, or the message of the start that fails. */
function start(env: NodeJS.ProcessEnv): string {
  try {
    return JSON.stringify(redactSettings(readSettings(env)));
  } catch (error) {
    return formatMessage(formatError(error));
  }
}

function log(address: string): string {
  const lines: string[] = [];
  const logger = pino({}, { write: (line) => lines.push(formatLogLine(line)) });
  const error = Object.assign(new TypeError(`Invalid URL: ${address}`), { input: address });
  logger.error({ err: error, config: { urls: [address] } }, `Cannot reach ${address}`);
  const [line = ''] = lines;
  expect(JSON.parse(line)).toMatchObject({ level: 50, err: { type: 'TypeError' } });
  return line;
}

async function check(address: string): Promise<unknown> {
  const readiness = new Readiness();
  readiness.add('log', () => Promise.reject(new Error(`No broker answers at ${address}`)));
  return readiness.runChecks().catch((problem: unknown) => problem);
}

describe.each(SECRET_ADDRESSES)('A secret in %s', (address) => {
  it.each(Object.values(SETTINGS).map(({ env }) => env))('is masked in the setting %s', (name) =>
    expect(start({ [name]: address })).not.toMatch(/hush/i),
  );

  it('is masked in a message of the start', () =>
    expect(formatMessage(formatError(new Error(`Cannot open ${address}`)))).not.toMatch(/hush/i));

  it('is masked in a line of the log', () => expect(log(address)).not.toMatch(/hush/i));

  it('is masked in the result of a check', async () =>
    expect(JSON.stringify(await check(address))).not.toMatch(/hush/i));
});

describe('The address of a server', () => {
  it.each(['http://me:x@record.example', 'http://a:1/x@b', 'http://record.example/?password=x'])(
    'holds no user, password or query: %s',
    (url) => {
      for (const name of ['RAPPORTEUR_URL', 'RAPPORTEUR_COMMANDS_URL', 'RAPPORTEUR_ADVERTISE'])
        expect(start({ [name]: url })).toContain(`${name} must be an address without a user`);
    },
  );
});
