import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { READ_MODELS } from '@rapporteur/read-models';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAdoptionCorrection } from './testing/adoption-correction.ts';
import { type TestQueryResponse, useQueryService } from './testing/use-query-service.ts';

const service = useQueryService();
/** The last position of the first record. */
let end: number;

const WORDS = 'The Harbour Council met in Valletta.\n';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

beforeAll(async () => {
  await writeFile(join(service().texts, 'harbour.txt'), WORDS);
  end = service().record.position;
});

const query = (path: string, headers: Record<string, string> = {}) =>
  service().query(path, headers);
const rows = async (path: string) => (await query(path)).body.data;

describe('A response', () => {
  it('contains its position and the source of each fact', async () => {
    const { status, headers, body } = await query('decisions?topic=artificial-intelligence');
    expect(status).toBe(200);
    expect(headers.get('rapporteur-position')).toBe(`0:${end}`);
    expect(body).toMatchObject({
      schemaVersion: 1,
      collection: 'sco',
      position: `0:${end}`,
      asOf: null,
      asOfRecorded: null,
      incomplete: false,
      next: null,
    });
    const { events = [] } = body.data[0] ?? {};
    expect(Object.keys(body.sources)).toEqual(events);
    expect(body.sources[events[0] ?? '']).toMatchObject({
      type: 'MeasureTaken',
      modality: 'reported',
      assertedBy: null,
      corrected: false,
      passages: [
        {
          document: 'rats-council-44-note',
          start: 1476,
          end: 1654,
          line: 6,
          quote: null,
          textHeld: false,
        },
      ],
    });
  });

  it('omits the sources on request', async () =>
    expect((await query('decisions?sources=false')).body).not.toHaveProperty('sources'));

  it('reads all read models at one position, even if one is ahead', async () => {
    const position = await service().record.submit(
      'CorrectRecord',
      createAdoptionCorrection(service().record.findEventId('B26')),
    );
    await service().project(READ_MODELS.filter(({ name }) => name === 'decisions'));
    const adopted = async () => (await query('decisions/cooperation-programme-2025-2027')).body;
    expect(await adopted()).toMatchObject({
      position: `0:${end}`,
      data: { adoptedOn: { edtf: '[2024-07,2025-07]' } },
    });
    await service().project();
    expect(await adopted()).toMatchObject({
      position: `0:${position}`,
      data: { adoptedOn: { edtf: '2024-07-04' } },
    });
  });

  it('reads the record as of a position or a time, and contains that position', async () => {
    const at = async (asOfRecorded: string) =>
      (await query(`decisions/cooperation-programme-2025-2027?asOfRecorded=${asOfRecorded}`)).body;
    const before = { position: `0:${end}`, data: { adoptedOn: { edtf: '[2024-07,2025-07]' } } };
    expect(await at(`0:${end}`)).toMatchObject({ ...before, asOfRecorded: `0:${end}` });
    // The correction was recorded an hour after the last command of the first record.
    const { recordedAt = '' } = (await rows('corrections'))[0] ?? {};
    const moment = new Date(Date.parse(recordedAt) - 1).toISOString();
    expect(await at(moment)).toMatchObject({ ...before, asOfRecorded: moment });
    expect(await at(recordedAt)).toMatchObject({
      position: `0:${end + 1}`,
      data: { adoptedOn: { edtf: '2024-07-04' } },
    });
  });

  it('quotes a passage whose text is held here', async () => {
    const passage = {
      document: 'harbour-note',
      documentSha256: sha256(WORDS),
      start: 4,
      end: 19,
      line: 1,
      sha256: sha256('Harbour Council'),
    };
    const misread = { ...passage, start: 5, end: 19 };
    const assertion = { modality: 'reported', passages: [passage, misread] };
    await service().record.submit('RecordDocument', {
      collection: 'sco',
      document: {
        document: 'harbour-note',
        docType: 'note',
        title: 'Note',
        language: 'en',
        sha256: sha256(WORDS),
        characters: WORDS.length,
        assertion: { modality: 'metadata' },
      },
      facts: [
        { type: 'BodyDescribed', body: 'sco-rats', aspect: 'function', what: 'meets', assertion },
      ],
    });
    await service().project();
    const { body } = await query('facts?document=harbour-note&type=BodyDescribed');
    const [source] = Object.values(body.sources);
    expect(source?.passages).toMatchObject([
      { quote: 'Harbour Council', textHeld: true },
      // The words do not match the hash of the passage, so they are not quoted.
      { quote: null, textHeld: true },
    ]);
    expect((await query('sources/harbour-note')).body.data).toMatchObject({
      textHeld: true,
      facts: 1,
    });
  });
});

const later = { collection: 'sco', body: 'later', name: 'Later', kind: 'group' };

describe('A read with a position', () => {
  it('waits for a position, then reads at it', async () => {
    const position = await service().record.submit('RegisterBody', {
      collection: 'sco',
      body: 'late',
      name: 'Late',
      kind: 'group',
    });
    const response = query(`bodies/late?position=0:${position}`, { prefer: 'wait=20' });
    await service().project();
    expect((await response).body).toMatchObject({
      position: `0:${position}`,
      data: { name: 'Late' },
    });
  });

  it('knows a collection that is opened at the position', async () => {
    const rootBody = { body: 'dyke', name: 'Dyke', kind: 'organization' };
    const opening = { collection: 'dyke', title: 'Dyke', rootBody };
    const position = await service().record.submit('OpenCollection', opening);
    const responses = ['collections/dyke/bodies', 'participation/ranking'].map((path) =>
      service().get(`/v1/${path}?position=0:${position}`, { prefer: 'wait=20' }),
    );
    await service().project();
    const [one, all] = await Promise.all(responses);
    expect(await one?.json()).toMatchObject({ data: [{ body: 'dyke' }] });
    expect(await all?.json()).toMatchObject({ collections: ['dyke', 'sco'] });
  });

  it('rejects a position that is not reached in time, with the present one', async () => {
    const before = service().record.position;
    const recorded = await service().record.submit('RegisterBody', later);
    for (const wait of [0, 1]) {
      const { status, headers, body } = await query(`bodies?position=0:${recorded}`, {
        prefer: `wait=${wait}`,
      });
      expect(status).toBe(503);
      expect(headers.get('retry-after')).toBe('1');
      expect(headers.get('preference-applied')).toBe(`wait=${wait}`);
      expect(body).toMatchObject({
        code: 'POSITION_NOT_REACHED',
        wanted: `0:${recorded}`,
        position: `0:${before}`,
      });
    }
    await service().project();
  });

  it('rejects a position beyond the end of the log without waiting', async () => {
    const end = `0:${service().record.position}`;
    for (const parameter of ['position', 'asOfRecorded']) {
      // The wait is longer than the time limit of this test.
      const { status, body } = await query(`bodies?${parameter}=0:99999`, { prefer: 'wait=30' });
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'POSITION_BEYOND_END', end, wanted: '0:99999' });
      expect(body.errors[0]).toMatchObject({ field: parameter });
    }
  });

  it('limits the wait, and states the limit in the response', async () => {
    const position = `0:${service().record.position}`;
    const { headers } = await query(`bodies?position=${position}`, {
      prefer: 'respond-async, wait=600',
    });
    expect(headers.get('preference-applied')).toBe('wait=30');
    expect(
      (await query(`bodies?position=${position}`)).headers.get('preference-applied'),
    ).toBeNull();
  });

  it('waits on every route with the parameter', async () => {
    const recorded = await service().record.submit('RegisterBody', { ...later, body: 'latest' });
    for (const path of ['collections', 'status']) {
      expect((await service().get(`/v1/${path}?position=0:99999`)).status, path).toBe(400);
      expect((await service().get(`/v1/${path}?position=7:0`)).status, path).toBe(400);
      const early = await service().get(`/v1/${path}?position=0:${recorded}`, { prefer: 'wait=0' });
      expect(early.status, path).toBe(503);
    }
    const responses = ['collections', 'status'].map((path) =>
      service().get(`/v1/${path}?position=0:${recorded}`),
    );
    await service().project();
    for (const response of await Promise.all(responses)) expect(response.status).toBe(200);
  });

  it('stops waiting when the client disconnects', async () => {
    const recorded = await service().record.submit('RegisterBody', { ...later, body: 'last' });
    const client = new AbortController();
    const response = fetch(`${service().url}/v1/collections/sco/bodies?position=0:${recorded}`, {
      headers: { prefer: 'wait=30' },
      signal: client.signal,
    });
    const counted = (outcome: string) =>
      service().readMetric(`rapporteur_position_waits_total{outcome="${outcome}"}`);
    const gone = await counted('clientGone');
    client.abort();
    await expect(response).rejects.toThrow('abort');
    // Well before the time limit.
    await expect.poll(() => counted('clientGone'), { timeout: 20_000 }).toBe(gone + 1);
    await service().project();
  });

  it.each([
    ['position=1:3', 'position'],
    ['position=soon', 'position'],
    ['asOfRecorded=3:4', 'asOfRecorded'],
    ['asOfRecorded=yesterday', 'asOfRecorded'],
    ['asOfRecorded=2026-02-29', 'asOfRecorded'],
    ['asOfRecorded=2999-01-01', 'asOfRecorded'],
  ])('rejects an invalid position or time: %s', async (parameter, field) => {
    const { status, body } = await query(`bodies?${parameter}`);
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({
      field,
      message: expect.stringMatching(/\w/),
      remedy: expect.stringMatching(/\w/),
    });
  });
});

describe('An invalid query', () => {
  it.each([
    ['decisions?metting=x', 400, 'PARAMETER_UNKNOWN', 'Did you mean `meeting`?'],
    ['decisions?asOf=2025-02-29', 400, 'PARAMETER_INVALID', 'must be a day of the calendar'],
    ['decisions?status=opn', 400, 'PARAMETER_INVALID', 'Did you mean `open`?'],
    [
      'decisions?meeting=sco-rats-council-4',
      404,
      'MEETING_UNKNOWN',
      'Did you mean `sco-rats-council-44`?',
    ],
    ['timeline?body=sco-rat', 404, 'BODY_UNKNOWN', 'Did you mean `sco-rats`?'],
    ['meetings/sco-rats-council-45', 404, 'MEETING_UNKNOWN', 'Did you mean `sco-rats-council-44`?'],
    ['incidents/pahalgam', 404, 'INCIDENT_UNKNOWN', 'INCIDENT'],
    ['incidents/pahalgam-2024', 404, 'INCIDENT_UNKNOWN', 'Did you mean `pahalgam-2025`?'],
    ['decisions/internet-seminar', 404, 'DECISION_UNKNOWN', 'DECISION'],
    [
      'sources/rats-council-44-not',
      404,
      'DOCUMENT_UNKNOWN',
      'Did you mean `rats-council-44-note`?',
    ],
    ['facts?document=tianjin', 404, 'DOCUMENT_UNKNOWN', 'DOCUMENT'],
    ['states/PKA', 404, 'STATE_UNKNOWN', 'alpha-3'],
    ['states/pak', 404, 'STATE_UNKNOWN', 'alpha-3'],
    ['events/nothing.1', 404, 'EVENT_UNKNOWN', 'nothing.1'],
    ['decision', 404, 'NOT_FOUND', ''],
  ])('%s is rejected with a problem', async (path, status, code, words) => {
    const response = await query(path);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(response.status).toBe(status);
    expect(response.body.code).toBe(code);
    expect(JSON.stringify(response.body)).toContain(words);
  });

  it('of an unknown collection is rejected with a similar id', async () => {
    const response = await service().get('/v1/collections/scp/bodies');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'COLLECTION_UNKNOWN', near: ['sco'] });
  });
});

describe('Pages', () => {
  const passageOf = ({ sources, data: [first] }: TestQueryResponse) => {
    const quoted = { quote: null, textHeld: false, ...sources[first?.event ?? '']?.passages[0] };
    const { quote: _quote, textHeld: _held, ...passage } = quoted;
    return passage;
  };

  it('are all read at the position of the first, even if more is recorded meanwhile', async () => {
    const whole = (await rows('facts?type=DelegationAttended')).map(({ event }) => event);
    const first = (await query('facts?type=DelegationAttended&limit=4')).body;
    await service().record.submit('RecordDelegationAttended', {
      collection: 'sco',
      meeting: 'sco-defence-ministers-meeting-22',
      state: { id: 'TUR', kind: 'state', nameAsWritten: 'Türkiye' },
      basis: 'named',
      assertion: { modality: 'narrated', passages: [passageOf(first)] },
    });
    await service().project();
    const second = (await query(`facts?type=DelegationAttended&limit=4&cursor=${first.next}`)).body;
    const third = (await query(`facts?type=DelegationAttended&limit=4&cursor=${second.next}`)).body;
    expect([...first.data, ...second.data, ...third.data].map(({ event }) => event)).toEqual(whole);
    expect([second.position, third.position, third.next]).toEqual([
      first.position,
      first.position,
      null,
    ]);
    expect(await rows('facts?type=DelegationAttended')).toHaveLength(whole.length + 1);
  });

  it('reject the cursor of another query', async () => {
    const { next } = (await query('incidents?limit=1')).body;
    const { status, body } = await query(`incidents?limit=1&country=RUS&cursor=${next}`);
    expect([status, body.errors[0]?.field]).toEqual([400, 'cursor']);
  });
});
