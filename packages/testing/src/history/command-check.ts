import { getAddressedStream, decide, type Decision } from '@rapporteur/domain';
import { acknowledgementDifference, type Standing } from './acknowledgement.ts';
import type { Asked, Senders } from './asked.ts';
import { staleness } from './decided-again.ts';
import { printPosition, type ToldRecorded } from './history.ts';
import type { LoggedCommand } from './logged-command.ts';
import type { PartitionRecord } from './partition-record.ts';
import type { Placed } from './real-time.ts';
import type { CollectionReplay } from './replay.ts';
import type { Findings, ViolationKind } from './violation.ts';

/** What comes of deciding a command again, on everything that stands before it. */
interface DecidedAgain {
  readonly asked: Asked;
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
  readonly #record: PartitionRecord;
  readonly #senders: Senders;
  readonly #findings: Findings;
  /** How often a command was recorded that nobody was told of, by hash: of those that had no id of their own. */
  readonly #untold = new Map<string, number>();

  constructor(record: PartitionRecord, senders: Senders, findings: Findings) {
    this.#record = record;
    this.#senders = senders;
    this.#findings = findings;
  }

  /** Judges a command and takes it in. Answers when it was asked and answered; undefined where that is not known. */
  take(command: LoggedCommand, collection: string, isOurs: boolean): Placed | undefined {
    const replay = this.#record.replayOf(collection);
    const known = replay.command(command.commandId);
    if (known !== undefined) {
      this.#find(
        'command-id',
        command,
        `${command.commandId} stands already at ${printPosition(known.position)}`,
      );
      this.#record.fold(command, collection);
      return undefined;
    }
    const senders = this.#senders.sendersOf(command);
    const acknowledged = this.#senders.takeAcknowledged(command);
    const again = this.#record.isBroken(collection)
      ? undefined
      : this.#decideAgain(command, replay, senders);
    if (isOurs) this.#checkSent(command, senders, acknowledged.length > 0);
    if (isOurs && again !== undefined) this.#checkDecision(command, replay, again);
    if (isOurs && again !== undefined) this.#checkExpected(command, again, senders);
    this.#record.fold(command, collection);
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
    [asked]: readonly Asked[],
  ): DecidedAgain | undefined {
    const command = asked?.readCommand();
    if (asked === undefined || command == null) return undefined;
    const stream = getAddressedStream(command, replay.state);
    const decision = decide(replay.state, command, commandId);
    return { asked, decision, stream, version: replay.version(stream) };
  }

  #checkSent(command: LoggedCommand, senders: readonly Asked[], isTold: boolean): void {
    const { commandId, hash } = command;
    if (senders.length === 0) {
      this.#find('unsent', command, `${commandId} is recorded, and nobody sent it`);
      return;
    }
    const open = senders.filter(({ isOpen }) => isOpen).length;
    const recorded = senders.filter(({ answer }) => answer.kind === 'recorded').length;
    if (open + recorded === 0) {
      const told = senders.map(({ what, answer }) => `${what} was told ${answer.kind}`).join(', ');
      this.#find('unsent', command, `${commandId} is recorded, but ${told}`);
      return;
    }
    // An id of its own keeps a command from being recorded twice; without one only counting tells.
    if (isTold || senders.some(({ sent }) => sent.commandId !== undefined)) return;
    const untold = (this.#untold.get(hash) ?? 0) + 1;
    this.#untold.set(hash, untold);
    if (untold <= open) return;
    const sent = `${senders[0]?.what} was sent ${senders.length} times`;
    this.#find(
      'too-often',
      command,
      `${sent}, each of which has its own recording: ${commandId} is one too many`,
    );
  }

  #checkDecision(
    command: LoggedCommand,
    replay: CollectionReplay,
    { asked, decision }: DecidedAgain,
  ): void {
    const { commandId, hash } = command;
    if (asked.sent.commandId === undefined) {
      const id = replay.identify(undefined, hash);
      if (id !== commandId)
        this.#find('command-id', command, `${asked.what} is known as ${id}, not as ${commandId}`);
    }
    const stale = staleness(decision, command);
    if (stale !== undefined)
      this.#find('stale-decision', command, `${asked.what}, decided again here: ${stale}`);
  }

  /** Whoever was told that it recorded the command must have expected the version that stood; else anyone may have. */
  #checkExpected(
    command: LoggedCommand,
    { stream, version }: DecidedAgain,
    senders: readonly Asked[],
  ): void {
    const askers = senders.filter((asked) => asked.mayHaveRecorded(command.commandId));
    const recorders = askers.filter(({ answer }) => answer.kind === 'recorded' && !answer.repeated);
    const candidates = recorders.length > 0 ? recorders : askers;
    const [blamed] = candidates;
    const fits = candidates.some(
      ({ sent }) => sent.expectedVersion === undefined || sent.expectedVersion === version,
    );
    if (fits || blamed === undefined) return;
    const says = `${blamed.what} expected ${stream} at version ${blamed.sent.expectedVersion}, it was at ${version}`;
    this.#find('stale-version', command, says);
  }

  #checkAcknowledged(acknowledged: readonly Asked<ToldRecorded>[], standing: Standing): void {
    for (const asked of acknowledged) {
      const difference = acknowledgementDifference(asked, standing);
      const kind = asked.answer.repeated ? 'repeated-answer' : 'answer';
      if (difference !== undefined)
        this.#find(kind, standing.command, `${asked.what}: ${difference}`);
    }
    const [, second] = acknowledged.filter(({ answer }) => !answer.repeated);
    if (second === undefined) return;
    this.#find(
      'repeated-answer',
      standing.command,
      `${second.what} is the second to be told that it recorded it`,
    );
  }
}

function placed(
  { commandId, position }: LoggedCommand,
  senders: readonly Asked[],
  acknowledged: readonly Asked<ToldRecorded>[],
): Omit<Placed, 'collection'> {
  const recorders = acknowledged.filter(({ answer }) => !answer.repeated);
  const askers =
    recorders.length > 0 ? recorders : senders.filter((asked) => asked.mayHaveRecorded(commandId));
  return {
    what: commandId,
    position,
    invokedAt: earliest(askers.map(({ invocation }) => invocation.invokedAt)),
    answeredAt: earliest(acknowledged.map(({ invocation }) => invocation.answeredAt)),
  };
}
