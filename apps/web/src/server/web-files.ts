import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
/** Higher levels take seconds, and save a few bytes. */
const QUALITY = 9;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A file that the build of the web made. */
export class WebFile {
  readonly type: string;
  readonly bytes: Buffer;
  #compressed: Promise<Buffer> | undefined;

  constructor(path: string, bytes: Buffer) {
    this.type = TYPES[extname(path)] ?? 'application/octet-stream';
    this.bytes = bytes;
  }

  /** Returns the file compressed by Brotli. */
  compress(): Promise<Buffer> {
    this.#compressed ??= compress(this.bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY },
    });
    return this.#compressed;
  }
}

/** The built web: its page, and the files that the page loads, by their paths. */
export interface WebFiles {
  readonly page: string;
  readonly files: ReadonlyMap<string, WebFile>;
}

/** Reads the built web. Throws an Error if it was not built. */
export async function readWebFiles(folder: string): Promise<WebFiles> {
  let names: readonly string[];
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    names = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
  } catch (cause) {
    throw new Error('The pages of the web are not built. Run `npx pnpm install`.', { cause });
  }
  const files = new Map<string, WebFile>();
  for (const name of names) {
    const path = `/${name.split(sep).join('/')}`;
    files.set(path, new WebFile(path, await readFile(join(folder, name))));
  }
  const page = files.get('/index.html');
  if (page === undefined) throw new Error('The web has no page index.html. Build it again.');
  files.delete('/index.html');
  return { page: page.bytes.toString(), files };
}
