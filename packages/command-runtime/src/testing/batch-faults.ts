import { EMPTY_HEAD, InMemoryLog, type InMemoryStore, LogError } from '@rapporteur/event-log';
import { flushEventLoop } from './runtime-fixture.ts';

/** The fates of a batch. An unconfirmed one is recorded, although its append fails. */
export const BATCH_FATES = [
  'committed',
  'delayed',
  'unconfirmed',
  'lost',
  'fenced',
  'taken over',
] as const;
export type BatchFate = (typeof BATCH_FATES)[number];

/** Injects faults into the commits of a log in memory. */
export class BatchFaultInjector {
  readonly #store: () => InMemoryStore;
  readonly #nextFate: () => BatchFate;
  #isUnconfirmed = false;

  constructor(store: () => InMemoryStore, nextFate: () => BatchFate) {
    this.#store = store;
    this.#nextFate = nextFate;
  }

  async beforeCommit(partition: number): Promise<void> {
    const fate = this.#nextFate();
    this.#isUnconfirmed = fate === 'unconfirmed';
    if (fate === 'delayed') await flushEventLoop(20);
    if (fate === 'lost') throw new LogError('LOG_OUTCOME_UNKNOWN', 'injected error');
    if (fate === 'fenced') throw new LogError('LOG_WRITER_FENCED', 'injected error');
    if (fate === 'taken over') await this.#takeOver(partition);
  }

  afterCommit(): Promise<void> {
    if (!this.#isUnconfirmed) return Promise.resolve();
    this.#isUnconfirmed = false;
    return Promise.reject(new LogError('LOG_OUTCOME_UNKNOWN', 'injected error'));
  }

  async #takeOver(partition: number): Promise<void> {
    const log = new InMemoryLog(this.#store());
    const owner = { instance: 'another' };
    const writer = await log.openWriter(partition, owner, EMPTY_HEAD, () => undefined);
    await writer.close();
  }
}
