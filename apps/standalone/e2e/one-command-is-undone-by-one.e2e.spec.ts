/**
 * One command undoes all that one command did, however large it was: over HTTP and with files.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from './testing/command-line.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let folder = '';

beforeAll(async () => {
  rapporteur = await startInProcess(postgres.url, undefined);
  folder = await mkdtemp(join(tmpdir(), 'one-command-'));
});
afterAll(async () => {
  await rapporteur?.close();
  await rm(folder, { recursive: true, force: true });
});

// A reason of several lines and a note, as a careful recorder writes them.
const WHY = {
  reason: 'The log was recorded from a draft, and not from the version that was signed. '.repeat(3),
  evidence: { note: 'The cover of the signed version has another date. '.repeat(4) },
};

interface CommandAnswer {
  readonly commandId: string;
  readonly position: string;
  readonly events: readonly { readonly id: string }[];
}

/** Retracts or takes back all that a command did, over HTTP. */
async function undo(command: string): Promise<CommandAnswer> {
  const response = await fetch(`${rapporteur?.url}/v1/commands/RetractRecord`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ collection: 'harbour', command, ...WHY }),
  });
  const answer: unknown = await response.json();
  expect(response.status, JSON.stringify(answer).slice(0, 500)).toBe(200);
  return answer as CommandAnswer;
}

/** Submits a file with the command line. */
async function submitFile(name: string, content: object): Promise<CommandAnswer> {
  await writeFile(join(folder, name), JSON.stringify(content));
  const line = `submit ${name} --wait 30 --json`;
  const { exitCode, out, err } = await runCommandLine(rapporteur?.url ?? '', line, { folder });
  expect(exitCode, err).toBe(0);
  const { files } = JSON.parse(out) as {
    readonly files: readonly { readonly commands: readonly { readonly answer: CommandAnswer }[] }[];
  };
  const answer = files[0]?.commands[0]?.answer;
  if (answer === undefined) throw new Error(out);
  return answer;
}

/** Submits a document with this number of facts. */
async function submitDocument(document: string, facts: number): Promise<CommandAnswer> {
  const entries = Array.from({ length: facts }, (_, n) => `Item ${n} of ${document} was noted.`);
  await writeFile(join(folder, `${document}.txt`), entries.join('\n'));
  const submission = {
    collection: {
      id: 'harbour',
      title: 'Harbour Union',
      rootBody: { body: 'harbour-union', name: 'Harbour Union', kind: 'organization' },
    },
    source: { document, docType: 'log', title: document, language: 'en', file: `${document}.txt` },
    facts: entries.map((quote, n) => ({
      type: 'PositionStated',
      by: [],
      verb: 'noted',
      topic: `${document}-${n}`,
      summary: quote,
      modality: 'reported',
      quote,
    })),
  };
  return submitFile(`${document}.yaml`, submission);
}

/** Returns how many of the facts of a document are valid. */
async function countFacts(document: string, position?: string): Promise<number> {
  const at = position === undefined ? '' : `&position=${position}`;
  const url = `${rapporteur?.url}/v1/collections/harbour/facts?document=${document}&limit=500${at}`;
  let count = 0;
  for (let next: string | null = ''; next !== null;) {
    const response = await fetch(`${url}${next === '' ? '' : `&cursor=${next}`}`, {
      headers: { prefer: 'wait=30' },
    });
    // A document is not found once it is retracted.
    if (response.status === 404) return 0;
    expect(response.status).toBe(200);
    const page = (await response.json()) as {
      readonly data: readonly { readonly type: string }[];
      readonly next: string | null;
    };
    count += page.data.filter(({ type }) => type === 'PositionStated').length;
    next = page.next;
  }
  return count;
}

describe('A command of many facts', { timeout: 180_000 }, () => {
  it('is retracted by one command, and the retraction is taken back by one', async () => {
    const recording = await submitDocument('long-log', 701);
    expect(await countFacts('long-log')).toBe(701);

    const retraction = await undo(recording.commandId);
    expect(await countFacts('long-log', retraction.position)).toBe(0);

    const takenBack = await undo(retraction.commandId);
    expect(await countFacts('long-log', takenBack.position)).toBe(701);
  });

  it('is retracted by one file, and the retraction is taken back by one', async () => {
    await submitDocument('longer-log', 701);
    const file = { command: 'RetractRecord', collection: 'harbour', ...WHY };
    const retraction = await submitFile('retract.yaml', { ...file, document: 'longer-log' });
    expect(await countFacts('longer-log')).toBe(0);

    await submitFile('take-back.yaml', { ...file, commandOf: retraction.events[0]?.id });
    expect(await countFacts('longer-log')).toBe(701);
  });
});
