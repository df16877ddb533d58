import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '@rapporteur/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { useQueryService } from '../testing/use-query-service.ts';

const service = useQueryService();

const WORDS = 'The Pilot Board 🚢 met in Lindau.\nIt plans a pier.\n';

function createDocument(document: string, text: string, redistributable: boolean) {
  const sha256 = sha256Hex(text);
  const quote = (words: string, line: number) => {
    const start = Array.from(text.slice(0, text.indexOf(words))).length;
    return {
      document,
      documentSha256: sha256,
      start,
      end: start + words.length,
      line,
      sha256: sha256Hex(words),
    };
  };
  return {
    collection: 'sco',
    document: {
      document,
      docType: 'note',
      title: 'Note of the pilots',
      language: 'en',
      sha256,
      characters: Array.from(text).length,
      redistributable,
      assertion: { modality: 'metadata' },
    },
    facts: [
      {
        type: 'BodyDescribed',
        body: 'sco-rats',
        aspect: 'function',
        what: `meets (${document})`,
        assertion: {
          modality: 'reported',
          passages: [quote('It plans a pier', 2), quote('met in Lindau', 1)],
        },
      },
    ],
  };
}

const CLOSED_WORDS = `${WORDS}All rights reserved.\n`;

beforeAll(async () => {
  const { record, texts } = service();
  await writeFile(join(texts, 'open.txt'), WORDS);
  await writeFile(join(texts, 'closed.txt'), CLOSED_WORDS);
  await record.submit('RecordDocument', createDocument('open-note', WORDS, true));
  await record.submit('RecordDocument', createDocument('closed-note', CLOSED_WORDS, false));
  await record.submit(
    'RecordDocument',
    createDocument('absent-note', 'met in Lindau\nIt plans a pier', true),
  );
  await service().project();
});

async function read(path: string) {
  const response = await service().get(`/v1/collections/sco/sources/${path}`);
  const body = (await response.json()) as {
    readonly code: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
  return { status: response.status, ...body };
}

describe('The text of a document', () => {
  it('has the passages of facts, in the order of the text', async () => {
    const { data } = await read('open-note/text');
    expect(data).toMatchObject({
      shown: 'text',
      text: WORDS,
      characters: 50,
      start: 0,
      end: 50,
      versions: [sha256Hex(WORDS)],
      passages: [
        { start: 18, end: 31, line: 1, quote: 'met in Lindau', type: 'BodyDescribed' },
        { start: 33, end: 48, line: 2, quote: 'It plans a pier' },
      ],
    });
    expect(data['passages']).toMatchObject([
      { sentence: expect.stringContaining('meets (open-note)') },
      {},
    ]);
  });

  it('can be read in ranges of characters', async () => {
    const { data } = await read('open-note/text?start=16&end=22');
    expect(data).toMatchObject({ text: '🚢 met ', start: 16, end: 22, characters: 50 });
    expect(data['passages']).toMatchObject([{ quote: 'met in Lindau' }]);
    expect((await read('open-note/text?start=45&end=99')).data).toMatchObject({
      text: 'ier.\n',
      line: 2,
      end: 50,
    });
    expect(await read('open-note/text?start=9&end=9')).toMatchObject({
      status: 400,
      code: 'PARAMETER_INVALID',
    });
  });

  it('shows only the passages of a text that may not be redistributed', async () => {
    const { data } = await read('closed-note/text');
    expect(data).toMatchObject({ shown: 'passages', text: null });
    expect(data['passages']).toMatchObject([
      { quote: 'met in Lindau' },
      { quote: 'It plans a pier' },
    ]);
    expect(JSON.stringify(data)).not.toContain('All rights');
  });

  it('says that a text is not held here', async () => {
    const { data } = await read('absent-note/text');
    expect(data).toMatchObject({ shown: 'not-held', text: null });
    expect(data['passages']).toMatchObject([
      { quote: null, textHeld: false },
      { quote: null, line: 2 },
    ]);
  });

  it('rejects a hash that the document never had', async () =>
    expect(await read(`open-note/text?sha256=${sha256Hex(CLOSED_WORDS)}`)).toMatchObject({
      status: 404,
      code: 'TEXT_UNKNOWN',
    }));

  it('has a table of its passages', async () => {
    const response = await service().get('/v1/collections/sco/sources/open-note/text.csv');
    const [head = '', first = ''] = (await response.text()).split('\r\n');
    expect(head).toBe(
      'event,type,sentence,document,document_name,line,start,end,quote,sha256,' +
        'document_sha256,collection',
    );
    expect(first).toContain('met in Lindau');
  });
});

describe('The setting of texts', () => {
  const whole = useQueryService({ RAPPORTEUR_READER_TEXTS: 'all' });

  it('may show every text that is held here', async () => {
    const { record, texts } = whole();
    await writeFile(join(texts, 'closed.txt'), CLOSED_WORDS);
    await record.submit('RecordDocument', createDocument('closed-note', CLOSED_WORDS, false));
    await whole().project();
    const response = await whole().get('/v1/sources/closed-note/text');
    expect(await response.json()).toMatchObject({ data: { shown: 'text', text: CLOSED_WORDS } });
  });
});
