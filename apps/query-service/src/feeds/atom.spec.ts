import { describe, expect, it } from 'vitest';
import { formatAtom } from './atom.ts';

const FEED = {
  id: 'https://record.example/v1/facts.atom?q=a&state=UZB',
  title: 'Facts',
  self: 'https://record.example/v1/facts.atom?q=a&state=UZB',
  page: 'https://record.example/facts',
  entries: [],
};

const entry = (title: string, updated = '2031-03-04T10:00:00.000Z') => ({
  id: 'urn:rapporteur:docks:c1.1',
  title,
  page: 'https://record.example/collections/docks/events/c1.1',
  updated,
  category: 'MeetingHeld',
  summary: '3 March 2031 · reported',
});

describe('A feed', () => {
  it('lets no recorded text become mark-up', () => {
    const hostile = `]]></title><script>alert("1 & 2")</script>\u0007`;
    const xml = formatAtom({ ...FEED, entries: [entry(hostile)] });
    expect(xml).not.toContain('<script');
    expect(xml).toContain(
      '<title>]]&gt;&lt;/title&gt;&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;\uFFFD</title>',
    );
    expect(xml).toContain('href="https://record.example/v1/facts.atom?q=a&amp;state=UZB"');
  });

  it('has the time of its latest entry, and a time without entries', () => {
    const entries = [
      entry('one', '2031-03-04T10:00:00.000Z'),
      entry('two', '2031-03-05T10:00:00.000Z'),
    ];
    const updated = /<updated>(.*?)<\/updated>/;
    expect(updated.exec(formatAtom({ ...FEED, entries }))?.[1]).toBe('2031-03-05T10:00:00.000Z');
    expect(updated.exec(formatAtom(FEED))?.[1]).toBe('1970-01-01T00:00:00Z');
  });
});
