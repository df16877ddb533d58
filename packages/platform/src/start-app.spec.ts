import { describe, expect, it } from 'vitest';
import { createSilentLogger } from './logger.ts';
import { readSettings } from './settings.ts';
import { type AppDefinition, assertTextFolder, startApp } from './start-app.ts';

const never = (): never => {
  throw new Error('must not open anything');
};
const plan: AppDefinition = { module: never, startedMessage: 'running' };

describe('Starting an app', () => {
  it.each<[string, AppDefinition, readonly string[]]>([
    ['the log', plan, ['RAPPORTEUR_LOG']],
    [
      'the log and the read models',
      { ...plan, openDatabase: never },
      ['RAPPORTEUR_LOG', 'RAPPORTEUR_DATABASE'],
    ],
  ])('rejects settings without %s, and lists all that are missing', (_of, needing, names) =>
    expect(startApp(needing, readSettings({}), createSilentLogger())).rejects.toMatchObject({
      code: 'PLATFORM_SETTINGS_INVALID',
      errors: names.map((name) => `${name} is not set: give its URL, or run standalone`),
    }),
  );

  it.each(['', '/below'])('rejects a file in the place of the folder of texts%s', (below) => {
    const texts = `${import.meta.filename}${below}`;
    return expect(assertTextFolder({ texts })).rejects.toMatchObject({
      errors: [`RAPPORTEUR_TEXTS is \`${texts}\`, which is a file or below a file: name a folder`],
    });
  });

  it.each(['', '/none/below'])('accepts a folder of texts that exists, or not yet: %s', (below) =>
    expect(assertTextFolder({ texts: `${import.meta.dirname}${below}` })).resolves.toBe(undefined),
  );
});
