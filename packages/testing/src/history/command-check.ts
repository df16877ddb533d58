import { getAddressedStream, decide, type Decision } from '@rapporteur/domain';
import {
  describeAcknowledgementDifference,
  type ReplayedCommand,
} from './acknowledgement-difference.ts';
import type { CheckedInvocation, InvocationIndex } from './checked-invocation.ts';
import { describeDecisionDifference } from './decision-difference.ts';
import { formatPosition, type RecordedResponse } from './history.ts';
import type { LoggedCommand } from './logged-command.ts';
import type { PartitionReplay } from './partition-replay.ts';
import type { PositionedOperation } from './real-time-order.ts';
import type { CollectionReplay } from './collection-replay.ts';
import type { ViolationCollector, ViolationKind } from './violation.ts';

/** What comes of deciding a command again, on everything that stands before it. */
interface ReplayedDecision {
  readonly asked: CheckedInvocation;
  readonly decision: Decision;
  readonly stream: string;
  /** The version of that stream before it. */
  readonly version: number;
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Judges the commands of one partition's log, each on the record as it stood before it, and takes them in. */
export class CommandCheck {
  readonly #record: PartitionReplay;
  readonly #senders: InvocationIndex;
  readonly #findings: ViolationCollector;
  /** How often a command was recorded that nobody was told of, by hash: of those that had no id of their own. */
  readonly #untold = new Map<string, number>();

  constructor(record: PartitionReplay, senders: InvocationIndex, findings: ViolationCollector) {
    this.#record = record;
    this.#senders = senders;
    this.#findings = findings;
  }

  /** Judges a command and takes it in. Answers when it was asked and answered; undefined where that is not known. */
  addCommand(
    command: LoggedCommand,
    collection: string,
    isOurs: boolean,
  ): PositionedOperation | undefined {
    const replay = this.#record.getReplay(collection);
    const known = replay.command(command.commandId);
    if (known !== undefined) {
      this.#find(
        'command-id',
        command,
        `${command.commandId} stands already at ${formatPosition(known.position)}`,
      );
      this.#record.addCommand(command, collection);
      return undefined;
    }
    const senders = this.#senders.findSenders(command);
    const acknowledged = this.#senders.takeAcknowledged(command);
    const again = this.#record.isBroken(collection)
      ? undefined
      : this.#decideAgain(command, replay, senders);
    if (isOurs) this.#checkSent(command, senders, acknowledged.length > 0);
    if (isOurs && again !== undefined) this.#checkDecision(command, replay, again);
    if (isOurs && again !== undefined) this.#checkExpected(command, again, senders);
    this.#record.addCommand(command, collection);
    this.#checkAcknowledged(acknowledged, {
      command,
      stream: again?.stream,
      version: again === undefined ? 0 : replay.version(again.stream),
      already:
        again === undefined || again.decision.kind === 'refused'
          ? undefined
          : again.decision.already,
    });
    return isOurs ? { ...placed(command, senders, acknowledged), collection } : undefined;
  }

  #find(kind: ViolationKind, { position }: LoggedCommand, says: string): void {
    this.#findings.add(kind, position, says);
  }

  #decideAgain(
    { commandId }: LoggedCommand,
    replay: CollectionReplay,
    [asked]: readonly CheckedInvocation[],
  ): ReplayedDecision | undefined {
    const command = asked?.readCommand();
    if (asked === undefined || command == null) return undefined;
    const stream = getAddressedStream(command, replay.state);
    const decision = decide(replay.state, command, commandId);
    return { asked, decision, stream, version: replay.version(stream) };
  }

  #checkSent(command: LoggedCommand, senders: readonly CheckedInvocation[], isTold: boolean): void {
    const { commandId, hash } = command;
    if (senders.length === 0) {
      this.#find('unsent', command, `${commandId} is recorded, and nobody sent it`);
      return;
    }
    const open = senders.filter(({ isIndeterminate: isOpen }) => isOpen).length;
    const recorded = senders.filter(({ response: answer }) => answer.kind === 'recorded').length;
    if (open + recorded === 0) {
      const told = senders
        .map(({ label: what, response: answer }) => `${what} was told ${answer.kind}`)
        .join(', ');
      this.#find('unsent', command, `${commandId} is recorded, but ${told}`);
      return;
    }
    // An id of its own keeps a command from being recorded twice; without one only counting tells.
    if (isTold || senders.some(({ request: sent }) => sent.commandId !== undefined)) return;
    const untold = (this.#untold.get(hash) ?? 0) + 1;
    this.#untold.set(hash, untold);
    if (untold <= open) return;
    const sent = `${senders[0]?.label} was sent ${senders.length} times`;
    this.#find(
      'too-often',
      command,
      `${sent}, each of which has its own recording: ${commandId} is one too many`,
    );
  }

  #checkDecision(
    command: LoggedCommand,
    replay: CollectionReplay,
    { asked, decision }: ReplayedDecision,
  ): void {
    const { commandId, hash } = command;
    if (asked.request.commandId === undefined) {
      const id = replay.resolveCommandId(undefined, hash);
      if (id !== commandId)
        this.#find('command-id', command, `${asked.label} is known as ${id}, not as ${commandId}`);
    }
    const stale = describeDecisionDifference(decision, command);
    if (stale !== undefined)
      this.#find('stale-decision', command, `${asked.label}, decided again here: ${stale}`);
  }

  /** Whoever was told that it recorded the command must have expected the version that stood; else anyone may have. */
  #checkExpected(
    command: LoggedCommand,
    { stream, version }: ReplayedDecision,
    senders: readonly CheckedInvocation[],
  ): void {
    const askers = senders.filter((asked) => asked.mayHaveRecorded(command.commandId));
    const recorders = askers.filter(
      ({ response: answer }) => answer.kind === 'recorded' && !answer.repeated,
    );
    const candidates = recorders.length > 0 ? recorders : askers;
    const [blamed] = candidates;
    const fits = candidates.some(
      ({ request: sent }) => sent.expectedVersion === undefined || sent.expectedVersion === version,
    );
    if (fits || blamed === undefined) return;
    const says = `${blamed.label} expected ${stream} at version ${blamed.request.expectedVersion}, it was at ${version}`;
    this.#find('stale-version', command, says);
  }

  #checkAcknowledged(
    acknowledged: readonly CheckedInvocation<RecordedResponse>[],
    standing: ReplayedCommand,
  ): void {
    for (const asked of acknowledged) {
      const difference = describeAcknowledgementDifference(asked, standing);
      const kind = asked.response.repeated ? 'repeated-answer' : 'answer';
      if (difference !== undefined)
        this.#find(kind, standing.command, `${asked.label}: ${difference}`);
    }
    const [, second] = acknowledged.filter(({ response: answer }) => !answer.repeated);
    if (second === undefined) return;
    this.#find(
      'repeated-answer',
      standing.command,
      `${second.label} is the second to be told that it recorded it`,
    );
  }
}

function placed(
  { commandId, position }: LoggedCommand,
  senders: readonly CheckedInvocation[],
  acknowledged: readonly CheckedInvocation<RecordedResponse>[],
): Omit<PositionedOperation, 'collection'> {
  const recorders = acknowledged.filter(({ response: answer }) => !answer.repeated);
  const askers =
    recorders.length > 0 ? recorders : senders.filter((asked) => asked.mayHaveRecorded(commandId));
  return {
    label: commandId,
    position,
    invokedAt: earliest(askers.map(({ invocation }) => invocation.invokedAt)),
    respondedAt: earliest(acknowledged.map(({ invocation }) => invocation.respondedAt)),
  };
}
