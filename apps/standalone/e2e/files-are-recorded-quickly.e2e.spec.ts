import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from './testing/command-line.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let folder = '';

const TEXT = [
  'First note. The Quay Board met in Lisbon on 4 May 2023. A. Reis spoke for the Members.',
  'Delegations of Malta, Portugal and Tunisia took part in the second meeting of the Board.',
].join('\n');

const FIRST = `
collection: { id: quay, title: Quay, rootBody: { body: quay, name: Quay Union, kind: organization } }
source: { document: first, docType: note, title: First note, language: en, file: note.txt }
bodies: [{ body: quay-board, name: Quay Board, kind: organ, parents: quay, otherNames: the Board }]
actors:
  a-reis: { kind: person, nameAsWritten: A. Reis }
  quay-members: { kind: class, of: quay, nameAsWritten: the Members }
defaults: { modality: reported }
facts:
  - { type: MeetingHeld, body: quay-board, ordinal: 1, occurredOn: 2023-05-04, quote: The Quay Board met in Lisbon on 4 May 2023 }
  - { type: PositionStated, by: [a-reis, quay-members], verb: spoke, topic: trade, summary: They spoke., quote: A. Reis spoke for the Members }
`;

const SECOND = `
source: { document: second, docType: note, title: Second note, language: en, file: other.txt }
defaults: { modality: reported, assertedBy: quay-board }
facts:
  - { type: MeetingHeld, body: quay-board, ordinal: 2, quote: the second meeting of the Board }
  - { type: DelegationAttended, basis: named, states: [MLT, PRT, TUN], quote: 'Delegations of Malta, Portugal and Tunisia' }
  - { type: PositionStated, by: [a-reis, quay-members], verb: spoke, topic: fish, summary: They spoke., quote: took part }
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
  rapporteur = await startInProcess(postgres.url, undefined);
  await writeFile(join(folder, 'note.txt'), TEXT);
  await writeFile(join(folder, 'other.txt'), `Copy. ${TEXT}`);
  await writeFile(join(folder, 'third.txt'), `Third. ${TEXT}`);
});
afterAll(async () => {
  await rapporteur?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Writes a file and calls the command line on it, without a server if `url` says so. */
async function submit(yaml: string, flags = '', { url = rapporteur?.url ?? '', env = {} } = {}) {
  await writeFile(join(folder, 'file.yaml'), yaml);
  return runCommandLine(url, `submit file.yaml${flags}`, { folder, env });
}

describe('A submission', () => {
  it('is checked by every rule in a dry run, also before its collection is open', async () => {
    const wrong = FIRST.replace('of: quay,', 'of: quai,').replace(
      'parents: quay,',
      'parents: pier,',
    );
    const { exitCode, err } = await submit(wrong, ' --dry-run');
    expect(exitCode).toBe(2);
    expect(err).toContain('file.yaml:4:');
    expect(err).toMatch(/DOMAIN_BODY_UNKNOWN[\s\S]*DOMAIN_BODY_UNKNOWN/);
    expect((await submit(FIRST, ' --dry-run')).out).toContain('would record 6 events');
  });

  it('names the actors of the record without a declaration, and a default collection', async () => {
    expect((await submit(FIRST)).out).toContain('recorded 6 events');
    const { out, err } = await submit(SECOND, ' --dry-run --collection quay');
    expect(err).toBe('');
    expect(out).toContain('The Quay Board held its 2nd meeting. [reported by the Board, line 2]');
    expect(out).toContain('A. Reis');
    expect(out).toContain('A delegation from Tunisia attended the 2nd meeting of the Quay Board.');
    const recorded = await submit(SECOND, '', { env: { RAPPORTEUR_COLLECTION: 'quay' } });
    expect(recorded.out).toContain('recorded 6 events');
  });

  it('needs no server if it declares everything, and says if the record was not asked', async () => {
    const url = 'http://127.0.0.1:1';
    const wrong = FIRST.replace('met in Lisbon', 'met in Oslo');
    const declared = await submit(wrong, ' --dry-run', { url });
    expect(declared.exitCode).toBe(2);
    expect(declared.err).toContain('DRAFTING_QUOTE_NOT_FOUND');
    expect(declared.err).toContain('The rules of the record were not checked: No server answers');
    const undeclared = await submit(SECOND, ' --collection quay', { url });
    expect(undeclared.err).toContain('Unknown actor `a-reis`');
    expect(undeclared.err).toContain('The record was not asked for actors: No server answers');
  });

  it('has all its problems in one report: fields, actors, words, ids and rules', async () => {
    const wrong = SECOND.replace('document: second', 'document: third')
      .replace('other.txt', 'third.txt')
      .replace('ordinal: 2,', 'ordinal: 2, meeting: board-2,')
      .replace('basis: named,', 'basis: named, bassis: x,')
      .replace('quay-members', 'quay-membres')
      .concat(
        '  - { type: MeetingChaired, meeting: quay-board-9, chairs: MLT, quote: Gozo presided }\n',
      )
      .concat(
        '  - { type: BodyDescribed, body: quai, aspect: function, what: x, quote: took part }\n',
      );
    const { exitCode, err } = await submit(wrong, ' --collection quay');
    expect(exitCode).toBe(2);
    const codes = err
      .split('\n')
      .map((line) => /^file.yaml:(\d+):.*\((\w+)\)$/.exec(line)?.slice(1));
    expect(codes.filter((each) => each !== undefined).map((each) => each.join(' '))).toEqual([
      '5 DOMAIN_MEETING_ID_FORM',
      '6 DRAFTING_FIELD_UNKNOWN',
      '7 DRAFTING_ACTOR_UNKNOWN',
      '8 DOMAIN_MEETING_UNKNOWN',
      '8 DRAFTING_QUOTE_NOT_FOUND',
      '9 DOMAIN_BODY_UNKNOWN',
    ]);
    expect(err).toContain('Nothing was sent.');
  });
});
