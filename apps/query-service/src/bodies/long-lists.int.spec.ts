import { beforeAll, describe, expect, it } from 'vitest';
import { useReplicas } from '../testing/order/compare-orders.ts';
import { createDocument } from '../testing/order/noted-document.ts';

const BODY = 'orchard-council';
const COUNT = 103;
const getReplicas = useReplicas();

const dayOf = (n: number): string =>
  new Date(Date.UTC(2030, 0, n)).toISOString().slice(0, '2030-01-01'.length);
const FACTS = Array.from({ length: COUNT }, (_, index) => index + 1).flatMap((n) => [
  {
    type: 'MeetingHeld',
    meeting: `${BODY}-${n}`,
    body: BODY,
    occurredOn: { edtf: dayOf(n), basis: 'stated' },
  },
  {
    type: 'NextMeetingAgreed',
    body: BODY,
    after: `${BODY}-${n}`,
    scheduledOn: { edtf: dayOf(n + 1), basis: 'stated' },
  },
]);

const CHAIRS = Array.from({ length: COUNT }, (_, index) => index + 1).flatMap((n) => [
  {
    type: 'MeetingHeld',
    meeting: `panel-${n}-first`,
    body: `panel-${n}`,
    occurredOn: { edtf: dayOf(n), basis: 'stated' },
  },
  {
    type: 'MeetingChaired',
    meeting: `panel-${n}-first`,
    chairs: [{ kind: 'state', id: 'AUT', nameAsWritten: 'Austria' }],
  },
]);
const PANELS = Array.from({ length: COUNT }, (_, index) => index + 1).map((n) => ({
  body: `panel-${n}`,
  name: `Panel ${n}`,
  kind: 'organ',
}));

interface StatePage {
  readonly chairs: readonly { readonly body: string }[];
  readonly shortened: readonly string[];
}

interface BodyPage {
  readonly meetings: readonly { readonly meeting: string }[];
  readonly nextMeetings: readonly { readonly after: string }[];
  readonly memberships: readonly unknown[];
  readonly shortened: readonly string[];
}

describe('The page of a body with long lists', () => {
  beforeAll(async () => {
    const command = (collection: string) =>
      createDocument(collection, { document: 'register', facts: FACTS });
    await getReplicas()[0].record('coast', [{ name: 'register', after: [], command }]);
  });

  it('has the last 100 items of each, and names the lists that have more', async () => {
    const { status, text } = await getReplicas()[0].get(`/v1/collections/coast/bodies/${BODY}`);
    expect(status, text).toBe(200);
    const { data } = JSON.parse(text) as { readonly data: BodyPage };
    const last = Array.from({ length: 100 }, (_, index) => `${BODY}-${COUNT - 99 + index}`);
    expect(data.meetings.map(({ meeting }) => meeting)).toEqual(last);
    expect(data.nextMeetings.map(({ after }) => after)).toEqual(last);
    expect(data.memberships).toEqual([]);
    expect(data.shortened).toEqual(['meetings', 'nextMeetings']);
  });
});

describe('The page of a state with many chairs', () => {
  it('has the 100 latest, by body, and says that it has more', async () => {
    const command = (collection: string) =>
      createDocument(collection, { document: 'panels', facts: CHAIRS, bodies: PANELS });
    await getReplicas()[0].record('inland', [{ name: 'panels', after: [], command }]);
    const { status, text } = await getReplicas()[0].get('/v1/collections/inland/states/AUT');
    expect(status, text).toBe(200);
    const { data } = JSON.parse(text) as { readonly data: StatePage };
    const latest = Array.from({ length: 100 }, (_, index) => `panel-${COUNT - 99 + index}`);
    expect(data.chairs.map(({ body }) => body)).toEqual(latest.toSorted());
    expect(data.shortened).toEqual(['chairs']);
  });
});

describe('Bodies', () => {
  it('are found by all words of a name, in any order', async () => {
    const find = async (words: string) => {
      const query = new URLSearchParams({ q: words });
      const { text } = await getReplicas()[0].get(
        `/v1/collections/inland/bodies?${query.toString()}`,
      );
      const { data } = JSON.parse(text) as { readonly data: readonly { readonly body: string }[] };
      return data.map(({ body }) => body);
    };
    expect(await find('103 PANEL')).toEqual(['panel-103']);
    expect(await find('panel council')).toEqual([]);
    expect(await find('50%')).toEqual([]);
  });
});
