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
