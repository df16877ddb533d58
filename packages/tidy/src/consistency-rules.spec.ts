import { describe, expect, it } from 'vitest';
import {
  contractsAreInTheGlossary,
  decisionRecordsAreIndexed,
  generatedFilesAreFresh,
  manifestsAgree,
  packagesHaveReadmes,
  settingsAreDocumented,
} from './consistency-rules.ts';

describe('Manifests', () => {
  const good = {
    name: '@rapporteur/domain',
    version: '0.1.0',
    private: true,
    license: 'Apache-2.0',
    type: 'module',
    exports: {},
    dependencies: { '@rapporteur/contracts': 'workspace:*', zod: 'catalog:', yaml: '2.9.1' },
  };
  const files = (manifest: object, tags = '"tags": ["pure"]') => [
    { path: 'package.json', text: '{"version":"0.1.0"}' },
    { path: 'packages/domain/package.json', text: JSON.stringify(manifest) },
    { path: 'packages/domain/turbo.json', text: tags },
  ];

  it('agree', () => expect(manifestsAgree(files(good))).toEqual([]));

  it.each([
    [{ name: '@rapporteur/core' }, 'is named'],
    [{ version: '0.2.0' }, 'is at version 0.2.0'],
    [{ private: undefined }, 'is not private'],
    [{ license: 'MIT' }, 'is not under'],
    [{ type: undefined }, 'is not an ES module'],
    [{ exports: undefined }, 'has no exports'],
    [{ dependencies: { immutable: '^5' } }, 'immutable is not pinned: ^5'],
  ])('are rejected with %j', (change, message) =>
    expect(manifestsAgree(files({ ...good, ...change }))).toEqual([
      { path: 'packages/domain/package.json', message: expect.stringContaining(message) },
    ]),
  );

  it('need the tag that turbo boundaries checks', () =>
    expect(manifestsAgree(files(good, '{}'))).toHaveLength(1));
});

describe('READMEs', () => {
  const manifest = { path: 'packages/domain/package.json', text: '{}' };

  it('are in every package', () =>
    expect(
      packagesHaveReadmes([manifest, { path: 'packages/domain/README.md', text: '' }]),
    ).toEqual([]));

  it('are reported when missing', () =>
    expect(packagesHaveReadmes([manifest])).toEqual([
      { path: 'packages/domain', message: 'has no README.md' },
    ]));
});

describe('Settings', () => {
  const list = { path: 'packages/platform/src/settings.ts', text: "{ name: 'RAPPORTEUR_PORT' }" };
  const page = { path: 'docs/settings.md', text: '## RAPPORTEUR_PORT\n' };
  const code = (text: string) => ({ path: 'apps/cli/src/main.ts', text });

  it('are listed and documented', () =>
    expect(
      settingsAreDocumented([list, page, code('env.RAPPORTEUR_PORT; env["RAPPORTEUR_*"]')]),
    ).toEqual([]));

  it('are rejected when they are not in the list', () =>
    expect(settingsAreDocumented([list, page, code('env.RAPPORTEUR_PROT')])).toEqual([
      {
        path: 'apps/cli/src/main.ts',
        message: 'RAPPORTEUR_PROT is not in packages/platform/src/settings.ts',
      },
    ]));

  it('are rejected when they are not documented', () =>
    expect(settingsAreDocumented([list])).toEqual([
      {
        path: list.path,
        message: expect.stringContaining('RAPPORTEUR_PORT is documented neither in'),
      },
    ]));

  it('of the tests are documented, but not in the list', () =>
    expect(settingsAreDocumented([list, page, code('env.RAPPORTEUR_TEST_DATABASE')])).toEqual([
      {
        path: list.path,
        message: expect.stringContaining('RAPPORTEUR_TEST_DATABASE is documented neither in'),
      },
    ]));

  it('need their list', () => expect(settingsAreDocumented([page])).toHaveLength(1));
});

describe('The glossary', () => {
  const held = { path: 'packages/contracts/src/facts/meeting-held.v1.ts', text: '' };
  const opened = { path: 'packages/contracts/src/record/writer-opened.v1.ts', text: '' };
  const glossary = (text: string) => ({ path: 'docs/glossary.md', text });

  it('has every event as a heading or a bold term', () =>
    expect(
      contractsAreInTheGlossary([
        held,
        opened,
        glossary('### MeetingHeld\n\n- **`WriterOpened`**: …'),
      ]),
    ).toEqual([]));

  it('needs more than a mention', () =>
    expect(
      contractsAreInTheGlossary([held, glossary('A MeetingHeld is… ## MeetingHeld, too')]),
    ).toEqual([
      {
        path: held.path,
        message: 'MeetingHeld is neither a heading nor a bold term of docs/glossary.md',
      },
    ]));

  it('names no event or command that does not exist', () =>
    expect(
      contractsAreInTheGlossary([
        held,
        glossary('**`MeetingHeld`** **`RecordMeetingHeld`** **`MeetingMoved`**'),
      ]),
    ).toEqual([{ path: 'docs/glossary.md', message: 'MeetingMoved is not an event or command' }]));

  it('may explain other terms', () =>
    expect(
      contractsAreInTheGlossary([
        held,
        glossary('**MeetingHeld** **CloudEvents** **the three forces**'),
      ]),
    ).toEqual([]));

  it('must exist', () => expect(contractsAreInTheGlossary([held])).toHaveLength(1));
});

describe('Decision records', () => {
  const index = {
    path: 'docs/adr/README.md',
    text: '- [1](0001-first.md)\n- [2](0002-second.md)\n',
  };
  const first = { path: 'docs/adr/0001-first.md', text: '# 1\n\nStatus: accepted\n' };
  const second = { path: 'docs/adr/0002-second.md', text: '# 2\n\nStatus: superseded by 0003\n' };

  it('are numbered, listed, and state their status', () =>
    expect(decisionRecordsAreIndexed([index, first, second])).toEqual([]));

  it('are rejected when they are not listed', () =>
    expect(decisionRecordsAreIndexed([{ ...index, text: '' }, first])).toEqual([
      { path: first.path, message: 'is not listed in docs/adr/README.md' },
    ]));

  it('are rejected when a number is missing', () =>
    expect(decisionRecordsAreIndexed([index, second])).toEqual([
      { path: second.path, message: 'has the number 2 instead of 1' },
    ]));

  it('are rejected without a status', () =>
    expect(decisionRecordsAreIndexed([index, { ...first, text: '# 1\n' }])).toEqual([
      { path: first.path, message: 'states no status' },
    ]));
});

describe('Generated files', () => {
  const path = 'packages/contracts/schemas/meeting-held.v1.json';

  it('are fresh when equal', () =>
    expect(generatedFilesAreFresh([{ path, text: '{}' }], new Map([[path, '{}']]))).toEqual([]));

  it('are stale when they differ', () =>
    expect(generatedFilesAreFresh([{ path, text: '{ }' }], new Map([[path, '{}']]))).toMatchObject([
      { message: expect.stringContaining('stale') },
    ]));

  it('must be committed', () =>
    expect(generatedFilesAreFresh([], new Map([[path, '{}']]))).toMatchObject([
      { message: expect.stringContaining('not committed') },
    ]));

  it('are removed when nothing generates them', () =>
    expect(generatedFilesAreFresh([{ path, text: '{}' }], new Map())).toMatchObject([
      { message: expect.stringContaining('not generated any more') },
    ]));
});
