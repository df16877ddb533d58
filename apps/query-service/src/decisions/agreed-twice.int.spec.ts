import { beforeAll, describe, expect, it } from 'vitest';
import { useReplicas } from '../testing/order/compare-orders.ts';
import { createDocument } from '../testing/order/noted-document.ts';

const getReplicas = useReplicas();

const on = (edtf: string) => ({ edtf, basis: 'stated' });
const held = (meeting: string, day: string) => ({
  type: 'MeetingHeld',
  meeting,
  body: 'orchard-council',
  occurredOn: on(day),
});

const SEVENTH = 'orchard-council-7';
const NEXT = { type: 'NextMeetingAgreed', body: 'orchard-council', after: SEVENTH };
const ADOPTED = { type: 'DocumentAdopted', document: 'accord', verb: 'adopted', meeting: SEVENTH };
const RECORD = {
  minutes: [
    held(SEVENTH, '2031-04-09'),
    { ...NEXT, scheduledOn: on('2032-05'), place: { name: 'Bonn' } },
    { ...ADOPTED, title: 'The Accord', adoptedOn: on('2031-04') },
  ],
  news: [
    {
      ...NEXT,
      ordinal: { value: 8, basis: 'stated' },
      scheduledOn: on('2032-05-10'),
      place: { name: 'Oslo', country: { code: 'NOR', basis: 'stated' } },
      assertion: { modality: 'narrated' },
    },
    { ...ADOPTED, adoptedOn: on('2031-04-09'), assertion: { modality: 'narrated' } },
  ],
  later: [
    held('orchard-council-8', '2032-05-11'),
    { ...ADOPTED, meeting: 'orchard-council-8', verb: 'approved', adoptedOn: on('2032-05-11') },
  ],
};

beforeAll(async () => {
  const steps = Object.entries(RECORD).map(([document, facts]) => ({
    name: document,
    after: [],
    command: (collection: string) => createDocument(collection, { document, facts }),
  }));
  await getReplicas()[0].record('grove', steps);
});

interface Page {
  readonly nextMeetings: readonly object[];
  readonly decisions: readonly { readonly type: string }[];
}

const read = async <T>(path: string) => {
  const { status, text } = await getReplicas()[0].get(`/v1/collections/grove/${path}`);
  expect(status, text).toBe(200);
  return (JSON.parse(text) as { readonly data: T }).data;
};

const eventsOf = (type: string, page: Page) => page.decisions.filter((row) => row.type === type);

describe('A next meeting that two documents tell of', () => {
  const row = {
    after: SEVENTH,
    ordinal: { value: 8 },
    scheduledOn: { edtf: '2032-05-10' },
    place: { name: 'Bonn' },
    events: [expect.any(String), expect.any(String)],
    agreement: { ordinal: 'one source', scheduledOn: 'sources agree', place: 'sources differ' },
    held: { recorded: true, meeting: 'orchard-council-8' },
  };

  it('is one row, on each page and list', async () => {
    for (const path of [`meetings/${SEVENTH}`, 'bodies/orchard-council']) {
      const { nextMeetings } = await read<Page>(path);
      expect(nextMeetings, path).toHaveLength(1);
      expect(nextMeetings).toMatchObject([row]);
    }
    expect(await read('next-meetings?from=2032-05-10&to=2032-05-10')).toMatchObject([row]);
  });

  it('has the statements behind its values on request', async () => {
    const [one] = await read<readonly object[]>('next-meetings?statements=true');
    expect(one).toMatchObject({
      statements: {
        place: expect.arrayContaining(
          ['Bonn', 'Oslo'].map((name) =>
            expect.objectContaining({ value: expect.objectContaining({ name }) }),
          ),
        ),
      },
    });
    const [short] = await read<readonly object[]>('next-meetings');
    expect(short).not.toHaveProperty('statements');
  });

  it('is one commitment, done by the meeting that was held', async () => {
    const page = await read<Page>(`meetings/${SEVENTH}`);
    expect(eventsOf('NextMeetingAgreed', page)).toMatchObject([
      {
        due: { edtf: '2032-05-10' },
        status: { status: 'done', rule: 'next-meeting-held' },
        agreement: { scheduledOn: 'sources agree', place: 'sources differ' },
      },
    ]);
  });
});

describe('The adoption of a document that two documents tell of', () => {
  it('is one row of its meeting; its adoption at another meeting is another row', async () => {
    const page = await read<Page>(`meetings/${SEVENTH}`);
    expect(eventsOf('DocumentAdopted', page)).toMatchObject([
      {
        document: 'accord',
        name: 'The Accord',
        verb: 'adopted',
        adoptedOn: { edtf: '2031-04-09' },
        events: [expect.any(String), expect.any(String)],
        agreement: { adoptedOn: 'sources agree' },
      },
    ]);
    const rows = await read<Page['decisions']>('decisions?type=DocumentAdopted');
    expect(rows).toMatchObject([{ meeting: SEVENTH }, { meeting: 'orchard-council-8' }]);
  });
});
