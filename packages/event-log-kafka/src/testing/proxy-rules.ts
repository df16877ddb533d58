/** Rules for a proxy before a broker, which inject connection faults. */
import type { FrameAction, FrameHandler, KafkaProxy } from '@rapporteur/testing';

/** Delays the nth frame of an API, from 1, until it is released. */
export class FrameBarrier {
  readonly #reached = Promise.withResolvers<void>();
  readonly #released = Promise.withResolvers<FrameAction>();
  readonly rule: FrameHandler;

  constructor(api: number, nth = 1) {
    let remaining = nth;
    this.rule = (frame) => {
      if (frame.api !== api || --remaining !== 0) return 'pass';
      this.#reached.resolve();
      return this.#released.promise;
    };
  }

  get reached(): Promise<void> {
    return this.#reached.promise;
  }

  release(action: FrameAction = 'pass'): void {
    this.#released.resolve(action);
  }
}

/** Returns a rule that applies an action to the first frames of an API and passes the others. */
export const ruleFirst = (count: number, api: number, action: FrameAction): FrameHandler => {
  let remaining = count;
  return (frame) => (frame.api === api && remaining-- > 0 ? action : 'pass');
};

/**
 * Returns the offsets of fields in response frames about a topic of this name: Produce in version
 * 7, Fetch in version 11, InitProducerId in version 1.
 */
export const responseFieldOffsets = (name: string) => ({
  produced: { error: 22 + name.length, offset: 24 + name.length },
  fetched: { error: 32 + name.length, size: 66 + name.length },
  identified: { error: 12, epoch: 22 },
});

/** Returns a rule that modifies the first responses of an API. */
export const changeFirst = (
  count: number,
  api: number,
  change: (frame: Buffer) => void,
): FrameHandler => {
  let remaining = count;
  return (proxied) => {
    if (proxied.api === api && remaining-- > 0) change(proxied.frame);
    return 'pass';
  };
};

/** Counts the requests of an API from now on. Returns a function that returns the count. */
export function countRequests(proxy: KafkaProxy, api: number): () => number {
  const { onRequest } = proxy;
  let count = 0;
  proxy.onRequest = (frame) => {
    if (frame.api === api) count += 1;
    return onRequest(frame);
  };
  return () => count;
}
