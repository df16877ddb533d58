import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readDocument } from './read-document.ts';
import { HARBOUR_AKN } from './testing/harbour-resolution.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const slice = (text: string, span: { start: number; end: number } | undefined): string =>
  span === undefined ? '' : Array.from(text).slice(span.start, span.end).join('');

describe('A document that is read', () => {
  it('is the bytes of a plain text, unchanged', async () => {
    const text = '\ufeffOne 𝔸 line\r\n\r\nand another';
    const read = await readDocument(encode(text), { name: 'note.txt' });
    expect(read).toMatchObject({ text, format: 'text', original: { mediaType: 'text/plain' } });
    expect(read.places(15, 18)).toEqual([{ page: undefined, paragraph: 2, element: undefined }]);
  });

  it('has the hash, the size and the type of the original bytes', async () => {
    const bytes = encode('<html><p>The pier');
    const { original, text } = await readDocument(bytes, { name: 'pier.html' });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(original).toEqual({ sha256, mediaType: 'text/html', bytes: bytes.length });
    expect(text).toBe('The pier\n');
  });

  it('has the same text in each reading', async () => {
    const read = async (): Promise<string> =>
      (await readDocument(encode(HARBOUR_AKN), { name: 'a.xml' })).text;
    expect(await read()).toBe(await read());
  });
});

describe('A page in HTML', () => {
  const read = async (html: string) => readDocument(encode(html), { name: 'page.html' });

  it('has its title and language, and a line for each block', async () => {
    const page = await read(`<!doctype html><html lang="pt-br"><head><title> The
      pier </title><style>p{}</style></head><body><h1>Pier &amp; mole</h1><p>One<br>two</p>
      <ul><li>three</ul><script>alert(1)</script></body></html>`);
    expect(page).toMatchObject({ title: 'The pier', language: 'pt-BR' });
    expect(page.text).toBe('Pier & mole\nOne\ntwo\nthree\n');
    expect(page.places(0, 3)).toEqual([{ page: undefined, paragraph: 1, element: 'h1' }]);
  });

  it('has the cells of a row on one line, and the numbers of a list', async () => {
    const { text } = await read(`<table><tr><th>Port<th><p>Piers</p></tr><tr><td>Gozo<td>4</table>
      <ol type="a" start="2"><li>light<li>mark</ol>`);
    expect(text).toBe('Port\tPiers\nGozo\t4\nb. light\nc. mark\n');
  });

  it('has no navigation, no hidden words, and no header or footer of the site', async () => {
    const { text } = await read(`<header>Site</header><nav>Home</nav><main><header>Note</header>
      <p hidden>no</p><p style="display: none">no</p><p>Words</p></main><footer>Imprint</footer>`);
    expect(text).toBe('Note\nWords\n');
  });

  it('is decoded in the encoding that it declares', async () => {
    const html = Buffer.from('<meta charset="windows-1252"><p>Z\xfcrich', 'latin1');
    expect((await readDocument(html, { name: 'a.htm' })).text).toBe('Zürich\n');
    const undeclared = readDocument(Buffer.from('<p>Z\xfcrich', 'latin1'), { name: 'a.htm' });
    await expect(undeclared).rejects.toMatchObject({ code: 'DOCUMENT_ENCODING' });
  });
});

describe('A resolution in Akoma Ntoso', () => {
  const reading = readDocument(encode(HARBOUR_AKN), { name: 'harbour.xml' });

  it('has a line for each paragraph, and footnotes after theirs', async () => {
    const { text, title, language } = await reading;
    expect([title, language]).toEqual(['Resolution 12 (2031)', 'en']);
    expect(text.split('\n').slice(4)).toEqual([
      'Adopted by the Harbour Council at its 241st meeting, on 4 May 2031',
      'The Harbour Council,',
      'Recalling its resolution 3 (2027) on 𝔸 lights,',
      'Gravely worried by the shoals at the mole,',
      '1 As charted.',
      '1. Bids all ports to light their piers, as urged in H/PRST/2030/4;',
      '2. Requests the Secretary-General:',
      '(a) to report within 60 days;',
      'Port\tPiers',
      'Gozo\t4',
      'Annex',
      '1. Lights are white.',
      '',
    ]);
  });

  it('has the symbol, the day, the meeting and the bodies that the mark-up names', async () => {
    const { text, structure } = await reading;
    expect(structure).toMatchObject({
      symbol: 'H/RES/12 (2031)',
      adoptedOn: '2031-05-04',
      meetingNumber: 241,
      publisher: 'Harbour Nations',
      issuer: 'Harbour Council',
    });
    expect(slice(text, structure?.formulaSpan)).toBe('The Harbour Council,');
    expect(slice(text, structure?.adoptionSpan)).toMatch(/^Adopted by .* 4 May 2031$/);
    expect(structure?.attachments.map((span) => slice(text, span))).toEqual([
      'Annex\n1. Lights are white.',
    ]);
  });

  it('has each paragraph with its part, number, verb in italics and links', async () => {
    const { text, structure } = await reading;
    const paragraphs = structure?.paragraphs.map(({ part, number, verb, citations, ...span }) => [
      part,
      number,
      slice(text, verb),
      citations.map(({ symbol }) => symbol),
      slice(text, { start: span.textStart, end: span.textStart + 4 }),
    ]);
    expect(paragraphs).toEqual([
      ['preamble', undefined, 'Recalling', ['H/RES/3(2027)'], 'Reca'],
      ['preamble', undefined, 'Gravely worried', [], 'Grav'],
      ['operative', '1', 'Bids', ['H/PRST/2030/4'], 'Bids'],
      ['operative', '2', 'Requests', [], 'Requ'],
    ]);
  });

  it('names the element of words', async () => {
    const { text, places } = await reading;
    const start = Array.from(text.slice(0, text.indexOf('to report'))).length;
    expect(places(start, start + 2)).toMatchObject([{ element: '#para_2_a' }]);
  });
});
