import { formatLogPosition } from '@rapporteur/event-log';
import { decide, type Decision, getAddressedStream } from '@rapporteur/domain';
import {
  describeAcknowledgementDifference,
  type ReplayedCommand,
} from './acknowledgement-difference.ts';
import type { CheckedInvocation } from './checked-invocation.ts';
import type { CollectionReplay } from './collection-replay.ts';
import { describeDecisionDifference } from './decision-difference.ts';
import { type RecordedResponse } from './history.ts';
import type { InvocationIndex } from './invocation-index.ts';
import type { LoggedCommand } from './logged-command.ts';
import type { PartitionReplay } from './partition-replay.ts';
import type { PositionedOperation } from './real-time-order.ts';
import type { ViolationCollector, ViolationKind } from './violation.ts';

/** The decision that the replay makes for a command, on the state before it. */
interface ReplayedDecision {
  readonly invocation: CheckedInvocation;
  readonly decision: Decision;
  readonly stream: string;
  /** The version of that stream before the command. */
  readonly version: number;
}

type Acknowledgements = readonly CheckedInvocation<RecordedResponse>[];

function findEarliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Checks each command of one partition against the state before it, then adds it to the replay. */
export class CommandCheck {
  readonly #replay: PartitionReplay;
  readonly #invocations: InvocationIndex;
  readonly #violations: ViolationCollector;
  /**
   * For commands without an id of their own: how often each hash was recorded without an
   * acknowledgement.
   */
  readonly #unacknowledged = new Map<string, number>();

  constructor(
    replay: PartitionReplay,
    invocations: InvocationIndex,
    violations: ViolationCollector,
  ) {
    this.#replay = replay;
    this.#invocations = invocations;
    this.#violations = violations;
  }

  /**
   * Checks a command and adds it to the replay. Commands before the history began are only added.
   * Returns its times of request and response; undefined if they are not known.
   */
  addCommand(
    command: LoggedCommand,
    collection: string,
    isInHistory: boolean,
  ): PositionedOperation | undefined {
    const replay = this.#replay.getReplay(collection);
    const known = replay.command(command.commandId);
    if (known !== undefined) {
      const position = formatLogPosition(known.position);
      this.#report('command-id', command, `${command.commandId} is already at ${position}`);
      this.#replay.addCommand(command, collection);
      return undefined;
    }

    const senders = this.#invocations.findSenders(command);
    const acknowledged = this.#invocations.takeAcknowledged(command);
    const replayed = this.#replay.isBroken(collection)
      ? undefined
      : this.#decideAgain(command, replay, senders);

    if (isInHistory) this.#checkSenders(command, senders, acknowledged.length > 0);
    if (isInHistory && replayed !== undefined) {
      this.#checkDecision(command, replay, replayed);
      this.#checkExpectedVersion(command, replayed, senders);
    }

    this.#replay.addCommand(command, collection);
    this.#checkAcknowledged(acknowledged, {
      command,
      stream: replayed?.stream,
      version: replayed === undefined ? 0 : replay.version(replayed.stream),
      already:
        replayed === undefined || replayed.decision.kind === 'refused'
          ? undefined
          : replayed.decision.already,
    });

    return isInHistory ? { ...locate(command, senders, acknowledged), collection } : undefined;
  }

  #report(kind: ViolationKind, { position }: LoggedCommand, message: string): void {
    this.#violations.add(kind, position, message);
  }

  #decideAgain(
    { commandId }: LoggedCommand,
    replay: CollectionReplay,
    [invocation]: readonly CheckedInvocation[],
  ): ReplayedDecision | undefined {
    const command = invocation?.parseCommand();
    if (invocation === undefined || command == null) return undefined;

    const stream = getAddressedStream(command, replay.state);
    const decision = decide(replay.state, command, commandId);
    return { invocation, decision, stream, version: replay.version(stream) };
  }

  #checkSenders(
    command: LoggedCommand,
    senders: readonly CheckedInvocation[],
    isAcknowledged: boolean,
  ): void {
    const { commandId } = command;
    if (senders.length === 0) {
      this.#report('unsent', command, `${commandId} is recorded, but no client sent it`);
      return;
    }

    const indeterminate = senders.filter(({ isIndeterminate }) => isIndeterminate).length;
    const recorded = senders.filter(({ response }) => response.kind === 'recorded').length;
    if (indeterminate + recorded === 0) {
      const responses = senders.map(({ label, response }) => `${label} got ${response.kind}`);
      this.#report('unsent', command, `${commandId} is recorded, but ${responses.join(', ')}`);
      return;
    }

    if (!isAcknowledged) this.#checkCount(command, senders, indeterminate);
  }

  /**
   * A command with an id cannot be recorded twice. For a command without one, the recordings are
   * counted.
   */
  #checkCount(
    command: LoggedCommand,
    senders: readonly CheckedInvocation[],
    indeterminate: number,
  ): void {
    if (senders.some(({ request }) => request.commandId !== undefined)) return;

    const count = (this.#unacknowledged.get(command.hash) ?? 0) + 1;
    this.#unacknowledged.set(command.hash, count);
    if (count <= indeterminate) return;

    const requests = `${senders[0]?.label} was sent ${senders.length} times`;
    const message = `${requests}, each already recorded: ${command.commandId} is one too many`;
    this.#report('too-often', command, message);
  }

  #checkDecision(
    command: LoggedCommand,
    replay: CollectionReplay,
    { invocation, decision }: ReplayedDecision,
  ): void {
    const { commandId, hash } = command;
    const { label } = invocation;
    if (invocation.request.commandId === undefined) {
      const id = replay.resolveCommandId(undefined, hash);
      if (id !== commandId)
        this.#report('command-id', command, `${label} has the id ${id}, not ${commandId}`);
    }

    const difference = describeDecisionDifference(decision, command);
    if (difference !== undefined)
      this.#report('stale-decision', command, `${label}, decided again here: ${difference}`);
  }

  /**
   * The acknowledged sender must have expected the version of the stream; without one, any sender
   * may have.
   */
  #checkExpectedVersion(
    command: LoggedCommand,
    { stream, version }: ReplayedDecision,
    senders: readonly CheckedInvocation[],
  ): void {
    const possible = senders.filter((sender) => sender.mayHaveRecorded(command.commandId));
    const recorders = possible.filter(
      ({ response }) => response.kind === 'recorded' && !response.repeated,
    );
    const candidates = recorders.length > 0 ? recorders : possible;
    const [first] = candidates;

    const hasMatch = candidates.some(
      ({ request }) => request.expectedVersion === undefined || request.expectedVersion === version,
    );
    if (hasMatch || first === undefined) return;

    const { expectedVersion } = first.request;
    const expected = `${first.label} expected ${stream} at version ${expectedVersion}`;
    this.#report('stale-version', command, `${expected}, it was at ${version}`);
  }

  #checkAcknowledged(acknowledged: Acknowledgements, replayed: ReplayedCommand): void {
    const { command } = replayed;
    for (const invocation of acknowledged) {
      const difference = describeAcknowledgementDifference(invocation, replayed);
      const kind = invocation.response.repeated ? 'repeated-response' : 'response';
      if (difference !== undefined)
        this.#report(kind, command, `${invocation.label}: ${difference}`);
    }

    const [, second] = acknowledged.filter(({ response }) => !response.repeated);
    if (second === undefined) return;
    const message = `${second.label} is the second response that is not marked as repeated`;
    this.#report('repeated-response', command, message);
  }
}

function locate(
  { commandId, position }: LoggedCommand,
  senders: readonly CheckedInvocation[],
  acknowledged: Acknowledgements,
): Omit<PositionedOperation, 'collection'> {
  const recorders = acknowledged.filter(({ response }) => !response.repeated);
  const possible = senders.filter((sender) => sender.mayHaveRecorded(commandId));
  const candidates = recorders.length > 0 ? recorders : possible;

  return {
    label: commandId,
    position,
    invokedAt: findEarliest(candidates.map(({ invocation }) => invocation.invokedAt)),
    respondedAt: findEarliest(acknowledged.map(({ invocation }) => invocation.respondedAt)),
  };
}
