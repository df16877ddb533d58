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
import { waitUntilIdle } from './idle-watch.ts';
import { isTransient, PartitionFollower, toError } from './partition-follower.ts';
import {
  findTransition,
  type LifecycleEffect,
  type LifecycleEvent,
  type LifecycleState,
  type OwnershipState,
  toOwnershipState,
} from './partition-lifecycle.ts';
import { classifyLoss, type OwnershipOptions, PartitionOwnership } from './partition-ownership.ts';
import type { PartitionState } from './partition-state.ts';
import type { PendingBatch } from './pending-batch.ts';
import { PendingCommand, PendingCommands } from './pending-command.ts';
import { RecordedCommandReader } from './recorded-command-reader.ts';
import type { WriterLoss } from './timing.ts';

/** A command without an outcome after this time becomes unavailable (503). */
const DEADLINE_MS = 30_000;
export const DEADLINE_CHECK_INTERVAL_MS = 1_000;
/** The time that a closing partition has to settle its pending commands. */
export const DRAIN_TIMEOUT_MS = 3_500;
/** The limit of pending commands in one partition. */
const PENDING_MAX = 10_000;

export interface PartitionRuntimeOptions extends OwnershipOptions, ClockReport {
  /** Called with a permanent error, after which the partition accepts no more commands. */
  readonly onError: (error: unknown, partition: number) => void;
}

interface PartitionRuntimeStatus {
  readonly state: OwnershipState;
  readonly partitionState: PartitionState;
  readonly pendingCount: number;
}

export class PartitionRuntime {
  readonly #options: PartitionRuntimeOptions;
  readonly #follower: PartitionFollower;
  readonly #ownership: PartitionOwnership;
  readonly #batcher: CommandBatcher;
  readonly #pending = new PendingCommands();
  readonly #stopped = new AbortController();
  readonly #closed = Promise.withResolvers<void>();
  #state: LifecycleState = 'following';
  /** The permanent error; undefined before one. */
  #error: Error | undefined;
  readonly #effects: Readonly<Record<LifecycleEffect, () => void>> = {
    follow: () => this.#follow(),
    startAttempts: () => this.#ownership.startAttempts(),
    openWriter: () => void this.#openWriter(),
    releaseWriter: () => void this.#ownership.release(),
    watchIdleness: () => void this.#watchIdleness(),
    backOffAfterFence: () => void this.#backOff('contested'),
    backOffAfterOutage: () => void this.#backOff('unavailable'),
    decideQueued: () => this.#decideQueued(),
    resolveRecorded: () =>
      this.#batcher.resolveRecorded(this.#follower.partitionState, this.#createUnavailable()),
    resolveUnavailable: () => this.#resolveUnavailable(() => true),
    rejectPending: () => this.#rejectPending(),
    drain: () => void this.#drain(),
    shutDown: () => this.#closed.resolve(this.#shutDown()),
  };
  #submittedCount = 0;
  #isSendScheduled = false;
  #isCheckingDeadlines = false;
  #isConfirming = false;

  constructor(options: PartitionRuntimeOptions) {
    const { log, partition, timing } = options;
    this.#options = options;
    this.#follower = new PartitionFollower(log, partition, timing);
    this.#ownership = new PartitionOwnership(options, this.#follower);
    const recordedCommands = new RecordedCommandReader(log, partition);
    this.#batcher = new CommandBatcher({ ...options, recordedCommands });
  }

  /** Follows the log, so that its state is in memory when the first command is submitted. */
  start(): void {
    if (this.#state === 'following') this.#follow();
  }

  /** Resolves when the end of the log was reached once. Rejects while the log cannot be read. */
  async whenReady(): Promise<void> {
    if (this.#error !== undefined) throw this.#error;
    if (!this.#isServing) await this.#follower.whenCaughtUp;
    if (this.#follower.lastError !== undefined) throw this.#follower.lastError;
  }

  readStatus(): PartitionRuntimeStatus {
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
    if (!this.#isCheckingDeadlines) void this.#checkDeadlines();

    return command.outcome;
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

  #follow(): void {
    if (!this.#follower.isFollowing) void this.#followUntilError();
  }

  async #followUntilError(): Promise<void> {
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
    this.#follow();
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
    const settled = new AbortController();
    const outcomes = Promise.allSettled([...this.#pending].map(({ outcome }) => outcome));
    await Promise.race([outcomes, this.#options.timing.delay(DRAIN_TIMEOUT_MS, settled.signal)]);
    settled.abort();
    this.#dispatch('drained');
  }

  async #shutDown(): Promise<void> {
    this.#stopped.abort();
    await this.#ownership.stop();
  }

  #enqueue(command: PendingCommand): void {
    this.#batcher.enqueue(command);
    if (this.#isServing) this.#decideQueued();
    else this.#dispatch('commandQueued');
  }

  /** A dry run does not make this instance the writer, since that would be recorded. */
  async #resolveAsFollower(command: PendingCommand): Promise<void> {
    this.#follow();
    try {
      await this.whenReady();
    } catch (error) {
      if (isTransient(error)) command.resolve(this.#createUnavailable());
      else command.reject(error);
      return;
    }
    // Another command may have opened the writer meanwhile, and decided more than the log holds.
    if (this.#state === 'following')
      this.#batcher.resolveByState(command, this.#follower.partitionState);
    else this.#enqueue(command);
  }

  #decideQueued(): void {
    const { partitionState } = this.#follower;
    const term = this.#ownership.lease?.writer.term ?? partitionState.head.term;
    this.#batcher.decideQueued(partitionState, term);
    if (this.#batcher.unconfirmedCount > 0 && !this.#isConfirming) void this.#confirmOutcomes();
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

  async #confirmOutcomes(): Promise<void> {
    this.#isConfirming = true;
    while (this.#batcher.unconfirmedCount > 0) await this.#confirmOnce();
    this.#isConfirming = false;
  }

  /** Confirms the outcomes present now: a read proves nothing for a later command. */
  async #confirmOnce(): Promise<void> {
    const { lease } = this.#ownership;
    const count = this.#batcher.unconfirmedCount;
    const error = await this.#ownership.findOwnershipError();
    if (lease !== this.#ownership.lease) return;

    if (error === undefined) this.#batcher.resolveUnconfirmed(count);
    else this.#loseWriter(error);
  }

  async #checkDeadlines(): Promise<void> {
    this.#isCheckingDeadlines = true;
    const { timing } = this.#options;
    while (this.#pending.size > 0 && !this.#stopped.signal.aborted) {
      await timing.delay(DEADLINE_CHECK_INTERVAL_MS, this.#stopped.signal);
      const latest = timing.now() - DEADLINE_MS;
      this.#resolveUnavailable(({ submittedAtMs }) => submittedAtMs < latest);
    }
    this.#isCheckingDeadlines = false;
  }
}
