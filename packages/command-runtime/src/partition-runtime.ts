/**
 * The write path of one partition.
 * Invariants
 * 1. At most one batch is in flight; the next gathers meanwhile. A command never spans two.
 * 2. A command is judged on the tentative image: the committed one, with what is in flight and what gathers over it.
 * 3. An answer that rests on a batch is told only once that batch is committed, whatever it says.
 * 4. When the writer is lost, so are its batches: every waiting command is judged anew on what the log tells up to our
 *    own next `WriterOpened`, or another's. One whose events landed is found there by its id; what another has to decide
 *    is answered with 503.
 * 5. A command is answered exactly once. One given up with 503 may still be recorded if it was sent: its id tells.
 * 6. A writer that has grown old is replaced between two batches, on the very image that it leaves.
 * 7. What rests on no batch is told once the log, asked after the command came, knows of no other writer.
 */
import { type CommittedRange, LogError } from '@rapporteur/event-log';
import type { CommandEntry, PartitionState } from './partition-state.ts';
import { decideCommand, type CommandDecision } from './decide-command.ts';
import type { CommandOutcome, ParsedSubmission } from './command-outcome.ts';
import { PendingBatch } from './pending-batch.ts';
import { RecordedCommandReader } from './recorded-command-reader.ts';
import {
  classifyLoss,
  PartitionOwnership,
  type OwnershipOptions,
  type OwnershipState,
} from './partition-ownership.ts';
import { laterTime } from './timing.ts';
import { PendingCommands, PendingCommand } from './pending-command.ts';

/** How long a command may wait before it is given up with 503. */
const DEADLINE_MS = 30_000;
/** How often the deadline is looked at. */
export const SWEEP_INTERVAL_MS = 1_000;
/** How long the log may take to answer when the partition is let go. */
export const CLOSING_MS = 10_000;
/** The most commands that wait in one partition. */
const WAITING_MAX = 10_000;

/** What a partition's runtime is made of. */
export interface PartitionRuntimeOptions extends OwnershipOptions {
  /** Told of what ends the partition's work until it is mended. */
  readonly onError: (fault: unknown, partition: number) => void;
}

type RepeatedDecision = Extract<CommandDecision, { kind: 'repeated' }>;

/** Takes the commands of one partition's collections in and answers them. */
export class PartitionRuntime {
  readonly #options: PartitionRuntimeOptions;
  readonly #tenure: PartitionOwnership;
  readonly #recorded: RecordedCommandReader;
  readonly #closing = new AbortController();
  /** Every command that is not answered yet, oldest first. */
  readonly #open = new PendingCommands();
  /** The image with what is in flight and what gathers; undefined where nothing is. */
  #tentative: PartitionState | undefined;
  /** How many commands have come so far. */
  #taken = 0;
  /** Not judged yet, in the order they came. */
  #queue: PendingCommand[] = [];
  #inFlight: PendingBatch | undefined;
  #gathering = new PendingBatch();
  #flushing = false;
  #sweeping = false;
  #unconfirmed: { readonly waiting: PendingCommand; readonly outcome: CommandOutcome }[] = [];
  #confirming = false;

  constructor(options: PartitionRuntimeOptions) {
    this.#options = options;
    this.#recorded = new RecordedCommandReader(options.log, options.partition);
    this.#tenure = new PartitionOwnership(options, {
      onOpened: () => this.#begin(),
      onFailed: (fault) => this.#fail(fault),
      hasPendingCommands: () => this.#open.size > 0 || this.#inFlight !== undefined,
      countSubmitted: () => this.#taken,
      onPostponed: (untilMs) =>
        this.#giveUp(({ submittedAtMs: since }) => since + DEADLINE_MS < untilMs),
      onAbandoned: () => this.#giveUp(() => true),
      onYielded: () => this.#yield(),
    });
  }

  /** Follows the log, so that the image is there when the first command comes. */
  start(): void {
    this.#tenure.follow();
  }

  /** Resolves when the log was read to its end once; rejects if that cannot be. */
  whenReady(): Promise<void> {
    return this.#tenure.whenCaughtUp();
  }

  /** Where the partition stands, who writes it, and how many commands wait for their answer. */
  readStatus(): {
    readonly state: OwnershipState;
    readonly image: PartitionState;
    readonly open: number;
  } {
    const { state, partitionState: image } = this.#tenure;
    return { state, image, open: this.#open.size };
  }

  /** Answers the command; rejects only for a fault of ours. */
  submit(submission: ParsedSubmission): Promise<CommandOutcome> {
    const { state, fault, reopensAt } = this.#tenure;
    if (fault !== undefined) return Promise.reject(fault);
    const now = this.#options.timing.now();
    const cannotWait = this.#open.size >= WAITING_MAX || reopensAt - now > DEADLINE_MS;
    if (cannotWait || this.#closing.signal.aborted) return Promise.resolve(this.#unavailable());
    const waiting = new PendingCommand(submission, now, this.#open);
    this.#taken += 1;
    if (submission.dryRun === true && state === 'following') void this.#answerAsFollower(waiting);
    else this.#take(waiting);
    if (!this.#sweeping) void this.#sweep();
    return waiting.outcome;
  }

  /** Answers what waits, then lets the partition go. */
  async close(): Promise<void> {
    this.#closing.abort();
    if (this.#tenure.state === 'owning') await this.#answered();
    const closed = this.#tenure.close();
    this.#giveUp(() => true);
    await closed;
  }

  /** Resolves when everyone is answered, or the log has had its time. */
  async #answered(): Promise<void> {
    const inTime = new AbortController();
    const answered = Promise.allSettled([...this.#open].map((waiting) => waiting.outcome));
    await Promise.race([answered, this.#options.timing.delay(CLOSING_MS, inTime.signal)]);
    inTime.abort();
  }

  #unavailable(): CommandOutcome {
    const waitMs = Math.max(this.#tenure.reopensAt - this.#options.timing.now(), 0);
    return { kind: 'unavailable', retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)) };
  }

  #giveUp(which: (waiting: PendingCommand) => boolean): void {
    for (const waiting of this.#open) if (which(waiting)) waiting.resolve(this.#unavailable());
  }

  #fail(fault: unknown): void {
    for (const waiting of this.#open) waiting.reject(fault);
    this.#options.onError(fault, this.#options.partition);
  }

  #take(waiting: PendingCommand): void {
    this.#queue.push(waiting);
    if (this.#tenure.state === 'owning') this.#work();
    else if (this.#tenure.state === 'following') void this.#tenure.acquire();
  }

  /** A dry run alone makes nobody the writer: that would be recorded. */
  async #answerAsFollower(waiting: PendingCommand): Promise<void> {
    this.#tenure.follow();
    await this.#tenure.whenCaughtUp();
    // Another command may have made us the writer meanwhile, with more than the log has told.
    if (this.#tenure.state !== 'following') this.#take(waiting);
    else this.#answerJudged(waiting, this.#judge(waiting, this.#tenure.partitionState));
  }

  // Judging.

  #begin(): void {
    this.#tentative = undefined;
    this.#work();
  }

  #work(): void {
    let judged = 0;
    for (const waiting of this.#queue) {
      // What does not fit any more begins the next batch, and all that came later waits behind it.
      if (waiting.isPending && !this.#gather(waiting)) break;
      judged += 1;
    }
    this.#queue.splice(0, judged);
    if (this.#gathering.isEmpty || this.#inFlight !== undefined || this.#flushing) return;
    this.#flushing = true;
    // Those whom one batch answered ask again in the same breath: they share the next.
    this.#options.timing.defer(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  /** Judges a command on the tentative image; false where its events no longer fit into the gathering batch. */
  #gather(waiting: PendingCommand): boolean {
    const verdict = this.#judge(waiting, this.#tentative ?? this.#tenure.partitionState);
    if (verdict?.kind !== 'append') {
      this.#answerJudged(waiting, verdict);
      return true;
    }
    if (!this.#gathering.fits(verdict)) return false;
    this.#gathering.add(waiting, verdict, this.#options.partition);
    this.#tentative = verdict.state;
    return true;
  }

  #judge(waiting: PendingCommand, image: PartitionState): CommandDecision | undefined {
    const { partition, clock } = this.#options;
    const term = this.#tenure.writer?.term ?? image.head.term;
    const time = this.#gathering.time || laterTime(image.head.time, clock());
    try {
      return decideCommand({ partition, state: image, term, time }, waiting.submissionToDecide);
    } catch (fault) {
      // The image is persistent: a fault in judging one command leaves nothing behind for the next.
      waiting.reject(fault);
      return undefined;
    }
  }

  #answerJudged(waiting: PendingCommand, verdict: CommandDecision | undefined): void {
    if (verdict?.kind === 'repeated') this.#answerRepeated(waiting, verdict);
    else if (verdict?.kind === 'answer') this.#answerHeld(waiting, verdict.outcome);
  }

  /** Tells an answer that rests on the tentative image once that is committed. */
  #answerHeld(waiting: PendingCommand, outcome: CommandOutcome): void {
    const batch = this.#gathering.isEmpty ? this.#inFlight : this.#gathering;
    if (batch !== undefined) batch.holdOutcome(waiting, outcome);
    else if (this.#tenure.state !== 'owning') waiting.resolve(outcome);
    else {
      this.#unconfirmed.push({ waiting, outcome });
      void this.#confirm();
    }
  }

  #answerRepeated(waiting: PendingCommand, repeated: RepeatedDecision): void {
    for (const batch of [this.#gathering, this.#inFlight]) {
      const recorded = batch?.findRecorded(repeated.entry.first);
      if (batch === undefined || recorded === undefined) continue;
      batch.holdOutcome(waiting, { ...recorded, similarIds: [], repeated: true });
      return;
    }
    this.#answerFromLog(waiting, repeated, repeated.entry).catch((fault: unknown) =>
      waiting.reject(fault),
    );
  }

  async #answerFromLog(
    waiting: PendingCommand,
    { commandId, stream }: RepeatedDecision,
    entry: CommandEntry,
  ): Promise<void> {
    const events = await this.#recorded.readEvents(entry);
    waiting.resolve({
      kind: 'recorded',
      commandId,
      collection: waiting.submission.command.collection,
      stream,
      position: { partition: this.#options.partition, pseq: entry.first + entry.count - 1 },
      events,
      already: null,
      version: events.findLast(({ subject }) => subject === stream)?.streamversion ?? null,
      // If it was sent for this very sender, who has not learnt that it landed, this is the first answer.
      similarIds: [],
      repeated: !waiting.attemptedTerms.includes(events[0]?.term ?? 0),
    });
  }

  /** Asks the log whether the partition is still ours, until nobody waits for that. */
  async #confirm(): Promise<void> {
    if (this.#confirming) return;
    this.#confirming = true;
    while (this.#unconfirmed.length > 0) await this.#confirmOnce();
    this.#confirming = false;
  }

  /** Asks once, for all who came before: what the log says is no news to those who come after. */
  async #confirmOnce(): Promise<void> {
    const { writer } = this.#tenure;
    const { length } = this.#unconfirmed;
    const isOurs = await this.#tenure.isStillOwner().catch((error: unknown) => error);
    if (writer !== this.#tenure.writer) return;
    if (isOurs !== true) {
      this.#lose(
        isOurs === false
          ? new LogError('LOG_WRITER_FENCED', 'Another writer has written since.')
          : isOurs,
      );
      return;
    }
    for (const { waiting, outcome } of this.#unconfirmed.splice(0, length))
      waiting.resolve(outcome);
  }

  /** Another writes: what it found of ours in the log is told, the rest is for it to decide. */
  #yield(): void {
    for (const waiting of this.#queue.splice(0)) {
      const verdict = this.#judge(waiting, this.#tenure.partitionState);
      if (verdict?.kind === 'repeated') this.#answerRepeated(waiting, verdict);
      else waiting.resolve(this.#unavailable());
    }
  }

  // Committing.

  #flush(): void {
    const { writer, isRenewalDue: isDue } = this.#tenure;
    if (this.#inFlight !== undefined || this.#gathering.isEmpty || writer === undefined) return;
    if (isDue) {
      this.#takeBack();
      void this.#tenure.acquire();
      return;
    }
    const batch = this.#gathering;
    this.#inFlight = batch;
    this.#gathering = new PendingBatch();
    batch.recordAppendAttempt(writer.term);
    writer.append(batch.bytes).then(
      (committed) => this.#commit(batch, committed),
      (error: unknown) => {
        if (this.#inFlight === batch) this.#lose(error);
      },
    );
    if (this.#queue.length > 0) this.#work();
  }

  #commit(batch: PendingBatch, { last }: CommittedRange): void {
    if (this.#inFlight !== batch) return;
    const expected = batch.partitionState.head.pseq;
    if (last !== expected) {
      this.#lose(
        new LogError('LOG_OUTCOME_UNKNOWN', `The batch ends at pseq ${last}, not at ${expected}.`),
      );
      return;
    }
    this.#tenure.recordCommit(batch.partitionState);
    this.#inFlight = undefined;
    this.#flush();
    batch.resolveAll();
  }

  /** The writer is gone, and what was in flight with it: who waits is judged anew from the log. */
  #lose(error: unknown): void {
    const recorders = this.#inFlight?.recordingCommands ?? [];
    this.#takeBack();
    if (error instanceof LogError && error.code === 'LOG_BATCH_INVALID') {
      // A defect of ours: nothing was sent, and to judge the same commands again would end here again.
      for (const recorder of recorders) recorder.reject(error);
      this.#work();
    } else if (this.#tenure.state === 'owning') {
      void this.#tenure.acquire(classifyLoss(error));
    }
  }

  /** Whoever is not answered is judged anew: what was decided carries the term of the writer that we had. */
  #takeBack(): void {
    const batches = [...(this.#inFlight === undefined ? [] : [this.#inFlight]), this.#gathering];
    const unconfirmed = this.#unconfirmed.map(({ waiting }) => waiting);
    this.#queue = [
      ...unconfirmed,
      ...batches.flatMap((batch) => batch.listCommands()),
      ...this.#queue,
    ];
    this.#inFlight = undefined;
    this.#gathering = new PendingBatch();
    this.#unconfirmed = [];
    this.#tentative = undefined;
  }

  // Not waiting for ever.

  async #sweep(): Promise<void> {
    this.#sweeping = true;
    const { timing } = this.#options;
    while (this.#open.size > 0 && !this.#closing.signal.aborted) {
      await timing.delay(SWEEP_INTERVAL_MS, this.#closing.signal);
      const late = timing.now() - DEADLINE_MS;
      this.#giveUp(({ submittedAtMs: since }) => since < late);
    }
    this.#sweeping = false;
  }
}
