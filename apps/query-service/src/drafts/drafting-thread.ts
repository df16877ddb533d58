import { Worker } from 'node:worker_threads';
import type { DraftRecord } from '@rapporteur/extraction';
import { Problem } from '@rapporteur/platform';
import { createParameterProblem } from '../parameters.ts';
import type {
  DraftingAnswer,
  DraftingOutcome,
  DraftingQuestion,
  DraftingRequest,
  FactPassage,
  FinishedDraft,
} from './drafting-messages.ts';

/** The time that one draft may take: a text of the greatest length takes a few seconds. */
const DRAFT_TIMEOUT_MS = 30_000;
/** The drafts that wait for the thread. */
const WAITING_MAX = 20;
const HEAP_MB = 768;

/** The knowledge that a draft needs beside its text. */
export interface DraftingContext {
  readonly record: DraftRecord;
  readonly findPage: (passage: FactPassage) => number | null;
  readonly timeoutMs?: number;
}

/**
 * The thread that drafts texts, one after the other: a draft computes for seconds, and queries must
 * not wait for it. It starts with the first draft.
 *
 * Invariants (tests: drafts.int.spec.ts):
 * 1. A draft ends within its time, and the next one has a thread of its own then.
 * 2. Only so many drafts wait; the next is refused with the time to retry.
 */
export class DraftingThread implements Disposable {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Drafts a text after those before it. Rejects with a Problem, and with errors of the record. */
  async draft(request: DraftingRequest, context: DraftingContext): Promise<FinishedDraft> {
    if (this.#waiting >= WAITING_MAX) throw createBusyProblem();
    this.#waiting += 1;
    const drafted = this.#last.then(() => this.#draftNow(request, context));
    this.#last = drafted.catch(() => undefined);
    try {
      return await drafted;
    } finally {
      this.#waiting -= 1;
    }
  }

  [Symbol.dispose](): void {
    this.#end();
  }

  async #draftNow(request: DraftingRequest, context: DraftingContext): Promise<FinishedDraft> {
    const worker = (this.#worker ??= startThread());
    const { timeoutMs = DRAFT_TIMEOUT_MS } = context;
    const outcome = Promise.withResolvers<DraftingOutcome>();
    const timer = setTimeout(() => outcome.reject(createTimeProblem(timeoutMs)), timeoutMs);
    const onMessage = (message: DraftingQuestion | DraftingOutcome): void => {
      if (message.kind !== 'search' && message.kind !== 'pages') outcome.resolve(message);
      else
        answerQuestion(message, context).then(
          (answer) => this.#send(answer),
          (error: unknown) => outcome.reject(error),
        );
    };
    const onExit = (): void => outcome.reject(new Error('The thread of the drafts ended.'));
    worker.on('message', onMessage).once('exit', onExit);
    this.#send(request);
    try {
      const finished = await outcome.promise;
      if (finished.kind === 'drafted') return finished;
      if (finished.kind === 'failed') throw new Error(finished.message);
      throw createParameterProblem({
        field: 'language',
        message: 'has no language file',
        remedy: finished.message,
      });
    } catch (error) {
      // A thread that computes or waits on is no use to the next draft.
      this.#end();
      throw error;
    } finally {
      clearTimeout(timer);
      worker.off('message', onMessage).off('exit', onExit);
    }
  }

  #send(message: DraftingRequest | DraftingAnswer): void {
    this.#worker?.postMessage(message);
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }
}

async function answerQuestion(
  question: DraftingQuestion,
  { record, findPage }: DraftingContext,
): Promise<DraftingAnswer> {
  const { number } = question;
  if (question.kind === 'pages')
    return { kind: 'pages', number, pages: question.passages.map(findPage) };
  return { kind: 'found', number, facts: await record.findFacts(question.search) };
}

function startThread(): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const loader = new URL('../../../../packages/source-loader/src/register.js', import.meta.url);
  const worker = new Worker(
    new URL(`./drafting.thread.${isSource ? 'ts' : 'js'}`, import.meta.url),
    {
      execArgv: isSource ? ['--import', loader.href] : [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    },
  );
  // A thread without memory ends with an error, which must not end the process.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

function createTimeProblem(timeoutMs: number): Problem {
  return new Problem(422, 'DRAFT_TOO_SLOW', {
    title: 'The draft takes too long.',
    detail: `A draft may take ${timeoutMs / 1000} seconds. Split the text and draft its parts.`,
  });
}

function createBusyProblem(): Problem {
  return new Problem(503, 'DRAFTS_BUSY', {
    title: 'Too many drafts wait.',
    detail: `${WAITING_MAX} drafts wait already. Send the text again later.`,
    retryAfterSeconds: 5,
  });
}
