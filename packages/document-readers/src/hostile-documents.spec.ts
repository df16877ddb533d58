/** Documents that are damaged, encrypted, without text, or made to use up the memory of their reader. */
import { execFile } from 'node:child_process';
import { Readable } from 'node:stream';
import { buffer as readBytes } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createDeflate, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDocument, type ReadDocument } from './read-document.ts';
import { createDocx } from './testing/docx-file.ts';
import { HARBOUR_AKN } from './testing/harbour-resolution.ts';
import { createPdf } from './testing/pdf-file.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const p = '<w:p><w:r><w:t>The pier</w:t></w:r></w:p>';
const line = [{ text: 'The pier', y: 700 }];

async function refuse(name: string, bytes: Uint8Array, options = {}) {
  const reading: Promise<ReadDocument | Error> = readDocument(bytes, { name, ...options });
  const error = await reading.catch((reason: unknown) => reason as Error);
  if (!(error instanceof Error)) throw new Error(`${name} must be refused.`);
  expect(error.message).toContain(`\`${name}\` `);
  expect(error).toMatchObject({ fix: expect.stringMatching(/^[A-Z].*\.$/) as string });
  return error as Error & { readonly code: string };
}

/** Returns an archive in which an entry states another size than it has. */
function stateSize(archive: Uint8Array, entry: string, size: number): Uint8Array {
  const bytes = Buffer.from(archive);
  const at = bytes.lastIndexOf(entry);
  // The central directory has the size 22 bytes before the name.
  bytes.writeUInt32LE(size, at - 22);
  return bytes;
}

/** Returns a PDF whose content is packed twice, and is much larger than the file. */
async function createPdfBomb(megabytes: number): Promise<Uint8Array> {
  const part = Buffer.alloc(2 ** 20, ' ');
  // In parts: this process must not need the memory itself.
  const parts = Readable.from(Array.from({ length: megabytes }, () => part));
  const packed = deflateSync(await readBytes(parts.pipe(createDeflate())));
  const stream = `<< /Length ${packed.length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n`;
  const object = `${stream}${packed.toString('latin1')}\nendstream`;
  const pdf = Buffer.from(createPdf([line], { objects: [object] })).toString('latin1');
  return latin(pdf.replace('/Contents 5 0 R', '/Contents 6 0 R'));
}

const ENTITIES = `<!DOCTYPE akomaNtoso [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
const EXTERNAL = `<!DOCTYPE akomaNtoso [<!ENTITY a SYSTEM "file:///etc/passwd">]>`;
const withDoctype = (doctype: string): Uint8Array =>
  encode(HARBOUR_AKN.replace('<akomaNtoso', `${doctype}<akomaNtoso`).replace('Bids', '&b;'));

describe('A hostile document is refused with its name, the rule and the fix', () => {
  it.each([
    ['bomb.xml', withDoctype(ENTITIES)],
    ['external.xml', withDoctype(EXTERNAL)],
    ['dtd.xml', withDoctype('<!DOCTYPE akomaNtoso SYSTEM "http://example.org/a.dtd">')],
  ])('refuses entities, which may be bombs or files: %s', async (name, bytes) => {
    expect(await refuse(name, bytes)).toMatchObject({ code: 'DOCUMENT_ENTITIES' });
  });

  it('refuses entities in a part of a Word document', async () => {
    const styles = '<w:style/>';
    const docx = createDocx(p, { styles });
    const { strFromU8, strToU8, unzipSync, zipSync } = await import('fflate');
    const parts = unzipSync(docx);
    const xml = strFromU8(parts['word/styles.xml'] ?? new Uint8Array());
    parts['word/styles.xml'] = strToU8(xml.replace('?>', `?>${ENTITIES}`));
    expect(await refuse('a.docx', zipSync(parts))).toMatchObject({ code: 'DOCUMENT_ENTITIES' });
  });

  it.each([
    ['deep.xml', HARBOUR_AKN.replace('<p><i>Bids', `${'<p>'.repeat(5000)}<i>Bids`)],
    ['deep.html', '<div>'.repeat(5000)],
  ])('refuses elements without end: %s', async (name, text) => {
    const { code, message } = await refuse(name, encode(text));
    expect([code, message]).toEqual(['DOCUMENT_TOO_LARGE', expect.stringContaining('1000 deep')]);
  });

  it('refuses a Word document that would be large, before it is unpacked', async () => {
    const bomb = stateSize(createDocx(p), 'word/document.xml', 3_000_000_000);
    expect((await refuse('bomb.docx', bomb)).message).toContain('256 MB when unpacked');
  });

  it('unpacks no more of a part than its stated size', async () => {
    const bomb = stateSize(createDocx(p.repeat(50_000)), 'word/document.xml', 500);
    expect(await refuse('bomb.docx', bomb)).toMatchObject({ code: 'DOCUMENT_DAMAGED' });
  });

  it('refuses a PDF with thousands of pages before it reads them', async () => {
    const pages = createPdf(Array.from({ length: 10_000 }, () => line));
    const before = performance.now();
    expect((await refuse('long.pdf', pages)).message).toContain('more than 2000 pages');
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  it('ends a document that needs too much memory', async () => {
    const memoryBytesMax = 150 * 2 ** 20;
    const { code } = await refuse('bomb.pdf', await createPdfBomb(600), { memoryBytesMax });
    expect(code).toBe('DOCUMENT_TOO_LARGE');
  });

  it('ends a document that takes too long', async () => {
    const page = encode(`<html>${'<p>word</p>'.repeat(600_000)}`);
    expect(await refuse('slow.html', page, { timeoutMs: 1 })).toMatchObject({
      code: 'DOCUMENT_TOO_SLOW',
    });
  });

  it('reads the next document after a refused one', async () => {
    const page = encode(`<html>${'<p>word</p>'.repeat(600_000)}`);
    const refused = refuse('slow.html', page, { timeoutMs: 1 });
    const next = readDocument(encode('<p>The pier'), { name: 'next.html' });
    await refused;
    expect((await next).text).toBe('The pier\n');
  });

  it('names a file without bytes, whatever its extension', async () => {
    for (const name of ['a.pdf', 'a.docx', 'a.xml', 'a.html', 'a.txt']) {
      const error = await refuse(name, new Uint8Array());
      expect(error.message).toContain('is empty: it has 0 bytes');
    }
  });

  it('refuses pages that are images', async () => {
    const image = 'q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q';
    const scan = createPdf([[], []], { contents: () => image });
    const { code, message } = await refuse('scan.pdf', scan);
    expect([code, message]).toEqual(['DOCUMENT_WITHOUT_TEXT', expect.stringContaining('images')]);
    const mixed = createPdf([[], []], {
      contents: (page) => (page === 2 ? image : 'BT /F1 12 Tf 72 700 Td (The pier) Tj ET'),
    });
    expect(await readDocument(mixed, { name: 'mixed.pdf' })).toMatchObject({ imagePages: [2] });
  });

  it.each([
    [
      'locked.pdf',
      createPdf([line], {
        trailer: `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >>`,
      }),
    ],
    [
      'locked.docx',
      Buffer.from('\xd0\xcf\x11\xe0E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0', 'latin1'),
    ],
  ])('refuses an encrypted document: %s', async (name, bytes) => {
    expect(await refuse(name, bytes)).toMatchObject({ code: 'DOCUMENT_ENCRYPTED' });
  });

  it.each([
    ['cut.pdf', createPdf([line]).subarray(0, -60)],
    ['cut.docx', createDocx(p).subarray(0, -60)],
    ['cut.xml', encode(HARBOUR_AKN.slice(0, -60))],
    ['cut-inside.docx', createDocx('<w:p><w:r>')],
    ['broken.pdf', latin('%PDF-1.7\nnothing\n%%EOF')],
  ])('refuses a document that is cut off or damaged: %s', async (name, bytes) => {
    expect(await refuse(name, bytes)).toMatchObject({ code: 'DOCUMENT_DAMAGED' });
  });

  it.each([
    ['page.pdf', encode('<!doctype html><p>The pier')],
    ['text.docx', encode('The pier')],
    ['note.txt', createPdf([line])],
    ['note.html', createDocx(p)],
    ['akn.html', encode(HARBOUR_AKN)],
  ])('refuses an extension that states another format: %s', async (name, bytes) => {
    expect(await refuse(name, bytes)).toMatchObject({ code: 'DOCUMENT_EXTENSION_WRONG' });
  });

  it.each([
    ['old.doc', latin('\xd0\xcf\x11\xe0')],
    ['note.rtf', latin('{\\rtf1')],
    ['scan.pdf', latin('\x89PNG')],
    ['other.xml', encode('<?xml version="1.0"?><rss/>')],
    ['sheet.docx', Buffer.from(createDocx(p)).toString('latin1')],
  ])('refuses a format without a reader: %s', async (name, content) => {
    const bytes =
      typeof content === 'string'
        ? latin(content.replaceAll('word/document.xml', 'book/document.xml'))
        : content;
    expect(await refuse(name, bytes)).toMatchObject({ code: 'DOCUMENT_FORMAT_UNKNOWN' });
  });

  it.each([
    ['empty.txt', ''],
    ['empty.html', '<html><script>1</script>'],
  ])('refuses a document without words: %s', async (name, text) => {
    expect(await refuse(name, encode(text))).toMatchObject({ code: 'DOCUMENT_WITHOUT_TEXT' });
  });
});

describe('The thread that reads documents', () => {
  it('lets the process end', async () => {
    const reader = fileURLToPath(new URL('read-document.ts', import.meta.url));
    const program = `const { readDocument } = await import(${JSON.stringify(reader)});
      const { text } = await readDocument(Buffer.from('<p>The pier'), { name: 'a.html' });
      process.stdout.write(text);`;
    const words = ['--input-type=module', '-e', program];
    const { stdout } = await promisify(execFile)(process.execPath, words, { timeout: 20_000 });
    expect(stdout).toBe('The pier\n');
  });
});
