import { describe, expect, it } from 'vitest';
import type { AnswerValue, GetNotes } from '../testing/notes-fixture.ts';

/** Memberships and offices on a day. */
export function testTerms(getNotes: GetNotes): void {
  describe('On a day, the list of', () => {
    it('members leaves out those that joined later or left before', async () => {
      const membership = (member: object, quote: string, days: object) => ({
        type: 'MembershipStatusRecorded',
        member,
        body: 'union',
        status: 'member',
        quote,
        ...days,
      });
      await getNotes().record('members', {
        document: 'members-note',
        facts: [
          membership({ AUT: 'Austria' }, 'Austria joined in 1994', { startedOn: '1994' }),
          membership({ PER: 'Peru' }, 'Peru joined on 9 June 2017', { startedOn: '2017-06-09' }),
          membership({ GHA: 'Ghana' }, 'Ghana was a member until 2001', { endedOn: '2001' }),
        ],
      });
      const listMembers = async (day: string) => {
        const { data } = await getNotes().query('members', `memberships?asOf=${day}`);
        return data.map(({ member }: AnswerValue) => member.id).toSorted();
      };
      expect(await listMembers('2016-05-01')).toEqual(['AUT']);
      expect(await listMembers('2017-06-09')).toEqual(['AUT', 'PER']);
      expect(await listMembers('2000-05-01')).toEqual(['AUT', 'GHA']);
    });

    it('offices leaves out those that were taken later', async () => {
      const office = (holder: string, quote: string, days: object) => ({
        type: 'OfficeRecorded',
        office: 'treasurer',
        body: 'union',
        stage: 'holds',
        holder: { id: holder, kind: 'person', nameAsWritten: holder },
        quote,
        ...days,
      });
      await getNotes().record('offices', {
        document: 'offices-note',
        facts: [
          office('m-imker', 'M. Imker, treasurer since 2009', {
            startedOn: '2009',
            endedOn: '2013',
          }),
          office('o-apis', 'O. Apis took the treasury in May 2015', { startedOn: '2015-05' }),
        ],
      });
      const listHolders = async (day: string) => {
        const { data } = await getNotes().query('offices', `offices?asOf=${day}`);
        return data.map(({ holder }: AnswerValue) => holder.id);
      };
      expect(await listHolders('2010-01-01')).toEqual(['m-imker']);
      expect(await listHolders('2014-06-01')).toEqual([]);
      expect(await listHolders('2015-06-01')).toEqual(['o-apis']);
    });
  });
}
