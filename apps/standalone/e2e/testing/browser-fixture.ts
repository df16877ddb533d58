import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** The browsers that the packages of an operating system install. */
const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine; undefined if it has none. */
export const CHROMIUM: string | undefined = [process.env['CHROMIUM'] ?? '', ...PATHS].find(
  (path) => path !== '' && existsSync(path),
);

/** A browser for tests. */
export class BrowserFixture {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(): Promise<BrowserFixture> {
    // As root, the sandbox of Chromium does not start.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    return new BrowserFixture(await chromium.launch({ executablePath: CHROMIUM ?? '', args }));
  }

  /** Opens a new window. A message of the page about an error fails the test that looks at `errors`. */
  async open(url: string): Promise<{ readonly page: Page; readonly errors: readonly string[] }> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(url);
    return { page, errors };
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
