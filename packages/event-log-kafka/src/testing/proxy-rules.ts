/** Faults on the way to a broker, for tests that stand behind a proxy. */
import { type FrameHandler, type KafkaProxy, type FrameAction } from '@rapporteur/testing';

/** A gate in the way of the nth frame of an API, from 1: what comes to it waits until it is opened. */
export class FrameBarrier {
  readonly #reached = Promise.withResolvers<void>();
  readonly #opened = Promise.withResolvers<FrameAction>();
  readonly rule: FrameHandler;

  constructor(api: number, nth = 1) {
    let left = nth;
    this.rule = (passing) => {
      if (passing.api !== api || --left !== 0) return 'pass';
      this.#reached.resolve();
      return this.#opened.promise;
    };
  }

  get reached(): Promise<void> {
    return this.#reached.promise;
  }

  release(ruling: FrameAction = 'pass'): void {
    this.#opened.resolve(ruling);
  }
}

/** Rules so on the first frames of an API, and passes the rest. */
export const ruleFirst = (count: number, api: number, ruling: FrameAction): FrameHandler => {
  let left = count;
  return (passing) => (passing.api === api && left-- > 0 ? ruling : 'pass');
};

/**
 * Where the parts of answers are, in frames about a topic with a name of so many bytes: Produce in version 7, Fetch in
 * version 11, InitProducerId in version 1.
 */
export const responseFieldOffsets = (name: string) => ({
  produced: { error: 22 + name.length, offset: 24 + name.length },
  fetched: { error: 32 + name.length, size: 66 + name.length },
  identified: { error: 12, epoch: 22 },
});

/** Changes the first answers of an API. */
export const changeFirst = (
  count: number,
  api: number,
  change: (frame: Buffer) => void,
): FrameHandler => {
  let left = count;
  return (passing) => {
    if (passing.api === api && left-- > 0) change(passing.frame);
    return 'pass';
  };
};

/** How often frames of an API passed by. */
export function countRequests(proxy: KafkaProxy, api: number): () => number {
  const before = proxy.onRequest;
  let count = 0;
  proxy.onRequest = (passing) => {
    if (passing.api === api) count += 1;
    return before(passing);
  };
  return () => count;
}
