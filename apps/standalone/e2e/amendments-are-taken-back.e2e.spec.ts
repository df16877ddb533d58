/**
 * Each amendment can be taken back, and then every query answers as before: the read models follow.
 * Corrections list what happened, and the pages of events show their history; all else is compared.
 */
import { CLI_QUERIES } from '@rapporteur/cli';
import { usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  RecordFixture,
  type RunningRapporteur,
  startInProcess,
  type SubmittedCommand,
} from './testing/record-fixture.ts';

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let record: RecordFixture | undefined;
/** The position of the last command. */
let position = '';

beforeAll(async () => {
  rapporteur = await startInProcess(postgres.url, undefined);
  record = await RecordFixture.create(rapporteur);
  position = record.initialPosition;
});
afterAll(() => record?.stop());

function getRecord(): RecordFixture {
  if (record === undefined) throw new Error('The record is available from beforeAll on.');
  return record;
}

const WHY = { reason: 'A trial.', evidence: { note: 'None.' } };
const PAGES = [
  'meetings/sco-rats-council-44',
  'decisions/cooperation-programme-2025-2027',
  'incidents/strikes-on-iran-2025',
  'bodies/sco-rats',
  'bodies/interpol',
  'bodies/sco-rats-council/chair',
  'states/KGZ',
  'persons/nurlan-yermekbayev',
  'sources/reliable-barrier-article',
];

/** Removes where in the log, and when, the record says something. */
function withoutPositions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPositions);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !['position', 'pseq', 'recordedAt', 'flaggedAt', 'next'].includes(name))
      .map(([name, inner]) => [name, withoutPositions(inner)]),
  );
}

/** Returns the answer of every query, by its path. */
async function answerAll(): Promise<Readonly<Record<string, unknown>>> {
  const lists = CLI_QUERIES.filter(
    ({ name, pathParameters }) => pathParameters.length === 0 && name !== 'corrections',
  ).map(({ path }) => path);
  const answers = [...lists, ...PAGES].map(async (path) => {
    const url = `${rapporteur?.url}/v1/collections/sco/${path}?position=${position}`;
    const response = await fetch(url, { headers: { prefer: 'wait=30' } });
    // A thing that only a retracted document mentions is not found.
    expect([200, 404], path).toContain(response.status);
    return [path, withoutPositions(await response.json())] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

async function send(name: string, body: object): Promise<SubmittedCommand> {
  const answer = await getRecord().send(name, { collection: 'sco', ...body });
  expect(answer.status, JSON.stringify(answer)).toBe(200);
  position = answer.position;
  return answer;
}

async function findEvent(type: string, decision: string): Promise<string> {
  const { items } = await getRecord().query(`facts?type=${type}`);
  const found = items.find(({ data }) => JSON.stringify(data).includes(decision));
  return String(found?.['event']);
}

/** Sends an amendment and takes it back. Returns the answers before, between and after. */
async function takeBack(name: string, body: object, by: 'target' | 'command' = 'target') {
  const before = await answerAll();
  const amendment = await send(name, body);
  const amended = await answerAll();
  const [event] = amendment.events;
  const target = by === 'target' ? event?.id : event?.id.replace(/\.1$/, '');
  await send('RetractRecord', { [by]: target, ...WHY });
  return { before, amended, after: await answerAll() };
}

describe('Taking back', { timeout: 120_000 }, () => {
  it('a correction', async () => {
    const target = await findEvent('ProgrammeAdopted', 'cooperation-programme-2025-2027');
    const oldValue = {
      edtf: '[2024-07,2025-07]',
      asWritten: 'last July',
      basis: 'relative',
      rule: 'publication-date',
    };
    const newValue = { edtf: '2024-07-04', basis: 'stated' };
    const correction = { target, field: 'adoptedOn', oldValue, newValue, ...WHY };
    const { before, amended, after } = await takeBack('CorrectRecord', correction);
    expect(amended['decisions']).not.toEqual(before['decisions']);
    expect(after).toEqual(before);
    // The page of the event keeps the history.
    const { data } = await getRecord().queryAt(position, `events/${target}`);
    expect(data).toMatchObject({ standing: 'stands', history: [{}, {}, {}] });
  });

  it('a retraction', async () => {
    const target = await findEvent('MeetingChaired', 'sco-rats-council-44');
    const { before, amended, after } = await takeBack('RetractRecord', { target, ...WHY });
    expect(amended['timeline']).not.toEqual(before['timeline']);
    expect(after).toEqual(before);
  });

  it('the retraction of a whole document', async () => {
    const document = 'reliable-barrier-article';
    const retraction = { document, ...WHY };
    const { before, amended, after } = await takeBack('RetractRecord', retraction, 'command');
    expect(amended['reports']).not.toEqual(before['reports']);
    expect(after).toEqual(before);
  });

  it('a merger', async () => {
    const merger = {
      kind: 'incident',
      merged: 'khuzdar-2025',
      into: 'jaffer-express-2025',
      ...WHY,
    };
    const { before, amended, after } = await takeBack('MergeRecords', merger);
    expect(amended['incidents']).not.toEqual(before['incidents']);
    expect(after).toEqual(before);
  });

  it('a link', async () => {
    const other = { scheme: 'wikidata', value: 'Q1' };
    const link = { kind: 'actor', id: 'nurlan-yermekbayev', relation: 'same', other, ...WHY };
    const { before, amended, after } = await takeBack('LinkRecords', link);
    expect(amended['persons']).not.toEqual(before['persons']);
    expect(after).toEqual(before);
  });

  it('the resolution of a conflict', async () => {
    const [transfer] = (await getRecord().query('facts?type=ChairmanshipTransferred')).items;
    const data = transfer?.['data'] as { readonly assertion: Record<string, unknown> };
    const { assertion } = data;
    const [passage] = assertion['passages'] as readonly { readonly end: number }[];
    const words = { ...passage, end: Number(passage?.end) - 1, sha256: '0'.repeat(64) };
    const other = {
      ...data,
      to: { id: 'CHN', kind: 'state', nameAsWritten: 'China' },
      assertion: { ...assertion, passages: [words] },
    };
    const { events } = await send('RecordChairmanshipTransferred', other);
    const flagged = events.at(-1)?.id;
    const { before, amended, after } = await takeBack('ResolveConflict', {
      conflict: flagged,
      holds: transfer?.['event'],
      resolution: 'The first is right.',
    });
    expect(amended['conflicts']).not.toEqual(before['conflicts']);
    expect(after).toEqual(before);
  });
});
