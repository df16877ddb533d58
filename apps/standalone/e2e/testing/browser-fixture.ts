import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';

/** The browsers that the packages of an operating system install. */
const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine; undefined if it has none. */
export const CHROMIUM: string | undefined = [process.env['CHROMIUM'] ?? '', ...PATHS].find(
  (path) => path !== '' && existsSync(path),
);

/** A page, and its messages about errors. */
interface OpenedPage {
  readonly page: Page;
  readonly errors: string[];
}

/** The pages of a server in a browser, for the tests of a suite. */
interface ServerPages {
  /** Opens a page in a new window. Resolves when it shows its heading. */
  readonly open: (path: string) => Promise<Page>;
  /** Returns the errors that the page has reported so far, which then do not fail the test. */
  readonly takeErrors: () => readonly string[];
}

/** Starts a browser for the tests of a suite. An error that a page reports fails the test. */
export function usePages(getUrl: () => string | undefined): ServerPages {
  let browser: Browser | undefined;
  let opened: OpenedPage | undefined;
  beforeAll(async () => {
    // As root, the sandbox of Chromium does not start.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args });
  });
  afterEach(async () => {
    const { page, errors = [] } = opened ?? {};
    opened = undefined;
    await page?.context().close();
    if (errors.length > 0) throw new Error(errors.join('\n'));
  });
  afterAll(() => browser?.close());

  const open = async (path: string): Promise<Page> => {
    const url = getUrl();
    if (browser === undefined || url === undefined) throw new Error('beforeAll has failed.');
    opened = await openPage(browser, `${url}${path}`);
    await opened.page.getByRole('heading', { level: 1 }).first().waitFor();
    return opened.page;
  };
  return { open, takeErrors: () => opened?.errors.splice(0) ?? [] };
}

async function openPage(browser: Browser, url: string): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  return { page, errors };
}
