import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSettings, redactSettings, SETTINGS, SettingsError, settingsHelp } from './settings.ts';
import { settingsMarkdown } from './settings-markdown.ts';

const context = { cwd: '/srv', hostname: 'a-machine' };
const read = (env: NodeJS.ProcessEnv) => readSettings(env, context);

function listErrors(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.errors;
    throw error;
  }
  return [];
}

describe('The settings', () => {
  it('all have a default', () => {
    expect(read({})).toEqual({
      port: 8642,
      host: '127.0.0.1',
      allowedHosts: [],
      data: '/srv/.rapporteur',
      texts: '/srv/.rapporteur/texts',
      reviews: '/srv/.rapporteur/reviews',
      state: '/srv/.rapporteur/state',
      log: undefined,
      database: undefined,
      partitions: undefined,
      url: 'http://127.0.0.1:8642',
      commandsUrl: 'http://127.0.0.1:8642',
      collection: undefined,
      instance: expect.stringMatching(/^instance-[0-9a-f]{8}$/),
      countryNames: 'short',
      logLevel: 'info',
      readerTexts: 'redistributable',
    });
  });

  it('are frozen', () => expect(Object.isFrozen(read({}))).toBe(true));

  it('resolve folders in the working directory', () =>
    expect(read({ RAPPORTEUR_DATA: 'data', RAPPORTEUR_TEXTS: '../seeds' })).toMatchObject({
      data: '/srv/data',
      texts: '/seeds',
    }));

  it('derive the URL from the port', () =>
    expect(read({ RAPPORTEUR_PORT: '9000' })).toMatchObject({
      port: 9000,
      url: 'http://127.0.0.1:9000',
    }));

  it('use one URL for queries and commands, unless commands have their own', () => {
    const url = 'https://record.example';
    expect(read({ RAPPORTEUR_URL: url })).toMatchObject({ url, commandsUrl: url });
    const commandsUrl = 'https://commands.example';
    expect(read({ RAPPORTEUR_URL: url, RAPPORTEUR_COMMANDS_URL: commandsUrl })).toMatchObject({
      url,
      commandsUrl,
    });
  });

  it('hold the names of the server as they stand in URLs', () =>
    expect(read({ RAPPORTEUR_ALLOWED_HOSTS: 'Record.example, bücher.example' })).toMatchObject({
      allowedHosts: ['record.example', 'xn--bcher-kva.example'],
    }));

  it.each(['https://record.example', 'record.example:443', 'a,,b', 'a b'])(
    'reject %s as names of the server',
    (names) =>
      expect(listErrors({ RAPPORTEUR_ALLOWED_HOSTS: names })[0]).toContain(
        'RAPPORTEUR_ALLOWED_HOSTS must hold host names without port',
      ),
  );

  it('treat an empty variable as not set', () =>
    expect(read({ RAPPORTEUR_LOG: '' }).log).toBeUndefined());

  it('reject an unknown name, with a similar one', () =>
    expect(listErrors({ RAPPORTEUR_PROT: '1' })).toEqual([
      'Unknown setting `RAPPORTEUR_PROT`. Did you mean `RAPPORTEUR_PORT`?',
    ]));

  it('reject an unknown name without a similar one', () =>
    expect(listErrors({ RAPPORTEUR_QUANTUM_FLUX: '1' })[0]).toContain('rapporteur help settings'));

  it('ignore the variables of tests, and other variables', () =>
    expect(listErrors({ RAPPORTEUR_TEST_DATABASE: 'x', HOME: '/' })).toEqual([]));

  it('list all errors at once', () =>
    expect(
      listErrors({
        RAPPORTEUR_PORT: '-1',
        RAPPORTEUR_LOG: 'mysql://x',
        RAPPORTEUR_LOG_LEVEL: 'loud',
      }).map((error) => error.split(' ')[0]),
    ).toEqual(['RAPPORTEUR_PORT', 'RAPPORTEUR_LOG', 'RAPPORTEUR_LOG_LEVEL']));

  it('are formatted without passwords', () => {
    const printed = redactSettings(read({ RAPPORTEUR_LOG: 'postgres://me:secret@db/x' }));
    expect(printed['RAPPORTEUR_LOG']).toBe('postgres://me:***@db/x');
    expect(JSON.stringify(printed)).not.toContain('secret');
  });

  it('are all in the help', () => {
    for (const { env } of Object.values(SETTINGS)) expect(settingsHelp()).toContain(env);
  });

  it('are documented in docs/settings.md', () =>
    expect(readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8')).toBe(
      settingsMarkdown(),
    ));
});
