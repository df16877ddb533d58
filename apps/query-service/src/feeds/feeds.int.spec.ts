import { describe, expect, it } from 'vitest';
import { useQueryService } from '../testing/use-query-service.ts';

const service = useQueryService();

const read = async (path: string) => {
  const response = await service().get(`/v1/${path}`);
  return { type: response.headers.get('content-type'), text: await response.text() };
};

const listTitles = (xml: string): readonly string[] =>
  [...xml.matchAll(/<entry>[^]*?<title>(.*?)<\/title>/g)].map(([, title = '']) => title);

describe('A feed of facts', () => {
  it('has the last recorded facts of a filter, each with its page', async () => {
    const { type, text } = await read('facts.atom?state=UZB');
    expect(type).toBe('application/atom+xml; charset=utf-8');
    const facts = await service().query('facts?state=UZB&order=recorded&newestFirst=true');
    expect(listTitles(text).length).toBe(facts.body.data.length);
    const [first] = facts.body.data;
    expect(text).toContain(`/collections/sco/events/${first?.event}"/>`);
    expect(text).toContain(`<updated>${first?.recordedAt}</updated>`);
  });

  it('has all facts of a collection, and those that a search finds', async () => {
    const all = await read('collections/sco/facts.atom');
    expect(listTitles(all.text).length).toBe(50);
    const found = listTitles((await read('facts.atom?q=Tashkent')).text);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(50);
    expect((await service().get('/v1/facts.atom?colour=red')).status).toBe(400);
  });
});

describe('The calendar of a body', () => {
  it('has its meetings with their days', async () => {
    const { type, text } = await read('collections/sco/bodies/sco-rats-council/calendar.ics');
    expect(type).toBe('text/calendar; charset=utf-8');
    expect(text).toContain('DTSTART;VALUE=DATE:2025');
    expect(text).toContain('X-WR-CALNAME:SCO RATS Council');
    expect(text).toMatch(/URL;VALUE=URI:http:\/\/[^/]+\/collections\/sco\/meetings\/sco-rats-/);
  });

  it('is not there for an unknown body', async () => {
    const response = await service().get('/v1/collections/sco/bodies/nobody/calendar.ics');
    expect(response.status).toBe(404);
  });
});
