import { describe, expect, it } from 'vitest';
import type { AnswerValue, GetNotes, NoteFact } from '../testing/notes-fixture.ts';

const recordMembership = (member: object, quote: string, more: object = {}): NoteFact => ({
  type: 'MembershipStatusRecorded',
  member,
  body: 'union',
  status: 'member',
  quote,
  ...more,
});
const recordOffice = (holder: string, quote: string, more: object = {}): NoteFact => ({
  type: 'OfficeRecorded',
  office: 'treasurer',
  body: 'union',
  stage: 'holds',
  holder: { id: holder, kind: 'person', nameAsWritten: holder },
  quote,
  ...more,
});
const AUSTRIA = { AUT: 'Austria' };
const PERU = { PER: 'Peru' };
const GHANA = { GHA: 'Ghana' };

/** Memberships and offices on a day. */
export function testTerms(getNotes: GetNotes): void {
  /** Returns the members with their status on a day. */
  const listMembers = async (collection: string, day: string): Promise<readonly string[]> => {
    const { data } = await getNotes().query(collection, `memberships?asOf=${day}`);
    return data.map(({ member, status }: AnswerValue) => `${member.id} ${status}`).toSorted();
  };
  /** Returns the holders of offices with their stage on a day. */
  const listHolders = async (collection: string, day: string): Promise<readonly string[]> => {
    const { data } = await getNotes().query(collection, `offices?asOf=${day}`);
    return data.map(({ holder, stage }: AnswerValue) => `${holder.id} ${stage}`);
  };

  describe('On a day, the list of', () => {
    it('members leaves out those that joined later or left before', async () => {
      await getNotes().record('members', {
        document: 'members-note',
        facts: [
          recordMembership(AUSTRIA, 'Austria joined in 1994', { startedOn: '1994' }),
          recordMembership(PERU, 'Peru joined on 9 June 2017', { startedOn: '2017-06-09' }),
          recordMembership(GHANA, 'Ghana was a member until 2001', { endedOn: '2001' }),
        ],
      });
      expect(await listMembers('members', '2016-05-01')).toEqual(['AUT member']);
      expect(await listMembers('members', '2017-06-09')).toEqual(['AUT member', 'PER member']);
      expect(await listMembers('members', '2000-05-01')).toEqual(['AUT member', 'GHA member']);
    });

    it('members follows withdrawals and returns', async () => {
      await getNotes().record('returns', {
        document: 'returns-note',
        facts: [
          recordMembership(PERU, 'Peru joined in 2000', { startedOn: '2000-01-01' }),
          recordMembership(PERU, 'Peru was out from 2005', {
            status: 'withdrawn',
            startedOn: '2005-03-01',
          }),
          recordMembership(PERU, 'Peru came back in 2009', { startedOn: '2009-09-01' }),
        ],
      });
      expect(await listMembers('returns', '2004-01-01')).toEqual(['PER member']);
      expect(await listMembers('returns', '2006-01-01')).toEqual(['PER withdrawn']);
      expect(await listMembers('returns', '2010-01-01')).toEqual(['PER member']);
    });

    it('members says how the sources of a date stand, with all of them on request', async () => {
      const joined = (member: object, document: string, startedOn: string) => ({
        document: `${document}-${startedOn}`,
        facts: [recordMembership(member, `It joined: ${startedOn}`, { startedOn })],
      });
      await getNotes().record(
        'agreements',
        joined(AUSTRIA, 'yearbook', '1994'),
        joined(AUSTRIA, 'minutes', '1994-06-12'),
        joined(PERU, 'yearbook', '2017'),
        joined(PERU, 'minutes', '2018-01-01'),
      );
      const { data } = await getNotes().query('agreements', 'memberships?statements=true');
      expect(data).toMatchObject([
        {
          member: { id: 'AUT' },
          startedOn: { edtf: '1994-06-12' },
          agreement: { startedOn: 'sources agree' },
        },
        { member: { id: 'PER' }, agreement: { startedOn: 'sources differ' } },
      ]);
      const values = data.map(({ statements }: AnswerValue) =>
        statements.startedOn.map(({ value }: AnswerValue) => value.edtf).toSorted(),
      );
      expect(values).toEqual([
        ['1994', '1994-06-12'],
        ['2017', '2018-01-01'],
      ]);
      const [plain] = (await getNotes().query('agreements', 'memberships')).data;
      expect(plain).not.toHaveProperty('statements');
    });

    it('offices says how the sources of a date stand', async () => {
      await getNotes().record(
        'office-agreements',
        {
          document: 'gazette',
          facts: [
            recordOffice('m-imker', 'M. Imker, treasurer from 3 May 2009', {
              startedOn: '2009-05-03',
            }),
          ],
        },
        {
          document: 'bulletin',
          facts: [
            recordOffice('m-imker', 'M. Imker was elected in 2010', {
              stage: 'elected',
              startedOn: '2010',
            }),
          ],
        },
      );
      const { data } = await getNotes().query('office-agreements', 'offices');
      expect(data).toMatchObject([{ agreement: { startedOn: 'sources differ' } }]);
    });

    it('offices leaves out those that were taken later', async () => {
      await getNotes().record('offices', {
        document: 'offices-note',
        facts: [
          recordOffice('m-imker', 'M. Imker, treasurer since 2009', {
            startedOn: '2009',
            endedOn: '2013',
          }),
          recordOffice('o-apis', 'O. Apis took the treasury in May 2015', { startedOn: '2015-05' }),
        ],
      });
      expect(await listHolders('offices', '2010-01-01')).toEqual(['m-imker holds']);
      expect(await listHolders('offices', '2014-06-01')).toEqual([]);
      expect(await listHolders('offices', '2015-06-01')).toEqual(['o-apis holds']);
    });

    it('offices has the holder before the day on which the office was left', async () => {
      await getNotes().record('left', {
        document: 'left-note',
        published: '2019-02-01',
        facts: [
          recordOffice('m-imker', 'M. Imker left the treasury in 2013', {
            stage: 'left',
            endedOn: '2013',
          }),
          recordOffice('o-apis', 'O. Apis became treasurer in May 2015', { startedOn: '2015-05' }),
          recordOffice('o-apis', 'O. Apis is no longer treasurer', { stage: 'left' }),
        ],
      });
      expect(await listHolders('left', '2012-06-01')).toEqual(['m-imker holds']);
      expect(await listHolders('left', '2014-06-01')).toEqual([]);
      expect(await listHolders('left', '2019-02-01')).toEqual(['o-apis holds']);
      expect(await listHolders('left', '2019-02-02')).toEqual([]);
    });
  });
}
