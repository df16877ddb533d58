import { beforeAll, describe, expect, it } from 'vitest';
import type { AnswerValue, GetNotes, Note } from '../testing/notes-fixture.ts';

const KENYA = { KEN: 'Kenya' };
const COLLECTIONS = ['reef', 'delta', 'tundra', 'steppe'] as const;
const ALL = `collections=${COLLECTIONS.join(',')}`;
const UNION = { id: 'union', kind: 'organization', nameAsWritten: 'the Union' };
/** The id of the wreck in an external register of incidents. */
const WRECK = [{ scheme: 'wreck-register', value: 'W-118' }];

const condemned = (incident: string, strength: string) => ({
  type: 'IncidentCondemned',
  condemner: UNION,
  strength,
  target: { incident },
  quote: `The Union ${strength} ${incident}`,
});
const recorded = (incident: string, more: object) => ({
  type: 'IncidentRecorded',
  incident,
  name: incident,
  quote: `It happened: ${incident}`,
  ...more,
});

/** Each collection tells of Kenya in another role. */
const NOTES: Readonly<Record<(typeof COLLECTIONS)[number], Note>> = {
  reef: {
    document: 'reef-note',
    published: '2031-03-05',
    bodies: [{ body: 'reef-assembly', name: 'Reef Assembly', kind: 'organ', parents: 'union' }],
    facts: [
      {
        type: 'MeetingHeld',
        meeting: 'reef-assembly-3',
        body: 'reef-assembly',
        ordinal: 3,
        occurredOn: '2031-03-02',
        quote: 'The third Reef Assembly was on 2 March 2031',
      },
      {
        type: 'DelegationAttended',
        meeting: 'reef-assembly-3',
        state: KENYA,
        basis: 'named',
        quote: 'Kenya took part',
      },
      recorded('ferry-wreck', { occurredOn: '2031-02-11', identifiers: WRECK }),
      condemned('ferry-wreck', 'condemned'),
    ],
  },
  delta: {
    document: 'delta-note',
    published: '2031-04-01',
    facts: [
      {
        type: 'MembershipStatusRecorded',
        member: KENYA,
        body: 'union',
        status: 'observer',
        startedOn: '2029',
        quote: 'Kenya has been an observer since 2029',
      },
      recorded('loss-of-the-ferry', { places: ['Mombasa'], identifiers: WRECK }),
      condemned('loss-of-the-ferry', 'strongly-condemned'),
      condemned('dyke-breach', 'condemned'),
    ],
  },
  tundra: {
    document: 'tundra-note',
    published: '2031-05-01',
    facts: [
      {
        type: 'PositionStated',
        by: KENYA,
        verb: 'regretted',
        topic: 'ice-roads',
        summary: 'Kenya regretted the state of the ice roads.',
        quote: 'Kenya regretted the state of the ice roads',
      },
      recorded('flooded-polder', { occurredOn: '2031-04-20' }),
      condemned('flooded-polder', 'denounced'),
    ],
  },
  steppe: {
    document: 'steppe-note',
    published: '2031-06-01',
    bodies: [
      {
        body: 'steppe-delta-forum',
        name: 'Joint Forum of Steppe and Delta',
        kind: 'joint-session',
        parents: 'union',
      },
    ],
    facts: [
      {
        type: 'MeetingHeld',
        meeting: 'steppe-delta-forum-1',
        body: 'steppe-delta-forum',
        ordinal: 1,
        occurredOn: '2031-05-20',
        quote: 'The first Joint Forum was on 20 May 2031',
      },
      {
        type: 'MeetingChaired',
        meeting: 'steppe-delta-forum-1',
        chairs: KENYA,
        quote: 'Kenya was in the chair',
      },
    ],
  },
};

const LINK = { reason: 'One event.', evidence: { note: 'The registers of both unions' } };

/** One question about several collections: a state, an incident, a joint body. */
export function testCollections(getNotes: GetNotes): void {
  const query = async (path: string): Promise<AnswerValue> => {
    const separator = path.includes('?') ? '&' : '?';
    return getNotes().get(`/v1/${path}${separator}${ALL}`);
  };
  const run = async (line: string): Promise<string> => {
    const { exitCode, out, err } = await getNotes().run(
      `query ${line} --collections ${COLLECTIONS.join(',')}`,
    );
    expect(err).not.toContain('unknown');
    expect(exitCode).toBe(0);
    return out;
  };

  describe('Over several collections', () => {
    beforeAll(async () => {
      for (const collection of COLLECTIONS) await getNotes().record(collection, NOTES[collection]);
      await getNotes().send('LinkRecords', {
        collection: 'tundra',
        kind: 'incident',
        id: 'flooded-polder',
        relation: 'same',
        other: { collection: 'delta', id: 'dyke-breach' },
        ...LINK,
      });
      await getNotes().send('LinkRecords', {
        collection: 'steppe',
        kind: 'body',
        id: 'steppe-delta-forum',
        relation: 'part-of',
        other: { collection: 'delta', id: 'union' },
        ...LINK,
      });
    });

    it('the whole record of a state is one query', async () => {
      const { data, collections, position } = await query('states/KEN');
      expect(collections.toSorted()).toEqual([...COLLECTIONS].toSorted());
      expect(position).toMatch(/^0:\d+$/);
      const rows = data.participations.map(
        ({ collection, role }: AnswerValue) => `${collection} ${role}`,
      );
      expect(new Set(rows)).toEqual(
        new Set(['reef attended', 'delta membership', 'tundra speaks', 'steppe chaired']),
      );
      const page = await run('state KEN');
      for (const collection of COLLECTIONS) expect(page).toContain(collection);
      expect(page).toMatch(/^Kenya/);
    });

    it('the record of a state is paged in one order', async () => {
      const whole = (await query('states/KEN')).data.participations;
      const pages: AnswerValue[] = [];
      for (let next = ''; ;) {
        const page = await query(`states/KEN?limit=1${next}`);
        pages.push(...page.data.participations);
        if (page.next === null) break;
        next = `&cursor=${encodeURIComponent(page.next)}`;
      }
      expect(pages).toEqual(whole);
    });

    it('an incident with one external identifier is one incident with two condemnations', async () => {
      for (const id of ['ferry-wreck', 'delta%2Floss-of-the-ferry']) {
        const { data } = await query(`incidents/${id}`);
        expect(data).toMatchObject({ occurredOn: { edtf: '2031-02-11' } });
        expect(data.places).toMatchObject([{ name: 'Mombasa' }]);
        const found = data.condemnations.map(
          ({ collection, strength }: AnswerValue) => `${collection} ${strength}`,
        );
        expect(found.toSorted()).toEqual(['delta strongly-condemned', 'reef condemned']);
      }
      expect(await run('incident ferry-wreck')).toMatch(/Mombasa/);
    });

    it('an incident with a recorded link is one incident with two condemnations', async () => {
      const { data } = await query('incidents/flooded-polder');
      const found = data.condemnations.map(
        ({ collection, strength }: AnswerValue) => `${collection} ${strength}`,
      );
      expect(found.toSorted()).toEqual(['delta condemned', 'tundra denounced']);
      const list = (await query('incidents')).data.map(({ incident }: AnswerValue) => incident);
      expect(list).toHaveLength(2);
      const { targets } = (await query('condemnations')).data;
      expect(targets).toHaveLength(2);
    });

    it('a joint body is an organ of both organizations', async () => {
      const { data } = await query('bodies/steppe-delta-forum');
      expect(data.parents).toHaveLength(2);
      for (const collection of ['delta', 'steppe']) {
        const { data: meetings } = await query(`meetings?body=${collection}/union&organs=true`);
        expect(meetings.meetings.map(({ meeting }: AnswerValue) => meeting)).toContain(
          'steppe-delta-forum-1',
        );
      }
      const { data: others } = await query('meetings?body=reef/union&organs=true');
      expect(others.meetings.map(({ meeting }: AnswerValue) => meeting)).not.toContain(
        'steppe-delta-forum-1',
      );
      expect(await run('body steppe-delta-forum')).toContain('Joint Forum of Steppe and Delta');
    });

    it('a retracted link joins nothing', async () => {
      const [linked] = await getNotes().send('LinkRecords', {
        collection: 'reef',
        kind: 'incident',
        id: 'ferry-wreck',
        relation: 'same',
        other: { collection: 'delta', id: 'dyke-breach' },
        ...LINK,
      });
      expect((await query('incidents')).data).toHaveLength(1);
      await getNotes().send('RetractRecord', {
        collection: 'reef',
        target: linked?.id,
        reason: 'Another ferry.',
        evidence: { note: 'The register' },
      });
      expect((await query('incidents')).data).toHaveLength(2);
    });
  });
}
