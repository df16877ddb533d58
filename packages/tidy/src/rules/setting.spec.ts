import { describe, expect, it } from 'vitest';
import { settingsAreListedAndDocumented } from './setting.ts';

const list = { path: 'packages/platform/src/settings.ts', text: "{ name: 'RAPPORTEUR_PORT' }" };
const page = { path: 'docs/settings.md', text: '## RAPPORTEUR_PORT\n' };
const code = (text: string) => ({ path: 'apps/cli/src/main.ts', text });

describe('Settings', () => {
  it('are fine when listed and documented', () =>
    expect(
      settingsAreListedAndDocumented([
        list,
        page,
        code('env.RAPPORTEUR_PORT; env["RAPPORTEUR_*"]'),
      ]),
    ).toEqual([]));

  it('must be in the list', () =>
    expect(settingsAreListedAndDocumented([list, page, code('env.RAPPORTEUR_PROT')])).toEqual([
      {
        path: 'apps/cli/src/main.ts',
        says: 'RAPPORTEUR_PROT is not in packages/platform/src/settings.ts',
      },
    ]));

  it('must be documented', () =>
    expect(settingsAreListedAndDocumented([list])).toEqual([
      {
        path: list.path,
        says: expect.stringContaining('RAPPORTEUR_PORT is documented neither in'),
      },
    ]));

  it('of the tests are not the product’s, but documented', () =>
    expect(
      settingsAreListedAndDocumented([list, page, code('env.RAPPORTEUR_TEST_DATABASE')]),
    ).toEqual([
      {
        path: list.path,
        says: expect.stringContaining('RAPPORTEUR_TEST_DATABASE is documented neither in'),
      },
    ]));

  it('need their list', () => expect(settingsAreListedAndDocumented([page])).toHaveLength(1));
});
