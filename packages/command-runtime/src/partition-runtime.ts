/**
 * The write path of one partition: it performs the effects of `partition-lifecycle.ts`. It calls
 * the follower, the ownership and the batcher, and they never call back.
 *
 * Invariants, tested in `partition-ownership.spec.ts`, 1 and 5 in `writer-lease.spec.ts`:
 * 1. While this instance writes, the follower's state is the log: it was read up to this writer's
 *    own `WriterOpened`, and nobody else appends ("keeps the state when it replaces the writer").
 * 2. After a loss each pending command is decided again on the log, which holds its id if it was
 *    recorded ("returns the first outcome of a batch recorded without a confirmation").
 * 3. If another instance opens the partition, this one leaves it to that owner ("leaves the
 *    partition to another owner").
 * 4. A command is settled once. It may be recorded after a 503 ("times out after 30 seconds").
 * 5. No writer grows old: a log may forget which writers it fenced, and an old one could then
 *    append ("replaces the writer before its maximum age", "releases an idle writer").
 * 6. An outcome that depends on no batch is settled after a read of the log that started after the
 *    submission and found no other writer ("returns no outcome from memory").
 */
import { type CommittedRange, LogError } from '@rapporteur/event-log';
import { type ClockReport, CommandBatcher } from './command-batcher.ts';
import type { CommandOutcome, ParsedCommandSubmission } from './command-outcome.ts';
import { DEADLINE_MS, DeadlineWatch } from './deadline-watch.ts';
import { waitUntilIdle } from './idle-watch.ts';
import { isTransient, PartitionFollower, toError } from './partition-follower.ts';
import {
  findTransition,
  type LifecycleEffect,
  type LifecycleEvent,
  type LifecycleState,
  toOwnershipState,
} from './partition-lifecycle.ts';
import { OutcomeConfirmation } from './outcome-confirmation.ts';
import { classifyLoss, type OwnershipOptions, PartitionOwnership } from './partition-ownership.ts';
import type { PartitionState } from './partition-state.ts';
import type { PendingBatch } from './pending-batch.ts';
import { PendingCommand, PendingCommands } from './pending-command.ts';
import { RecordedCommandReader } from './recorded-command-reader.ts';
import type { StateKeeperOptions } from './state-store/state-keeper.ts';
import type { WriterLoss } from './timing.ts';

/** The time that a closing partition has to settle its pending commands. */
export const DRAIN_TIMEOUT_MS = 3_500;
/** The limit of pending commands in one partition. */
const PENDING_MAX = 10_000;

export interface PartitionRuntimeOptions extends OwnershipOptions, ClockReport, StateKeeperOptions {
  /** Called with a permanent error, after which the partition accepts no more commands. */
  readonly onError: (error: unknown, partition: number) => void;
}

export class PartitionRuntime {
  readonly #options: PartitionRuntimeOptions;
  readonly #follower: PartitionFollower;
  readonly #ownership: PartitionOwnership;
  readonly #batcher: CommandBatcher;
  readonly #confirmation: OutcomeConfirmation;
  readonly #pending = new PendingCommands();
  readonly #deadlines: DeadlineWatch;
  readonly #stopped = new AbortController();
  readonly #closed = Promise.withResolvers<void>();
  #state: LifecycleState = 'following';
  /** The permanent error; undefined before one. */
  #error: Error | undefined;
  readonly #effects: Readonly<Record<LifecycleEffect, () => void>> = {
    follow: () => void this.#follow(),
    startAttempts: () => this.#ownership.startAttempts(),
    openWriter: () => void this.#openWriter(),
    releaseWriter: () => void this.#ownership.release(),
    watchIdleness: () => void this.#watchIdleness(),
    backOffAfterFence: () => void this.#backOff('contested'),
    backOffAfterOutage: () => void this.#backOff('unavailable'),
    decideQueued: () => this.#decideQueued(),
    resolveRecorded: () =>
      this.#useState(
        (state) => this.#batcher.resolveRecorded(state, this.#createUnavailable()),
        () => this.#resolveUnavailable(() => true),
      ),
    resolveUnavailable: () => this.#resolveUnavailable(() => true),
    rejectPending: () => this.#rejectPending(),
    drain: () => void this.#drain(),
    shutDown: () => {
      this.#stopped.abort();
      this.#closed.resolve(this.#ownership.stop());
    },
  };
  #submittedCount = 0;
  #isSendScheduled = false;

  constructor(options: PartitionRuntimeOptions) {
    const { log, partition } = options;
    this.#options = options;
    this.#follower = new PartitionFollower({
      ...options,
      onWritten: (drop) => this.#batcher.replaceStates(drop),
    });
    this.#ownership = new PartitionOwnership(options, this.#follower);
    this.#deadlines = new DeadlineWatch({
      timing: options.timing,
      pending: this.#pending,
      signal: this.#stopped.signal,
      resolve: (command) => command.resolve(this.#createUnavailable()),
    });
    const recordedCommands = new RecordedCommandReader(log, partition);
    this.#batcher = new CommandBatcher({ ...options, recordedCommands });
    this.#confirmation = new OutcomeConfirmation(this.#batcher, this.#ownership, (error) =>
      this.#loseWriter(error),
    );
  }

  /** Follows the log, so that its state is in memory when the first command is submitted. */
  start(): void {
    if (this.#state === 'following') void this.#follow();
  }

  /** Resolves when the end of the log was reached once. Rejects while the log cannot be read. */
  async whenReady(): Promise<void> {
    if (this.#error !== undefined) throw this.#error;
    if (!this.#isServing) await this.#follower.whenCaughtUp;
    if (this.#follower.lastError !== undefined) throw this.#follower.lastError;
  }

  readStatus() {
    const { partitionState } = this.#follower;
    const state = toOwnershipState(this.#state);
    return { state, partitionState, pendingCount: this.#pending.size };
  }

  /** Returns the outcome of a command. Rejects only with an internal error. */
  submit(submission: ParsedCommandSubmission): Promise<CommandOutcome> {
    if (this.#error !== undefined) return Promise.reject(this.#error);

    const now = this.#options.timing.now();
    const { reopensAtMs } = this.#ownership;
    const isOverloaded = this.#pending.size >= PENDING_MAX || reopensAtMs - now > DEADLINE_MS;
    const isClosing = this.#state === 'draining' || this.#state === 'closed';
    if (isOverloaded || isClosing) return Promise.resolve(this.#createUnavailable());

    const command = new PendingCommand(submission, now, this.#pending);
    this.#submittedCount += 1;
    if (submission.dryRun === true && this.#state === 'following')
      void this.#resolveAsFollower(command);
    else this.#enqueue(command);
    this.#deadlines.watch();

    return command.outcome;
  }

  /**
   * Returns whether an error is one of the stored state. Then the state is read from the log again,
   * while commands wait.
   */
  recoverFrom(error: unknown): boolean {
    if (!this.#follower.recoverFrom(error)) return false;
    if (this.#isServing) this.#loseWriter(error);
    else void this.#restartFollowing();
    return true;
  }

  #useState(use: (state: PartitionState) => void, otherwise?: () => void): void {
    try {
      use(this.#follower.partitionState);
    } catch (error) {
      if (!this.recoverFrom(error)) throw error;
      otherwise?.();
    }
  }

  async #restartFollowing(): Promise<void> {
    await this.#follower.stop();
    if (this.#state === 'following' || this.#state === 'lost') void this.#follow();
  }

  /** Settles the pending commands, then releases the partition. */
  async close(): Promise<void> {
    this.#dispatch('closeRequested');
    await this.#closed.promise;
  }

  get #isServing(): boolean {
    return this.#state === 'owning' || this.#state === 'draining';
  }

  #dispatch(event: LifecycleEvent): void {
    const transition = findTransition(this.#state, event);
    if (transition === undefined) return;

    this.#state = transition.next;
    for (const effect of transition.effects) this.#effects[effect]();
  }

  #fail(error: unknown): void {
    if (this.#state === 'closed') return;
    this.#error = toError(error);
    this.#dispatch('permanentError');
  }

  #rejectPending(): void {
    const { partition, onError } = this.#options;
    for (const command of this.#pending) command.reject(this.#error);
    onError(this.#error, partition);
  }

  #createUnavailable(): CommandOutcome {
    const waitMs = Math.max(this.#ownership.reopensAtMs - this.#options.timing.now(), 0);
    return { kind: 'unavailable', retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)) };
  }

  #resolveUnavailable(isAffected: (command: PendingCommand) => boolean): void {
    for (const command of this.#pending)
      if (isAffected(command)) command.resolve(this.#createUnavailable());
  }

  async #follow(): Promise<void> {
    if (this.#follower.isFollowing) return;
    const error = await this.#follower.follow();
    if (error !== undefined) this.#fail(error);
  }

  async #openWriter(): Promise<void> {
    await this.#follower.stop();
    if (this.#state !== 'opening') return;
    if (this.#ownership.isTakenByOther()) return this.#dispatch('takenByOther');
    if (!this.#hasPending) return this.#dispatch('nothingPending');

    const result = await this.#ownership.openWriter();
    if ('error' in result) {
      this.#fail(result.error);
    } else if (result.writer === undefined) {
      this.#dispatch(result.event);
    } else if (this.#state === 'opening') {
      this.#ownership.hold(result.writer);
      this.#dispatch(result.event);
    } else {
      await result.writer.close();
    }
  }

  async #backOff(loss: WriterLoss): Promise<void> {
    const backOff = this.#ownership.backOff(loss);
    const { reopensAtMs } = this.#ownership;
    this.#resolveUnavailable(({ submittedAtMs }) => submittedAtMs + DEADLINE_MS < reopensAtMs);
    // The follower reads whether another instance opens the partition meanwhile.
    void this.#follow();
    await backOff;
    this.#dispatch('backOffEnded');
  }

  get #hasPending(): boolean {
    return this.#pending.size > 0 || this.#batcher.sentBatch !== undefined;
  }

  async #watchIdleness(): Promise<void> {
    const { timing, clock } = this.#options;
    const readActivity = () => ({ submitted: this.#submittedCount, isPending: this.#hasPending });
    const signal = this.#ownership.lease?.released ?? this.#stopped.signal;
    if (await waitUntilIdle({ timing, clock, signal, readActivity })) this.#dispatch('idle');
  }

  async #drain(): Promise<void> {
    await this.#pending.waitUntilSettled(this.#options.timing, DRAIN_TIMEOUT_MS);
    this.#dispatch('drained');
  }

  #enqueue(command: PendingCommand): void {
    this.#batcher.enqueue(command);
    if (this.#isServing) this.#decideQueued();
    else this.#dispatch('commandQueued');
  }

  /** A dry run does not make this instance the writer, since that would be recorded. */
  async #resolveAsFollower(command: PendingCommand): Promise<void> {
    void this.#follow();
    try {
      await this.whenReady();
    } catch (error) {
      if (isTransient(error)) command.resolve(this.#createUnavailable());
      else command.reject(error);
      return;
    }
    // Another command may have opened the writer meanwhile, and decided more than the log holds.
    if (this.#state !== 'following') return this.#enqueue(command);
    this.#useState(
      (state) => this.#batcher.resolveByState(command, state),
      () => command.resolve(this.#createUnavailable()),
    );
  }

  #decideQueued(): void {
    this.#useState((state) =>
      this.#batcher.decideQueued(state, this.#ownership.lease?.writer.term ?? state.head.term),
    );
    this.#confirmation.confirm();
    if (!this.#batcher.canSend || this.#isSendScheduled) return;

    this.#isSendScheduled = true;
    // Clients submit again as soon as a batch is committed: their commands share the next batch.
    this.#options.timing.defer(() => {
      this.#isSendScheduled = false;
      this.#sendBatch();
    });
  }

  #sendBatch(): void {
    const { lease } = this.#ownership;
    if (lease === undefined || !this.#batcher.canSend) return;
    if (lease.isRenewalDue) {
      // Its events carry the term of the old writer.
      this.#batcher.returnToQueue();
      this.#dispatch('renewalDue');
      return;
    }

    const batch = this.#batcher.startSending(lease.writer.term);
    lease.writer.append(batch.bytes).then(
      (committed) => this.#commitBatch(batch, committed),
      (error: unknown) => {
        if (this.#batcher.sentBatch === batch) this.#loseWriter(error);
      },
    );
    if (this.#batcher.hasQueued) this.#decideQueued();
  }

  #commitBatch(batch: PendingBatch, { last }: CommittedRange): void {
    if (this.#batcher.sentBatch !== batch) return;
    const expected = batch.partitionState.head.pseq;
    if (last !== expected) {
      const message = `The batch ends at pseq ${last}; expected ${expected}.`;
      this.#loseWriter(new LogError('LOG_OUTCOME_UNKNOWN', message));
      return;
    }

    this.#ownership.recordCommit(batch.partitionState);
    this.#batcher.finishSending();
    this.#sendBatch();
    batch.resolveAll();
  }

  /** The batches are lost with the writer: their commands are decided again. */
  #loseWriter(error: unknown): void {
    const recording = this.#batcher.sentBatch?.recordingCommands ?? [];
    this.#batcher.returnToQueue();
    if (error instanceof LogError && error.code === 'LOG_BATCH_INVALID') {
      // An internal error: nothing was sent, and the same commands would make the same batch again.
      for (const command of recording) command.reject(error);
      this.#decideQueued();
    } else {
      this.#dispatch(classifyLoss(error));
    }
  }
}
