import { describe, expect, it } from 'vitest';
import type { AnswerValue, GetNotes, NoteFact } from '../testing/notes-fixture.ts';

const MEETING: NoteFact = {
  type: 'MeetingHeld',
  meeting: 'union-4',
  body: 'union',
  ordinal: 4,
  quote: 'die vierte Tagung',
};

/** A class of members in the words of a source. */
const classOf = (id: string, nameAsWritten: string, members: object): object => ({
  id,
  kind: 'class',
  of: 'union',
  nameAsWritten,
  members,
});
const state = (id: string, nameAsWritten: string) => ({ id, nameAsWritten });

/** What real notes say that a table has no column for. */
export function testWording(getNotes: GetNotes): void {
  const listSentences = async (collection: string, type: string): Promise<readonly string[]> => {
    const { data } = await getNotes().query(collection, `facts?type=${type}&limit=100`);
    return data.map(({ sentence }: AnswerValue) => sentence);
  };

  describe('A class with exceptions', () => {
    it('has its size, leaves states out, and says nothing of the others', async () => {
      const attends = (key: string, quote: string): NoteFact => ({
        type: 'DelegationAttended',
        meeting: 'union-4',
        state: key,
        basis: 'class',
        quote,
      });
      await getNotes().record('exceptions', {
        document: 'note-of-classes',
        actors: {
          members: classOf('members', 'les États membres', {
            count: 9,
            except: [state('IND', 'l’Inde'), state('PER', 'le Pérou')],
          }),
          coast: classOf('coast', 'прибрежные страны', {
            // An exception among exceptions: the islands are left out, but not Malta.
            except: [state('islands', 'острова'), state('NPL', 'Непал')],
          }),
        },
        facts: [
          MEETING,
          attends('members', 'les neuf États membres sauf l’Inde et le Pérou'),
          attends('coast', 'прибрежные страны, кроме островов, но с Мальтой, и без Непала'),
          {
            type: 'DelegationAttended',
            meeting: 'union-4',
            state: { MLT: 'Мальта' },
            basis: 'derived',
            quote: 'участвовала и Мальта',
          },
        ],
      });
      expect(await listSentences('exceptions', 'DelegationAttended')).toEqual([
        'Les États membres of the Beekeepers’ Union (nine members, without India and Peru) attended the 4th meeting of the Beekeepers’ Union.',
        'Прибрежные страны of the Beekeepers’ Union (without острова and Nepal) attended the 4th meeting of the Beekeepers’ Union.',
        'A delegation from Malta attended the 4th meeting of the Beekeepers’ Union (derived).',
      ]);
      const { data } = await getNotes().query('exceptions', 'participation?state=KEN');
      const cells = data.states.map(
        ({ actor, cells: [cell] }: AnswerValue) => `${actor} ${cell.kind}`,
      );
      expect(cells).toEqual([
        'IND not-listed',
        'KEN not-stated',
        'MLT attended',
        'NPL not-listed',
        'PER not-listed',
      ]);
      const page = (await getNotes().query('exceptions', 'meetings/union-4')).data;
      expect(page.participants).toMatchObject({
        listing: 'by-class',
        delegations: [
          {
            actor: 'members',
            members: { count: { min: 9 }, except: [{ id: 'IND' }, { id: 'PER' }] },
          },
          { actor: 'coast', members: { count: null } },
          { actor: 'MLT' },
        ],
      });
      const india = (await getNotes().query('exceptions', 'states/IND')).data;
      expect(india.known).toBe(true);
    });

    it('of a planned meeting tells nothing of who came', async () => {
      await getNotes().record('expected', {
        document: 'plan-of-classes',
        actors: {
          members: classOf('members', 'all members', { except: [state('IND', 'India')] }),
        },
        facts: [
          { ...MEETING, type: 'MeetingAnnounced', expected: 'members', quote: 'All but India' },
          MEETING,
        ],
      });
      const { data } = await getNotes().query('expected', 'participation?state=IND');
      expect(data.states).toMatchObject([{ actor: 'IND', cells: [{ kind: 'not-stated' }] }]);
    });
  });

  describe('A count in words', () => {
    it('is shown as written, and contradicts no number', async () => {
      const casualties = (quote: string, more: object): NoteFact => ({
        type: 'CasualtiesReported',
        incident: 'hive-fire',
        quote,
        ...more,
      });
      await getNotes().record('words', {
        document: 'counts',
        facts: [
          MEETING,
          casualties('viele Verletzte', { injured: { qualifier: 'viele' } }),
          casualties('30 blessés', { injured: 30 }),
          casualties('varios muertos', { killed: { qualifier: 'varios' } }),
          {
            type: 'AwardsConferred',
            meeting: 'union-4',
            recipients: 'old members',
            count: { qualifier: 'a number of', ofWhat: 'medals' },
            quote: 'a number of medals',
          },
        ],
      });
      expect((await getNotes().query('words', 'conflicts')).data).toEqual([]);
      const { out } = await getNotes().run('query incident hive-fire --collections words');
      expect(out).toMatch(/Killed: varios\. Injured: 30\b/);
      expect(out).toContain('viele');
      const [award] = (await getNotes().query('words', 'meetings/union-4')).data.awards;
      expect(award.count).toMatchObject({ min: null, max: null, qualifier: 'a number of' });
    });

    it('of participants stands beside the list, and is not compared with it', async () => {
      const participants = { qualifier: 'quarante environ', ofWhat: 'délégués' };
      await getNotes().record('guests', {
        document: 'list-of-states',
        facts: [
          { ...MEETING, participants },
          {
            type: 'DelegationAttended',
            meeting: 'union-4',
            state: { MLT: 'Malta' },
            basis: 'named',
            quote: 'Malta war dabei',
          },
        ],
      });
      const { data } = await getNotes().query('guests', 'meetings/union-4');
      expect(data).toMatchObject({
        participantCount: { min: null, qualifier: 'quarante environ' },
        participants: { agreesWithCount: null },
      });
      const { out } = await getNotes().run('query meeting union-4 --collections guests');
      expect(out).toContain('Number stated: quarante environ délégués.');
    });
  });

  describe('A closing day alone', () => {
    it('ends a meeting, a term and a period, and agrees with the days before it', async () => {
      await getNotes().record('closing', {
        document: 'closing-note',
        facts: [
          { ...MEETING, occurredOn: '../2041-02-09' },
          { ...MEETING, occurredOn: '2041-02-07/2041-02-09', quote: 'vom 7. bis 9. Februar' },
          {
            type: 'DecisionAdopted',
            decision: 'hive-mandate',
            kind: 'mandate',
            subject: 'the mandate of the hive office',
            verb: 'extended',
            period: '../2041-12-31',
            quote: 'verlängert bis 31. Dezember 2041',
          },
        ],
      });
      expect((await getNotes().query('closing', 'conflicts')).data).toEqual([]);
      expect((await getNotes().query('closing', 'meetings/union-4')).data).toMatchObject({
        heldOn: { edtf: '2041-02-07/2041-02-09' },
      });
      const sentences = await listSentences('closing', 'MeetingHeld,DecisionAdopted');
      expect(sentences.toSorted()).toEqual([
        'The Beekeepers’ Union held its 4th meeting from 7 to 9 February 2041.',
        'The Beekeepers’ Union held its 4th meeting until 9 February 2041.',
        'The mandate of the hive office was extended, until 31 December 2041.',
      ]);
      const { out } = await getNotes().run('query decision hive-mandate --collections closing');
      expect(out).toContain('until 31 December 2041');
      const ended = (await getNotes().query('closing', 'decisions?ends=2041')).data;
      expect(ended).toMatchObject([{ decision: 'hive-mandate' }]);
    });

    it('contradicts a later day', async () => {
      await getNotes().record('closing-twice', {
        document: 'closing-notes',
        facts: [
          { ...MEETING, occurredOn: '../2041-02-09' },
          { ...MEETING, occurredOn: '2041-02-10/2041-02-11', quote: 'les 10 et 11 février' },
        ],
      });
      const { data } = await getNotes().query('closing-twice', 'conflicts');
      expect(data).toMatchObject([{ field: 'occurredOn' }]);
    });
  });

  describe('A decision of elsewhere', () => {
    it('is known by a report of its status, with a subject', async () => {
      const status = (decision: string, quote: string, more: object): NoteFact => ({
        type: 'DecisionStatusReported',
        decision,
        heldAsOf: '2041',
        quote,
        ...more,
      });
      await getNotes().record('elsewhere', {
        document: 'digest',
        facts: [
          status('wax-charter', 'la Charte de la cire, prorogée jusqu’en 2043', {
            subject: 'the Wax Charter of the Congress',
            status: 'extended',
            period: '../2043',
          }),
          status('wax-charter', 'la Charte est appliquée', { status: 'in-progress' }),
        ],
      });
      expect((await getNotes().query('elsewhere', 'decisions')).data).toMatchObject([
        { decision: 'wax-charter', type: 'DecisionStatusReported', strength: null },
      ]);
      const page = (await getNotes().query('elsewhere', 'decisions/wax-charter')).data;
      expect(page).toMatchObject({ name: 'the Wax Charter of the Congress' });
      expect(page.statuses).toHaveLength(2);
      expect(await listSentences('elsewhere', 'DecisionStatusReported')).toContain(
        'As of 2041, the Wax Charter of the Congress has been extended until 2043.',
      );
    });

    it('without a subject is a mistake in the id', async () => {
      const fact = {
        type: 'DecisionStatusReported',
        decision: 'waks-charter',
        heldAsOf: '2041',
        status: 'done',
        quote: 'La Charte est exécutée',
      };
      await expect(
        getNotes().record('elsewhere', { document: 'typing-error', facts: [fact] }),
      ).rejects.toThrow(/`wax-charter`.*`subject`/);
    });
  });
}
