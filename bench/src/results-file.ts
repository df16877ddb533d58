import { readFile, rename, writeFile } from 'node:fs/promises';

/** The results of the parts in a JSON file. A part whose result is there does not run again. */
export class ResultsFile {
  readonly #path: string | undefined;
  readonly #results: Record<string, unknown>;

  private constructor(path: string | undefined, results: Record<string, unknown>) {
    this.#path = path;
    this.#results = results;
  }

  /** Opens a file, which need not exist. Without a path, nothing is kept. */
  static async open(path: string | undefined): Promise<ResultsFile> {
    const text = path === undefined ? '{}' : await readFile(path, 'utf8').catch(() => '{}');
    return new ResultsFile(path, JSON.parse(text) as Record<string, unknown>);
  }

  /** Returns the result with this name; measures it and writes the file if it is not there. */
  async measureOnce<T>(name: string, measure: () => Promise<T>): Promise<T> {
    if (Object.hasOwn(this.#results, name)) return this.#results[name] as T;

    const result = await measure();
    this.#results[name] = result;
    if (this.#path !== undefined) {
      // A kill while it is written loses nothing.
      await writeFile(`${this.#path}.new`, `${JSON.stringify(this.#results, null, 2)}\n`);
      await rename(`${this.#path}.new`, this.#path);
    }
    return result;
  }
}
