/**
 * Makes an image of each page of the web, in light and dark, as a desktop and a telephone show it.
 *
 *     npx pnpm shots [--url URL] [--only TEXT] [--readme]
 *
 * Without a URL it starts the demo and stops it at the end. The images are in `shots/`; with
 * `--readme` the two of the README are made anew.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SOURCE_FLAGS } from '@rapporteur/source-loader';
import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM } from './testing/browser-fixture.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CLI = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));
/** The collection of the demo that has the first two documents. */
const COLLECTION = '/collections/sco';
const MEETING = `${COLLECTION}/meetings/sco-rats-council-44`;

/** The pages by the name of their image. A member in braces is that of the first row of its list. */
const PAGES: Readonly<Record<string, string>> = {
  home: '/',
  collection: COLLECTION,
  body: `${COLLECTION}/bodies/sco-rats-council`,
  meeting: MEETING,
  timeline: `${COLLECTION}/timeline`,
  participation: `${COLLECTION}/participation`,
  meetings: `${COLLECTION}/meetings`,
  decisions: `${COLLECTION}/decisions`,
  'decisions-table': `${COLLECTION}/decisions?view=table`,
  decision: `${COLLECTION}/decisions/{decision}`,
  vote: '/collections/harbours/decisions/harbour-pilotage-rule',
  incidents: `${COLLECTION}/incidents`,
  incident: `${COLLECTION}/incidents/{incident}`,
  condemnations: `${COLLECTION}/condemnations`,
  positions: `${COLLECTION}/positions`,
  votes: '/votes',
  state: '/states/KGZ',
  compare: '/states/MLT/vs/PRT',
  chair: `${COLLECTION}/bodies/sco-rats-council/chair`,
  persons: `${COLLECTION}/persons`,
  person: `${COLLECTION}/persons/{person}`,
  conflicts: '/conflicts',
  sources: `${COLLECTION}/sources`,
  source: `${COLLECTION}/sources/rats-council-44-note`,
  event: `${COLLECTION}/events/{event}`,
  stream: '/streams/sco/meeting-sco-rats-council-44',
  log: '/log/0',
  audit: '/audit',
  changes: `${COLLECTION}/changes`,
  status: '/status',
  record: '/record',
  'not-found': '/collections/sco/nothing',
};
/** The lists of the members in braces. */
const LISTS: Readonly<Record<string, string>> = {
  decision: 'decisions?due=2026',
  incident: 'incidents',
  person: 'persons',
  event: 'facts',
};
const WINDOWS = { desktop: { width: 1440, height: 900 }, telephone: { width: 390, height: 844 } };
const THEMES = ['light', 'dark'] as const;
const README: Readonly<Record<string, string>> = {
  meeting: MEETING,
  participation: `${COLLECTION}/participation`,
};

const { values } = parseArgs({
  options: { url: { type: 'string' }, only: { type: 'string' }, readme: { type: 'boolean' } },
});

/** Replaces a member in braces by that of the first row of its list. */
async function findPath(url: string, path: string): Promise<string> {
  const [whole, member] = /\{(\w+)\}/.exec(path) ?? [];
  if (whole === undefined || member === undefined) return path;
  const response = await fetch(`${url}/v1${COLLECTION}/${LISTS[member] ?? ''}`);
  const { data } = (await response.json()) as { readonly data: readonly Record<string, string>[] };
  return path.replace(whole, data[0]?.[member] ?? '');
}

async function makeImages(url: string, browser: Browser): Promise<void> {
  const folder = join(ROOT, 'shots');
  await mkdir(folder, { recursive: true });
  const chosen = Object.entries(PAGES).filter(([name]) => name.includes(values.only ?? ''));
  for (const [size, viewport] of Object.entries(WINDOWS)) {
    for (const colorScheme of THEMES) {
      const context = await browser.newContext({ viewport, colorScheme, locale: 'en' });
      const page = await context.newPage();
      for (const [name, path] of chosen) {
        await page.goto(url + (await findPath(url, path)), { waitUntil: 'networkidle' });
        const file = join(folder, `${name}-${size}-${colorScheme}.png`);
        await page.screenshot({ path: file, fullPage: true });
        process.stdout.write(`${file}\n`);
      }
      await context.close();
    }
  }
}

async function makeReadmeImages(url: string, browser: Browser): Promise<void> {
  const folder = join(ROOT, 'docs/images');
  await mkdir(folder, { recursive: true });
  const context = await browser.newContext({
    viewport: { width: 1200, height: 720 },
    colorScheme: 'light',
    locale: 'en',
  });
  const page = await context.newPage();
  for (const [name, path] of Object.entries(README)) {
    await page.goto(url + path, { waitUntil: 'networkidle' });
    await page.screenshot({ path: join(folder, `${name}.png`) });
    process.stdout.write(`${join(folder, `${name}.png`)}\n`);
  }
  await context.close();
}

/** Starts the demo on an empty folder, and returns its address. */
async function startDemo(folder: string) {
  const child = spawn(process.execPath, [...SOURCE_FLAGS, CLI, 'demo'], {
    env: { ...process.env, RAPPORTEUR_DATA: folder, RAPPORTEUR_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let url: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    url ??= /http:\/\/[\w.:]+/.exec(line)?.[0];
    if (line.startsWith('The server runs')) break;
  }
  if (url === undefined) throw new Error('The demo has not started: see its messages above.');
  return { url, stop: () => child.kill('SIGINT') };
}

if (CHROMIUM === undefined)
  throw new Error('Images need Chromium: install it, or name its program with CHROMIUM.');
const folder = await mkdtemp(join(tmpdir(), 'rapporteur-shots-'));
const demo = values.url === undefined ? await startDemo(folder) : undefined;
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath: CHROMIUM, args });
try {
  const url = demo?.url ?? values.url ?? '';
  await (values.readme === true ? makeReadmeImages(url, browser) : makeImages(url, browser));
} finally {
  await browser.close();
  demo?.stop();
  await rm(folder, { recursive: true, force: true });
}
