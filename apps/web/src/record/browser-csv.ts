/**
 * Stands for `csv-parse` in the browser, which has no streams of Node.js: the text is collected, then
 * parsed as a whole by the same parser.
 */
import { CsvError, type Options, parse as parseWhole } from 'csv-parse/browser/esm/sync';

export { CsvError };

/** The parts of a parser that the reader of rows uses. */
class CollectingParser {
  readonly #options: Options;
  readonly #chunks: string[] = [];
  readonly #ended = Promise.withResolvers<void>();

  constructor(options: Options) {
    this.#options = options;
    // A parser that is left early has no reader of its end.
    this.#ended.promise.catch(() => undefined);
  }

  write(chunk: string): boolean {
    this.#chunks.push(chunk);
    return true;
  }

  end(): void {
    this.#ended.resolve();
  }

  destroy(error?: Error): void {
    if (error === undefined) this.#ended.resolve();
    else this.#ended.reject(error);
  }

  on(): this {
    return this;
  }

  once(): this {
    return this;
  }

  off(): this {
    return this;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator {
    await this.#ended.promise;
    yield* parseWhole(this.#chunks.join(''), this.#options) as Iterable<unknown>;
  }
}

/** Returns a parser of the chunks that are written to it. */
export function parse(options: Options): CollectingParser {
  return new CollectingParser(options);
}
