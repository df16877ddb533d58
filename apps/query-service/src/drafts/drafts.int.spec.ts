import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '@rapporteur/contracts';
import { draftWithRecord, formatDraft, Languages, LANGUAGES_FOLDER } from '@rapporteur/extraction';
import { formatSavedReview, listFactKeys } from '@rapporteur/review';
import { afterAll, describe, expect, it } from 'vitest';
import { useQueryService } from '../testing/use-query-service.ts';
import { DraftingThread } from './drafting-thread.ts';
import type { DraftResponse } from './draft-response.ts';

const reviews = mkdtempSync(join(tmpdir(), 'reviews-'));
const service = useQueryService({ RAPPORTEUR_REVIEWS: reviews });
afterAll(() => rmSync(reviews, { recursive: true, force: true }));

const NOTE = `Press release on the 44th meeting of the SCO RATS Council
The 44th meeting of the SCO RATS Council was held in Osh, Kyrgyz Republic, on September 11, 2025.
Delegations of Kazakhstan and Mongolia took part in the meeting.
Nothing of this sentence is known to any rule whatsoever.
`;

interface SentDocument {
  readonly text: string;
  readonly query: string;
  readonly type: string;
}

async function draft(text: string, query = '', type = 'text/plain') {
  const response = await service().post(`/v1/drafts${query}`, text, type);
  return {
    status: response.status,
    body: (await response.json()) as DraftResponse & { readonly code: string; detail: string },
  };
}

describe('The draft of a text over HTTP', () => {
  it('has the facts with their words, what no rule placed, and the submission', async () => {
    const { status, body } = await draft(NOTE, '?name=note.txt');
    expect(status).toBe(200);
    expect(body.facts[0]).toMatchObject({
      type: 'MeetingHeld',
      fields: { ordinal: 44, occurredOn: '2025-09-11' },
      rule: 'meeting-held',
      page: null,
    });
    expect(body.facts[0]?.words).toContain('was held in Osh');
    expect(body.unplaced.map(({ words }) => words)).toEqual([expect.stringContaining('Nothing')]);
    expect(body.merges).toBeNull();
    expect(body.yaml).toContain('- type: MeetingHeld # meeting-held');
  });

  it('is the draft that the command line makes', async () => {
    const names = readdirSync(LANGUAGES_FOLDER).filter((name) => name.endsWith('.yaml'));
    const languages = new Languages(
      new Map(names.map((name) => [name, readFileSync(new URL(name, LANGUAGES_FOLDER), 'utf8')])),
    );
    const options = { file: 'note.txt', bodies: [], isOpen: false, record: undefined };
    const own = await draftWithRecord(NOTE, languages, options);
    const { body } = await draft(NOTE, '?name=note.txt');
    expect(body.yaml).toBe(formatDraft(own, NOTE));
  });

  it('says what the record of the collection has', async () => {
    const { body } = await draft(NOTE, '?name=note.txt&collection=sco');
    expect(body.bodies.map((one) => one.body)).toContain('sco-rats-council');
    expect(body.merges?.[0]).toMatchObject({
      kind: 'meeting',
      known: 'sco-rats-council-44',
      take: true,
      relation: 'conflict',
      evidence: [{ same: 'body-and-ordinal' }],
    });
    expect(body.merges?.[0]?.differences).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'occurredOn', record: '2025-09-10' }),
      ]),
    );
    expect(body.merges?.[0]?.sentence).toContain('The record has this meeting');
  });

  describe('of a text that was reviewed', () => {
    const text = NOTE.replace('44th', '45th').replace('44th', '45th');
    const file = join(reviews, `${sha256Hex(text)}.json`);
    const reject = async (type: string): Promise<void> => {
      const { body } = await draft(text, '?rejected=true');
      const keys = listFactKeys(body.facts as Parameters<typeof listFactKeys>[0]);
      const key = keys[body.facts.findIndex((fact) => fact.type === type)] ?? '';
      const fact = { key, name: type, status: 'rejected', reason: null, drafted: '', edited: null };
      writeFileSync(
        file,
        formatSavedReview({
          schemaVersion: 1,
          text: sha256Hex(text),
          current: null,
          facts: [{ ...fact, status: 'rejected' }],
          made: [],
          merges: [],
          seen: [],
        }),
      );
    };

    it('lacks what the review rejected', async () => {
      await reject('MeetingHeld');
      const { body } = await draft(text);
      expect(body.facts.map(({ type }) => type)).not.toContain('MeetingHeld');
      expect(body.rejected).toBe(1);
      expect(body.yaml).not.toContain('type: MeetingHeld');
    });

    it('has it with a mark if it is asked for', async () => {
      await reject('MeetingHeld');
      const { body } = await draft(text, '?rejected=true');
      const marked = body.facts.filter(({ rejected }) => rejected);
      expect(marked.map(({ type }) => type)).toEqual(['MeetingHeld']);
      expect(body.rejected).toBe(1);
      expect(body.yaml).toContain('type: MeetingHeld');
    });

    it('is refused if the review cannot be read', async () => {
      writeFileSync(file, '{');
      const { status, body } = await draft(text);
      expect([status, body.code]).toEqual([500, 'REVIEW_DAMAGED']);
    });
  });

  it('reads documents in other formats', async () => {
    const page = `<html><body>${NOTE.split('\n')
      .map((line) => `<p>${line}</p>`)
      .join('')}</body></html>`;
    const { body } = await draft(page, '?name=note.html', 'text/html');
    expect(body.facts[0]?.type).toBe('MeetingHeld');
    expect(body.original.mediaType).toBe('text/html');
  });

  it.each([
    ['another content type', { type: 'application/json' }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['an unknown parameter', { query: '?colection=sco' }, 400, 'PARAMETER_UNKNOWN'],
    ['a day that is none', { query: '?published=May' }, 400, 'PARAMETER_INVALID'],
    ['an unknown language', { query: '?language=xx' }, 400, 'PARAMETER_INVALID'],
    ['a format without a reader', { text: '{\\rtf1 x}' }, 422, 'DOCUMENT_FORMAT_UNKNOWN'],
    ['a text that is too long', { text: 'a b. '.repeat(220_000) }, 413, 'DRAFT_TEXT_TOO_LONG'],
  ])('refuses %s', async (_, request: Partial<SentDocument>, status, code) => {
    const { text = '{}', query, type } = request;
    const { body, ...response } = await draft(text, query, type);
    expect([response.status, body.code], body.detail).toEqual([status, code]);
  });

  it('leaves the process free for queries', async () => {
    const long = draft(NOTE.repeat(200));
    let slowestMs = 0;
    for (let n = 0; n < 20; n += 1) {
      const startedAt = performance.now();
      await service().get('/health/live');
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    }
    expect((await long).status).toBe(200);
    expect(slowestMs).toBeLessThan(1000);
  });
});

describe('The thread of the drafts', () => {
  const request = (text: string) =>
    ({
      kind: 'draft',
      text,
      options: { file: 'x.txt' },
      isCompared: false,
      rejected: [],
      keepsRejected: false,
    }) as const;
  const context = { record: { findFacts: () => Promise.resolve([]) }, findPage: () => null };

  it('ends a draft that takes too long, and drafts the next one', async () => {
    using thread = new DraftingThread();
    const slow = thread.draft(request(NOTE), { ...context, timeoutMs: 1 });
    await expect(slow).rejects.toMatchObject({ code: 'DRAFT_TOO_SLOW' });
    const { draft: next } = await thread.draft(request(NOTE), context);
    expect(next.facts[0]?.type).toBe('MeetingHeld');
  });

  it('refuses a draft while too many wait', async () => {
    using thread = new DraftingThread();
    const drafts = Array.from({ length: 21 }, () => thread.draft(request(NOTE), context));
    const outcomes = await Promise.allSettled(drafts);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'DRAFTS_BUSY' } },
    ]);
  });
});
