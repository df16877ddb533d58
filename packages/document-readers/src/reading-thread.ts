import { Worker } from 'node:worker_threads';
import type { DocumentContent } from './document-content.ts';
import { DOCUMENT_LIMITS } from './document-limits.ts';
import { createDamageError, createSizeError, DocumentReadError } from './document-read-error.ts';
import type { ReadingAnswer, ReadingRequest } from './reading-messages.ts';

/** The bounds of one document. */
export interface ReadingBounds {
  readonly timeoutMs: number;
  readonly memoryBytesMax: number;
}

const WATCH_MS = 100;
// Buffers are not on the heap; the watch counts them.
const HEAP_MB = 768;

/**
 * The thread that reads documents, one after the other. The process can end a thread that computes
 * without end, which it could not do in its own.
 *
 * Invariants (tests: hostile-documents.spec.ts):
 * 1. A document ends within its time. ("ends a document that takes too long")
 * 2. A document needs no more than its memory. ("ends a document that needs too much memory")
 * 3. The next document has a thread of its own then. ("reads the next document after a refused one")
 * 4. A thread without work lets the process end. ("lets the process end")
 */
class ReadingThread {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** Reads a document after those before it. Throws a DocumentReadError. */
  async read(request: ReadingRequest, bounds: ReadingBounds): Promise<DocumentContent> {
    const read = this.#last.then(async () => this.#readNow(request, bounds));
    this.#last = read.catch(() => undefined);
    return read;
  }

  async #readNow(request: ReadingRequest, bounds: ReadingBounds): Promise<DocumentContent> {
    const worker = (this.#worker ??= startThread());
    worker.ref();
    const answer = await this.#request(worker, request, bounds);
    worker.unref();
    if (answer.kind === 'content') return answer.content;
    if (answer.kind === 'refused') throw new DocumentReadError(answer.refusal);
    throw createDamageError(`is damaged, or uses what its reader does not know: ${answer.message}`);
  }

  async #request(
    worker: Worker,
    request: ReadingRequest,
    bounds: ReadingBounds,
  ): Promise<ReadingAnswer> {
    const answered = Promise.withResolvers<ReadingAnswer>();
    const end = (error: Error): void => {
      this.#worker = undefined;
      answered.reject(error);
    };
    const onError = (error: Error & { readonly code?: string }): void =>
      end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? createMemoryError(bounds) : error);
    const onExit = (): void => end(new Error('The thread that reads documents ended.'));
    const watch = watchBounds(bounds, (error) => {
      end(error);
      void worker.terminate();
    });
    worker.once('message', answered.resolve);
    worker.once('error', onError);
    worker.once('exit', onExit);
    this.#worker?.postMessage(request);
    try {
      return await answered.promise;
    } finally {
      clearInterval(watch);
      worker.off('message', answered.resolve);
      worker.off('error', onError);
      worker.off('exit', onExit);
    }
  }
}

export const READING_THREAD = new ReadingThread();

function startThread(): Worker {
  // Node runs it from source, too: its modules import no package of the repository. The flags of the
  // process may be none of a thread.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./reading.thread.${extension}`, import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  // A thread without memory ends with an error, which must not end the process.
  worker.on('error', () => undefined);
  return worker;
}

/** Calls back once when a document has used up its time or its memory. */
function watchBounds(
  { timeoutMs, memoryBytesMax }: ReadingBounds,
  onEnd: (error: DocumentReadError) => void,
): NodeJS.Timeout {
  const endsAt = performance.now() + timeoutMs;
  const before = process.memoryUsage.rss();
  return setInterval(() => {
    if (performance.now() > endsAt) onEnd(createTimeError(timeoutMs));
    else if (process.memoryUsage.rss() - before > memoryBytesMax)
      onEnd(createMemoryError({ memoryBytesMax }));
  }, WATCH_MS);
}

function createTimeError(timeoutMs: number): DocumentReadError {
  return new DocumentReadError({
    code: 'DOCUMENT_TOO_SLOW',
    rule: `takes more than ${timeoutMs / 1000} seconds to read`,
    fix: 'Save its text as a plain text, or split it.',
  });
}

function createMemoryError({
  memoryBytesMax,
}: Pick<ReadingBounds, 'memoryBytesMax'>): DocumentReadError {
  const limit = `${Math.round(memoryBytesMax / 2 ** 20)} MB`;
  return createSizeError(`needs more than ${limit} of memory to read`);
}

export const DEFAULT_BOUNDS: ReadingBounds = {
  timeoutMs: DOCUMENT_LIMITS.timeoutMs,
  memoryBytesMax: DOCUMENT_LIMITS.memoryBytesMax,
};
