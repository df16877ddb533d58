import {
  CATALOGUE,
  type Command,
  COMMANDS,
  type Envelope,
  hashCommand,
  parseEvent,
} from '@rapporteur/contracts';
import { getAddressedStream, decide, type NewEvent } from '@rapporteur/domain';
import { partitionOf, encodeWriterOpened } from '@rapporteur/event-log';
import type { ClientResponse, HistoryPosition, ReadResult, CommandRequest } from './history.ts';
import { CollectionReplay, formatCollectionSource } from './collection-replay.ts';

const FIRST_TIME_MS = Date.UTC(2026, 0, 1, 12);

/** What is asked to be recorded, and where it would go. */
interface ServiceRequest {
  readonly sent: CommandRequest;
  readonly command: Command;
  readonly hash: string;
  readonly commandId: string;
  readonly replay: CollectionReplay;
  readonly partition: number;
}

/**
 * A command service in miniature: one command after another, in memory, nothing lost. What a service promises is what
 * this one does, so it foretells what a workload comes to, and gives correct histories for the checker to be tried on.
 */
export class SerialService {
  readonly log: readonly Envelope[][];
  readonly #replays = new Map<string, CollectionReplay>();
  readonly #terms: number[];
  #ticks = 0;

  constructor(partitions = 1) {
    this.log = Array.from({ length: partitions }, () => []);
    this.#terms = this.log.map(() => 0);
    for (const partition of this.log.keys()) this.takeOver(partition);
  }

  /** One collection as it stands. */
  getReplay(collection: string): CollectionReplay {
    const known = this.#replays.get(collection);
    if (known !== undefined) return known;
    const replay = new CollectionReplay();
    this.#replays.set(collection, replay);
    return replay;
  }

  /** Another writer opens the partition. */
  takeOver(partition: number): void {
    const events = this.log[partition] ?? [];
    const head = {
      pseq: events.length - 1,
      term: this.#terms[partition] ?? 0,
      time: events.at(-1)?.time ?? '',
    };
    const nonce = `opening-${partition}-${head.term + 1}`;
    const owner = { owner: 'desk' };
    const bytes = encodeWriterOpened({
      partition,
      partitions: this.log.length,
      owner,
      head,
      nonce,
      now: this.#now(),
    });
    events.push(parseEvent(bytes));
    this.#terms[partition] = head.term + 1;
  }

  /** Everything that stands of a collection, or of one of its streams. */
  read(collection: string, stream?: string): ReadResult {
    const replay = this.getReplay(collection);
    return {
      position: this.#end(partitionOf(collection, this.log.length)),
      events: [...replay.events(stream)],
      facts: [...replay.facts(stream)],
      ...(stream === undefined ? {} : { version: replay.version(stream) }),
    };
  }

  submit(sent: CommandRequest): ClientResponse {
    const parsed = COMMANDS.get(sent.name)?.parse(sent.body);
    if (parsed === undefined) return { kind: 'unknownCommand' };
    if (!parsed.ok) return { kind: 'invalid' };
    const { command } = parsed;
    const replay = this.getReplay(command.collection);
    const hash = hashCommand(sent.name, sent.body);
    const commandId = replay.resolveCommandId(sent.commandId, hash);
    const partition = partitionOf(command.collection, this.log.length);
    return this.#answer({ sent, command, hash, commandId, replay, partition });
  }

  #answer(order: ServiceRequest): ClientResponse {
    const { sent, command, hash, commandId, replay, partition } = order;
    const position = this.#end(partition);
    const known = replay.command(commandId);
    const stream = getAddressedStream(command, replay.state);
    if (known !== undefined && known.hash !== hash)
      return { kind: 'differentContent', commandId, position };
    if (known !== undefined) return this.#repeat(order, stream, known.position, known.count);
    const actual = replay.version(stream);
    const expected = sent.expectedVersion ?? actual;
    if (expected !== actual) return { kind: 'conflict', stream, expected, actual, position };
    const decision = decide(replay.state, command, commandId);
    if (decision.kind === 'refused')
      return { kind: 'refused', rejections: decision.rejections, position };
    const about = { commandId, collection: command.collection, stream, already: decision.already };
    if (decision.kind === 'nothing')
      return { kind: 'unchanged', ...about, position, version: actual };
    const events = this.#envelopes(order, decision.events);
    const version = events.findLast(({ subject }) => subject === stream)?.streamversion ?? actual;
    if (sent.dryRun === true) return { kind: 'wouldRecord', ...about, position, events, version };
    this.log[partition]?.push(...events);
    replay.addCommand(commandId, events, this.#end(partition));
    return {
      kind: 'recorded',
      ...about,
      position: this.#end(partition),
      events,
      version,
      repeated: false,
    };
  }

  #repeat(
    { commandId, command }: ServiceRequest,
    stream: string,
    position: HistoryPosition,
    count: number,
  ): ClientResponse {
    const events = (this.log[position.partition] ?? []).slice(
      position.pseq - count + 1,
      position.pseq + 1,
    );
    const version = events.findLast(({ subject }) => subject === stream)?.streamversion ?? null;
    const { collection } = command;
    return {
      kind: 'recorded',
      commandId,
      collection,
      stream,
      position,
      events,
      already: null,
      version,
      repeated: true,
    };
  }

  #envelopes(
    { command, commandId, hash, replay, partition }: ServiceRequest,
    decided: readonly NewEvent[],
  ): readonly Envelope[] {
    const versions = new Map<string, number>();
    const time = this.#now().toISOString();
    const first = this.#end(partition).pseq + 1;
    return decided.map(({ type, data, stream }, index) => {
      const streamversion = (versions.get(stream) ?? replay.version(stream)) + 1;
      versions.set(stream, streamversion);
      return {
        specversion: '1.0',
        id: `${commandId}.${index + 1}`,
        type: CATALOGUE.getDefinition(type).wireType,
        source: formatCollectionSource(command.collection),
        subject: stream,
        time,
        streamversion,
        pseq: first + index,
        term: this.#terms[partition] ?? 0,
        commandid: commandId,
        commandhash: hash,
        data,
      };
    });
  }

  #end(partition: number): HistoryPosition {
    return { partition, pseq: (this.log[partition]?.length ?? 0) - 1 };
  }

  #now(): Date {
    this.#ticks += 1;
    return new Date(FIRST_TIME_MS + this.#ticks);
  }
}
