import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  readSettings,
  redactSettings,
  SETTINGS,
  SettingsError,
  settingsHelp,
  settingsMarkdown,
} from './settings.ts';

const context = { cwd: '/srv', hostname: 'a-machine' };
const read = (env: NodeJS.ProcessEnv) => readSettings(env, context);

function faultsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.errors;
    throw error;
  }
  return [];
}

describe('The settings', () => {
  it('have a default each, so that nothing need be set', () => {
    expect(read({})).toEqual({
      port: 8642,
      host: '127.0.0.1',
      data: '/srv/.rapporteur',
      texts: '/srv/.rapporteur/texts',
      log: undefined,
      database: undefined,
      partitions: undefined,
      url: 'http://127.0.0.1:8642',
      commandsUrl: 'http://127.0.0.1:8642',
      instance: expect.stringMatching(/^instance-[0-9a-f]{8}$/),
      logLevel: 'info',
    });
  });

  it('are frozen', () => expect(Object.isFrozen(read({}))).toBe(true));

  it('take folders relative to where the program is started', () =>
    expect(read({ RAPPORTEUR_DATA: 'data', RAPPORTEUR_TEXTS: '../seeds' })).toMatchObject({
      data: '/srv/data',
      texts: '/seeds',
    }));

  it('lead the command line to the port of the server', () =>
    expect(read({ RAPPORTEUR_PORT: '9000' })).toMatchObject({
      port: 9000,
      url: 'http://127.0.0.1:9000',
    }));

  it('lead commands to where questions go, unless they have an address of their own', () => {
    const url = 'https://record.example';
    expect(read({ RAPPORTEUR_URL: url })).toMatchObject({ url, commandsUrl: url });
    const commandsUrl = 'https://desk.example';
    expect(read({ RAPPORTEUR_URL: url, RAPPORTEUR_COMMANDS_URL: commandsUrl })).toMatchObject({
      url,
      commandsUrl,
    });
  });

  it('count an empty variable as not set', () =>
    expect(read({ RAPPORTEUR_LOG: '' }).log).toBeUndefined());

  it('refuse an unknown name and say which was probably meant', () =>
    expect(faultsOf({ RAPPORTEUR_PROT: '1' })).toEqual([
      'RAPPORTEUR_PROT is no setting: did you mean RAPPORTEUR_PORT?',
    ]));

  it('refuse an unknown name that resembles none', () =>
    expect(faultsOf({ RAPPORTEUR_QUANTUM_FLUX: '1' })[0]).toContain('rapporteur help settings'));

  it('tolerate the names that tests read, and other names', () =>
    expect(faultsOf({ RAPPORTEUR_TEST_DATABASE: 'x', HOME: '/' })).toEqual([]));

  it('name every fault at once', () =>
    expect(
      faultsOf({
        RAPPORTEUR_PORT: '-1',
        RAPPORTEUR_LOG: 'mysql://x',
        RAPPORTEUR_LOG_LEVEL: 'loud',
      }).map((fault) => fault.split(' ')[0]),
    ).toEqual(['RAPPORTEUR_PORT', 'RAPPORTEUR_LOG', 'RAPPORTEUR_LOG_LEVEL']));

  it('are printed without passwords', () => {
    const printed = redactSettings(read({ RAPPORTEUR_LOG: 'postgres://me:secret@db/x' }));
    expect(printed['RAPPORTEUR_LOG']).toBe('postgres://me:***@db/x');
    expect(JSON.stringify(printed)).not.toContain('secret');
  });

  it('are all in the help', () => {
    for (const { env } of Object.values(SETTINGS)) expect(settingsHelp()).toContain(env);
  });

  it('are documented in a file that is fresh', () =>
    expect(readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8')).toBe(
      settingsMarkdown(),
    ));
});
