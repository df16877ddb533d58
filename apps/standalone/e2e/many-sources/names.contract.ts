import { describe, expect, it } from 'vitest';
import type { AnswerValue, GetNotes, NoteFact } from '../testing/notes-fixture.ts';

const MEETING: NoteFact = {
  type: 'MeetingHeld',
  meeting: 'union-4',
  body: 'union',
  ordinal: 4,
  quote: 'die vierte Tagung',
};

/** Names that later documents add, and entities without a code. */
export function testNames(getNotes: GetNotes): void {
  describe('A name that a later document adds', () => {
    const register = (more: object) => ({
      body: 'guild',
      name: 'Guild of Wax',
      kind: 'organ',
      parents: 'union',
      ...more,
    });
    const meeting = (n: number): NoteFact => ({
      type: 'MeetingHeld',
      body: 'guild',
      ordinal: n,
      quote: `заседание ${n}`,
    });
    const FRENCH = {
      document: 'french',
      facts: [meeting(1)],
      bodies: [register({ otherNames: 'Guilde' })],
    };
    const RUSSIAN = {
      document: 'russian',
      facts: [meeting(2)],
      bodies: [
        register({
          otherNames: ['Воскобойня', 'Guilde'],
          identifiers: { scheme: 'wax-register', value: 'G-1' },
        }),
      ],
    };
    const PLAIN = { document: 'plain', facts: [meeting(3)], bodies: [register({})] };

    it.each([
      ['names-forward', [PLAIN, FRENCH, RUSSIAN]],
      ['names-backward', [RUSSIAN, FRENCH, PLAIN]],
    ])('is one of the names of the body, in any order (%s)', async (collection, notes) => {
      await getNotes().record(collection, ...notes);
      const { data } = await getNotes().query(collection, 'bodies/guild');
      expect(data).toMatchObject({
        name: 'Guild of Wax',
        names: ['Guild of Wax', 'Guilde', 'Воскобойня'],
        identifiers: [{ scheme: 'wax-register', value: 'G-1' }],
      });
    });

    it('may not change the kind, the name or the parents', async () => {
      await expect(
        getNotes().record('names-forward', {
          document: 'contradiction',
          bodies: [register({ kind: 'group', otherNames: 'Wax Group' })],
          facts: [meeting(4)],
        }),
      ).rejects.toThrow(/DOMAIN_BODY_DIFFERS.*further names/);
    });
  });

  describe('An entity without a code of ISO 3166', () => {
    it('has the name that sources use, wherever it is shown', async () => {
      const attends = (code: string, name: string): NoteFact => ({
        type: 'DelegationAttended',
        meeting: 'union-4',
        state: { [code]: name },
        basis: 'named',
        quote: `delegacja: ${name}`,
      });
      await getNotes().record('no-code', {
        document: 'register',
        facts: [
          MEETING,
          attends('XKX', 'Kosowo'),
          attends('TWN', 'Tajwan'),
          attends('XAB', 'Naddniestrze'),
        ],
      });
      const names = (rows: readonly AnswerValue[]) => rows.map(({ name }) => name);
      const shown = ['Taiwan', 'Naddniestrze', 'Kosovo'];
      expect(names((await getNotes().query('no-code', 'participation')).data.states)).toEqual(
        shown,
      );
      expect(names((await getNotes().query('no-code', 'participation/ranking')).data)).toEqual(
        shown,
      );
      expect((await getNotes().query('no-code', 'states/XAB')).data.name).toBe('Naddniestrze');
      for (const line of ['participation --body union', 'ranking', 'meeting union-4']) {
        const { out } = await getNotes().run(`query ${line} --collections no-code`);
        for (const name of shown) expect(out).toContain(name);
        expect(out).not.toContain('Province of China');
      }
      const { data } = await getNotes().query('no-code', 'facts?type=DelegationAttended');
      expect(data.map(({ sentence }: AnswerValue) => sentence)).toContain(
        'A delegation from Naddniestrze attended the 4th meeting of the Beekeepers’ Union.',
      );
    });
  });
}
