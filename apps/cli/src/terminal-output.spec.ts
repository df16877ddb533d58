import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { PERSON, STATE } from './testing/actor-answers.ts';
import { NAMES, SOURCES } from './testing/answer-values.ts';
import { captureTerminal } from './testing/captured-terminal.ts';
import { startTestServer } from './testing/http-test-server.ts';
import { MEETING } from './testing/meeting-answer.ts';
import { BODY, DECISION, DOCUMENT, INCIDENT } from './testing/page-answers.ts';
import { runTestQuery } from './testing/query-test.ts';
import { isJsonFields } from '@rapporteur/pages';

/** It clears the screen, sets the clipboard, hides a link, and turns the direction of writing. */
const ATTACK = '\u001B[2J\u001B]52;c;eA==\u0007\u001B]8;;https://x\u001B\\\u009B31m\u202E\u2066\r!';
const CONTROLS = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;
const ESC = '\u001B';
/** The looks that the command line gives to whole lines. */
const STYLES = new RegExp(`^${ESC}\\[[12]m|${ESC}\\[22m$`, 'gm');

/** Returns how each control of the attack is written: raw, or as a visible escape or name. */
function findForms(...texts: readonly string[]): {
  readonly raw: unknown;
  readonly shown: boolean;
} {
  const text = texts.join('').replaceAll(STYLES, '');
  return { raw: CONTROLS.exec(text)?.[0] ?? null, shown: /\\u001b|<U\+001B ESCAPE>/.test(text) };
}

const SHOWN = { raw: null, shown: true };

/** Adds the attack to each text that a source or a person chose. */
function infect(value: unknown): unknown {
  if (typeof value === 'string') return /^\p{Lu}| /u.test(value) ? value + ATTACK : value;
  if (Array.isArray(value)) return value.map(infect);
  if (!isJsonFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, infect(one)]));
}

const PAGES = [
  ['body harbour-council', 'bodies/harbour-council', BODY],
  ['decision dredging-agreement', 'decisions/dredging-agreement', DECISION],
  ['document harbour-note-7', 'sources/harbour-note-7', DOCUMENT],
  ['incident pier-attack-2023', 'incidents/pier-attack-2023', INCIDENT],
  ['meeting harbour-council-7', 'meetings/harbour-council-7', MEETING],
  ['person j-vella', 'persons/j-vella', PERSON],
  ['state MLT', 'states/MLT', STATE],
] as const;

const TITLES = `date,title\r\n2023-05-04,"Note${ATTACK}"\r\n`;

describe.each([true, false])('The output of the command line (a terminal: %s)', (tty) => {
  it.each(PAGES)(
    'shows the controls of recorded texts on the page `%s`',
    async (line, path, page) => {
      const answers = {
        json: { [path]: infect(page) },
        sources: infect(SOURCES) as typeof SOURCES,
        names: infect(NAMES) as typeof NAMES,
      };
      for (const flags of ['', ' --statements --ids', ' --json']) {
        const { out, err } = await runTestQuery(line + flags, answers, 80, tty);
        expect(findForms(out, err)).toEqual(SHOWN);
      }
    },
  );

  it('shows the controls of recorded texts in tables, in columns of the right width', async () => {
    const { out, lines, err } = await runTestQuery(
      'timeline --columns date,title',
      { csv: { timeline: TITLES } },
      80,
      tty,
    );
    expect(findForms(out, err)).toEqual(SHOWN);
    expect(lines[1]).toMatch(/^2023-05-04 {2}Note\\u001b\[2J/);
  });

  it('shows the controls of relayed problems', async () => {
    const problem = { title: 'No.', status: 422, code: `A${ATTACK}`, detail: `About ${ATTACK}` };
    const errors = ['a', 'b'].map((field) => ({
      field: field + ATTACK,
      rule: `R${ATTACK}`,
      message: ATTACK,
      remedy: ATTACK,
      event: ATTACK,
    }));
    await using server = await startTestServer((_, response) => {
      response.writeHead(422).end(JSON.stringify({ ...problem, errors }));
    });
    const terminal = captureTerminal({ tty, columns: 80 });
    await runCli(['status', '--url', server.url], terminal);
    expect(findForms(terminal.written.err())).toEqual(SHOWN);
  });

  it('shows the controls of a wrong command line, and of a file that is not there', async () => {
    for (const words of [
      [`x${ATTACK}`],
      ['status', `--x${ATTACK}`],
      ['submit', `x${ATTACK}.yaml`],
    ]) {
      const terminal = captureTerminal({ tty, columns: 80 });
      await runCli(words, terminal);
      expect(findForms(terminal.written.out() + terminal.written.err())).toEqual(SHOWN);
    }
  });
});

describe('The bytes of the server', () => {
  it('are exact in files and pipes', async () => {
    const csv = { timeline: TITLES };
    expect((await runTestQuery('timeline --csv', { csv })).out).toBe(TITLES);
    const file = join(await mkdtemp(join(tmpdir(), 'output-')), 'timeline.csv');
    await runTestQuery(`timeline --csv --output ${file}`, { csv }, 80, true);
    expect(await readFile(file, 'utf8')).toBe(TITLES);
  });

  it('are shown with visible controls on a terminal', async () => {
    const { out } = await runTestQuery('timeline --csv', { csv: { timeline: TITLES } }, 80, true);
    expect(findForms(out)).toEqual(SHOWN);
  });
});

describe('A dry run', () => {
  it('shows the controls of the texts that it would record', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'dry-run-')), 'note.yaml');
    const rootBody = { body: 'harbour', name: 'Harbour', kind: 'organization' };
    const body = { collection: 'harbour', title: `Harbour${ATTACK}`, rootBody };
    await writeFile(file, stringify({ command: 'OpenCollection', ...body }));
    const answer = {
      outcome: 'wouldRecord',
      commandId: 'a',
      repeated: false,
      collection: 'harbour',
      version: 1,
      position: '0:1',
      already: null,
      nearMisses: [{ field: `x${ATTACK}`, id: `y${ATTACK}`, near: `z${ATTACK}` }],
      events: [{ id: 'a.1', type: 'org.rapporteur.collection-opened.v1', data: body }],
    };
    await using server = await startTestServer((_, response) => {
      response.end(JSON.stringify(answer));
    });
    const terminal = captureTerminal({ tty: true, columns: 80 });
    await runCli(['submit', '--dry-run', file, '--url', server.url], terminal);
    expect(findForms(terminal.written.out() + terminal.written.err())).toEqual(SHOWN);
    expect(terminal.written.out()).toContain('would record 1 event');
  });
});
