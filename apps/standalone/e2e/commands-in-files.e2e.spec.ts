/**
 * The files of docs/submissions.md, recorded as printed there and in their order: each command and
 * each way to take it back has its effect on the answers of queries.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLineResult, runCommandLine } from './testing/command-line.ts';
import type { AnswerValue } from './testing/notes-fixture.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let folder = '';

beforeAll(async () => {
  rapporteur = await startInProcess(postgres.url, undefined);
  folder = await mkdtemp(join(tmpdir(), 'commands-in-files-'));
  const page = await readFile(new URL('../../../docs/submissions.md', import.meta.url), 'utf8');
  const blocks = (language: string): readonly string[] =>
    [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(
      ([, text = '']) => text,
    );
  const [note = '', press = ''] = blocks('text');
  const [submission = ''] = blocks('yaml');
  const named = blocks('yaml').flatMap((text) => {
    const name = /^# (\S+\.yaml)$/m.exec(text)?.[1];
    return name === undefined ? [] : [[name, text] as const];
  });
  const files = [
    ['harbour-note.txt', note],
    ['harbour-press.txt', press],
    ['harbour-note.yaml', submission],
    ['coast-guard.yaml', COAST_GUARD],
    ...named,
  ] as const;
  for (const [name, text] of files) await writeFile(join(folder, name), text);
});
afterAll(async () => {
  await rapporteur?.close();
  await rm(folder, { recursive: true, force: true });
});

async function submit(...words: readonly string[]): Promise<CommandLineResult> {
  return runCommandLine(rapporteur?.url ?? '', `submit ${words.join(' ')} --wait 30`, { folder });
}

/** Records a file of the page. */
async function record(file: string): Promise<void> {
  const { exitCode, out, err } = await submit(file);
  expect(exitCode, err).toBe(0);
  expect(out).toContain('recorded');
}

async function query(path: string): Promise<AnswerValue> {
  const response = await fetch(`${rapporteur?.url}/v1/collections/harbour/${path}`);
  const { data } = (await response.json()) as { readonly data: AnswerValue };
  return data;
}

const getDueDay = async (): Promise<AnswerValue> =>
  (await query('facts?type=AgreementReached'))[0].data.dueOn;
const listStates = async (): Promise<AnswerValue> =>
  (await query('facts?type=DelegationAttended')).flatMap(({ states }: AnswerValue) => states);
const listPersons = async (): Promise<AnswerValue> =>
  (await query('persons')).map(({ person }: AnswerValue) => person);
const countConflicts = async (resolved: boolean): Promise<number> =>
  (await query(`conflicts?resolved=${resolved}`)).length;
/** The fires of both collections: linked, they are one. */
async function countFires(): Promise<number> {
  const response = await fetch(`${rapporteur?.url}/v1/incidents`);
  return ((await response.json()) as { readonly data: readonly unknown[] }).data.length;
}

/** The other collection that the link of the page names. */
const COAST_GUARD = `
collection:
  id: coast-guard
  title: Coast Guard
  rootBody: { body: coast-guard, name: Coast Guard, kind: organization }
source: { document: log, docType: log, title: Log, language: en, file: harbour-press.txt }
facts:
  - type: IncidentRecorded
    incident: fire-on-pier-four
    name: a fire at the old pier
    modality: stated
    quote: a fire at the old pier
`;

/** Each command on the page, how it is taken back, and the answer before and after it. */
const COMMANDS: readonly (readonly [
  file: string,
  takeBack: string,
  ask: () => Promise<AnswerValue>,
  before: unknown,
  after: unknown,
])[] = [
  [
    'correct',
    'take-back-correction',
    getDueDay,
    expect.objectContaining({ edtf: '2024' }),
    expect.objectContaining({ edtf: '2025' }),
  ],
  ['retract', 'take-back-retraction', listStates, ['MLT', 'PRT'], ['MLT']],
  ['merge', 'take-back-merger', listPersons, ['j-vella', 'joseph-vella'], ['j-vella']],
  ['resolve', 'take-back-resolution', () => countConflicts(true), 0, 1],
  ['link', 'take-back-link', countFires, 2, 1],
];

describe('The files of the page on submissions', { timeout: 60_000 }, () => {
  it('begin with two submissions that contradict each other', async () => {
    await record('harbour-note.yaml');
    await record('harbour-press.yaml');
    await record('coast-guard.yaml');
    expect(await countConflicts(false)).toBe(1);
  });

  it.each(COMMANDS)('change the record: %s.yaml', async (file, _, ask, before, after) => {
    expect(await ask()).toEqual(before);
    const dryRun = await submit(`${file}.yaml`, '--dry-run');
    expect(dryRun.err).toBe('');
    expect(dryRun.out).toContain('would record');
    await record(`${file}.yaml`);
    expect(await ask()).toEqual(after);

    const again = await submit(`${file}.yaml`);
    expect(again.err).toBe('');
    expect(again.out).toContain('already recorded');
    expect(await ask()).toEqual(after);
  });

  it('quote their evidence', async () => {
    const corrections = await query('corrections');
    const corrected = corrections.find(({ change }: AnswerValue) => change === 'corrected');
    expect(corrected.evidence.passages).toMatchObject([{ document: 'harbour-press', line: 2 }]);
  });

  it.each(COMMANDS)('are taken back, here %s by %s.yaml', async (_, takeBack, ask, before) => {
    await record(`${takeBack}.yaml`);
    expect(await ask()).toEqual(before);

    const again = await submit(`${takeBack}.yaml`);
    expect(again.err).toBe('');
    expect(again.out).toContain('already recorded');
  });
});

const STORM =
  'occurredOn: 2023-06-01, places: Valletta, name: the storm, quote: a storm in Valletta';
const DIARY = `
collection: harbour
source: { document: diary, docType: diary, title: Diary, language: en, file: diary.txt }
facts:
  - { type: IncidentRecorded, incident: storm-2023, modality: stated, ${STORM} }
`;

/** A document whose ids are new, although the record knows the things themselves. */
const OTHER_IDS = `
collection: harbour
source: { document: letter, docType: letter, title: Letter, language: en, file: letter.txt }
bodies:
  - { body: the-council, name: harbour council, kind: organ }
actors:
  vella: { id: vella, kind: person, nameAsWritten: J. Vella }
defaults: { modality: stated, quote: a storm in Valletta }
facts:
  - { type: MeetingHeld, meeting: harbour-council-2023-05, body: harbour-council, occurredOn: 2023-05 }
  - { type: MeetingHeld, body: harbour-council, ordinal: 8, occurredOn: 2023-05-04 }
  - { type: AgreementReached, decision: survey, what: A survey of the breakwaters, topic: infrastructure, verb: agreed }
  - { type: IncidentRecorded, incident: storm, ${STORM} }
  - { type: PositionStated, by: vella, verb: called-for, topic: calm, summary: The Secretary asked for calm. }
`;

describe('A new id', { timeout: 60_000 }, () => {
  const hints = (out: string): readonly string[] =>
    out
      .split('\n')
      .flatMap((line) => /^ {2}(\w+: \S+ is new\. The same as \S+)/.exec(line)?.[1] ?? []);

  it('of a known thing gives a hint, which is no error', async () => {
    await writeFile(join(folder, 'diary.txt'), 'There was a storm in Valletta.');
    await writeFile(join(folder, 'letter.txt'), 'I remember a storm in Valletta.');
    await writeFile(join(folder, 'diary.yaml'), DIARY);
    await writeFile(join(folder, 'other-ids.yaml'), OTHER_IDS);
    await record('diary.yaml');
    const expected = [
      'body: `the-council` is new. The same as `harbour-council`',
      'meeting: `harbour-council-2023-05` is new. The same as `harbour-council-7`',
      'decision: `survey` is new. The same as `breakwater-survey-2024`',
      'incident: `storm` is new. The same as `storm-2023`',
      'actor: `vella` is new. The same as `j-vella`',
    ];
    const dryRun = await submit('other-ids.yaml', '--dry-run');
    expect([hints(dryRun.out), dryRun.err]).toEqual([expected, '']);
    const recorded = await submit('other-ids.yaml');
    expect([recorded.exitCode, hints(recorded.out)]).toEqual([0, expected]);
  });

  it('gives no hint once it is known', async () =>
    expect(hints((await submit('other-ids.yaml')).out)).toEqual([]));
});

describe('A stated number of participants', { timeout: 60_000 }, () => {
  const meeting = (id: string, participants: string): string =>
    `  - { type: MeetingHeld, meeting: ${id}, body: harbour-council, participants: ${participants} }\n` +
    `  - { type: DelegationAttended, meeting: ${id}, basis: named, states: [Malta, Italy] }\n`;

  it('that the list of them does not have is said when it is recorded, and on the page', async () => {
    await writeFile(join(folder, 'minutes.txt'), 'Malta and Italy took part.');
    await writeFile(
      join(folder, 'minutes.yaml'),
      'collection: harbour\n' +
        'source: { document: minutes, docType: minutes, title: Minutes, language: en, file: minutes.txt }\n' +
        'defaults: { modality: stated, quote: Malta and Italy took part }\n' +
        `facts:\n${meeting('harbour-council-2024-03', '{ min: 3, max: 3, ofWhat: states }')}${meeting('harbour-council-2024-10', '2')}`,
    );
    const { out, err } = await submit('minutes.yaml');
    expect(err).toBe('');
    expect(out).toContain(
      'participants of `harbour-council-2024-03` is 3 states, and 2 are listed',
    );
    expect(out).not.toContain('participants of `harbour-council-2024-10`');
    expect(await query('meetings/harbour-council-2024-03')).toMatchObject({
      participantCount: { min: 3, max: 3, ofWhat: 'states' },
      participants: { agreesWithCount: false },
    });
    expect(await query('meetings/harbour-council-2024-10')).toMatchObject({
      participants: { agreesWithCount: true },
    });
  });
});

describe('A file with a command', { timeout: 60_000 }, () => {
  async function submitText(...lines: readonly string[]): Promise<readonly string[]> {
    await writeFile(join(folder, 'wrong.yaml'), lines.join('\n'));
    const { exitCode, err } = await submit('wrong.yaml');
    expect(exitCode).toBe(2);
    return err.trim().split('\n');
  }

  it('has all its problems reported at once, with their places', async () => {
    const problems = await submitText(
      'command: CorrectRecord',
      'collection: harbour',
      'target: { type: MeetingHeld, meeting: harbour-council-7 }',
      'feild: occurredOn',
      'oldValue: *old',
      'reason: Why',
      'evidence: { document: harbour-press, quote: on 6 May 2023 }',
    );
    expect(problems).toEqual([
      expect.stringMatching(/^wrong.yaml:5:11 .*anchors and aliases/),
      expect.any(String),
    ]);
    const others = await submitText(
      'command: CorrectRecord',
      'collection: harbour',
      'target: { type: MeetingHeld, meeting: harbour-council-7 }',
      'feild: occurredOn',
      'oldValue: 2023-05-04',
      'newValue: 2023-05-05',
      'reason: Why',
      'evidence: { document: harbour-press, quote: on 6 May 2023 }',
    );
    expect(others.slice(0, 3)).toEqual([
      expect.stringMatching(/wrong.yaml:3:9 .*names 2 events: .*DRAFTING_EVENT_AMBIGUOUS/),
      expect.stringMatching(/wrong.yaml:4:1 .*`feild`.*`field`/),
      expect.stringMatching(/wrong.yaml:8:45 .*does not occur in the text/),
    ]);
  });

  it('has the rejections of the record at their places', async () => {
    const [, rejected] = await submitText(
      'command: CorrectRecord',
      'collection: harbour',
      'target: { type: AgreementReached, decision: breakwater-survey-2024 }',
      'field: dueOn',
      'oldValue: 2026',
      'newValue: 2025',
      'reason: Why',
      'evidence: A letter',
    );
    expect(rejected).toMatch(/^wrong.yaml:5:11 .*"edtf":"2024".*DOMAIN_VALUE_NO_LONGER_STANDS/);
  });
});
