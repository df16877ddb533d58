/** A person goes through a draft by keys and submits it: on the command line, on a running record. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '@rapporteur/cli';
import { createFakeScreen } from '@rapporteur/cli/fake-screen';
import { usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from './testing/command-line.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const NOTE = `Note on the 9th meeting of the Pilots' Council

The 9th meeting of the Pilots' Council was held in Valletta, Malta, on 4 May 2031. The meeting was chaired by Malta.
Delegations of Malta and Portugal took part.
The Council approved the work plan of the pilots for 2032. The lighthouse keepers are glad of the plan.
`;
const RETURN = '\r';

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reviews-'));
  rapporteur = await startInProcess(postgres.url, undefined);
}, 60_000);
afterAll(async () => {
  await rapporteur?.close();
  await rm(folder, { recursive: true, force: true });
});

const url = (): string => rapporteur?.url ?? '';
const env = () => ({ RAPPORTEUR_REVIEWS: join(folder, 'reviews') });
const run = (...words: readonly string[]) => runCommandLine(url(), words, { folder, env: env() });

/** Starts a review at a terminal. */
function review() {
  const screen = createFakeScreen({ env: env(), cwd: folder });
  const line = ['review', 'note.draft.yaml', '--actor', 'desk-1', '--url', url()];
  return { screen, ended: runCli(line, screen) };
}

describe('A draft that is reviewed by keys', () => {
  it('is recorded as it was accepted, after a question, and answers queries', async () => {
    await writeFile(join(folder, 'note.txt'), NOTE);
    const drafted = await run('draft', 'note.txt', '--collection', 'pilots');
    expect(drafted.exitCode, drafted.err).toBe(0);
    expect(drafted.out).toContain('1 sentence not placed');

    const { screen, ended } = review();
    await screen.waitFor('MeetingHeld');
    screen.type(RETURN);
    await screen.waitFor('MeetingChaired');
    screen.type(RETURN);
    await screen.waitFor('{MLT: Malta}');
    screen.type(RETURN);
    await screen.waitFor('{PRT: Portugal}');
    screen.type('Rnot its delegation' + RETURN);
    await screen.waitFor('3 accepted, 1 rejected');
    screen.type(`+\u00150.5${RETURN}`);
    await screen.waitFor('A sentence without a fact');

    // The sentence becomes a fact of its own.
    screen.type('mPositionStated' + RETURN);
    await screen.waitFor('verb:');
    screen.type('supported' + RETURN);
    await screen.waitFor('topic:');
    screen.type('work-plan' + RETURN);
    await screen.waitFor('summary:');
    screen.type('The keepers support the plan.' + RETURN);
    await screen.waitFor('The fact is made');
    // An optional field, with an actor that nobody declares.
    screen.type('eby' + RETURN);
    await screen.waitFor('by: ');
    screen.type(
      '[{id: lighthouse-keepers, kind: class, nameAsWritten: The lighthouse keepers}]' + RETURN,
    );
    await screen.waitFor('the lighthouse keepers supported');
    screen.type(RETURN);
    await screen.waitFor('Overview');
    screen.type('S');
    await screen.waitFor('? y/N');
    expect(screen.isRaw()).toBe(false);
    const shown = screen.lines().join('\n');
    expect(shown).toContain("chaired the 9th meeting of the Pilots' Council");
    expect(shown).not.toContain('A delegation from Portugal');
    screen.type('y\n');
    expect(await ended, screen.lines().join('\n')).toBe(0);
    expect(screen.lines().join('\n')).toMatch(/recorded \d+ events/);

    const result = await readFile(join(folder, 'note.reviewed.yaml'), 'utf8');
    expect(result).toContain('# reviewer');
    const again = await run('submit', 'note.reviewed.yaml', '--wait', '30');
    expect(again.out, again.err).toContain('already recorded');
    const attended = await run('query', 'participation', '--body', 'pilots-council', '--csv');
    expect(attended.out, attended.err).toContain('MLT');
    expect(attended.out).not.toContain('PRT');
    const positions = await run('query', 'positions', '--csv');
    expect(positions.out, positions.err).toContain('lighthouse-keepers');
  }, 240_000);

  it('does not propose a rejected fact again', async () => {
    const drafted = await run('draft', 'note.txt', '--collection', 'pilots');
    expect(drafted.out, drafted.err).toContain('(1 rejected before are left out)');
    expect((await run('review', 'note.draft.yaml', '--list')).out).not.toContain('Portugal');

    await run('draft', 'note.txt', '--collection', 'pilots', '--rejected');
    const hidden = await run('review', 'note.draft.yaml', '--list');
    expect(hidden.out).not.toContain('Portugal');
    expect(hidden.err).toContain('1 fact was rejected before and is left out');
    const shown = await run('review', 'note.draft.yaml', '--list', '--rejected');
    expect(shown.out).toMatch(/rejected +DelegationAttended, line 4 \(not its delegation\)/);
  }, 60_000);
});
