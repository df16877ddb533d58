import {
  CATALOGUE,
  type Command,
  COMMANDS,
  type Envelope,
  hashCommand,
  parseEvent,
} from '@rapporteur/contracts';
import { decide, getAddressedStream, type NewEvent } from '@rapporteur/domain';
import { encodeWriterOpened, type LogPosition, computePartition } from '@rapporteur/event-log';
import {
  CollectionReplay,
  formatCollectionSource,
  type KnownCommand,
} from './collection-replay.ts';
import type { ClientResponse, CommandRequest, ReadResult } from './history.ts';

const FIRST_TIME_MS = Date.UTC(2026, 0, 1, 12);

/** A parsed request with its command id and partition. */
interface ServiceRequest {
  readonly request: CommandRequest;
  readonly command: Command;
  readonly hash: string;
  readonly commandId: string;
  readonly replay: CollectionReplay;
  readonly partition: number;
}

/**
 * A minimal command service: serial, in memory, without losses. It has the guarantees of the real
 * service. It predicts the results of a workload, and produces correct histories to test the
 * checker with.
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

  /** Returns the current state of a collection. */
  getReplay(collection: string): CollectionReplay {
    const known = this.#replays.get(collection);
    if (known !== undefined) return known;

    const replay = new CollectionReplay();
    this.#replays.set(collection, replay);
    return replay;
  }

  /** Opens the partition with another writer. */
  takeOver(partition: number): void {
    const events = this.log[partition] ?? [];
    const head = {
      pseq: events.length - 1,
      term: this.#terms[partition] ?? 0,
      time: events.at(-1)?.time ?? '',
    };
    const bytes = encodeWriterOpened({
      partition,
      partitions: this.log.length,
      owner: { instance: 'serial-service' },
      head,
      nonce: `opening-${partition}-${head.term + 1}`,
      now: this.#now(),
    });

    events.push(parseEvent(bytes));
    this.#terms[partition] = head.term + 1;
  }

  /** Reads a collection, or one of its streams. */
  read(collection: string, stream?: string): ReadResult {
    const replay = this.getReplay(collection);
    return {
      position: this.#getEnd(computePartition(collection, this.log.length)),
      events: [...replay.events(stream)],
      facts: [...replay.facts(stream)],
      ...(stream === undefined ? {} : { version: replay.version(stream) }),
    };
  }

  submit(request: CommandRequest): ClientResponse {
    const parsed = COMMANDS.get(request.name)?.parse(request.body);
    if (parsed === undefined) return { kind: 'unknownCommand' };
    if (!parsed.ok) return { kind: 'invalid' };

    const { command } = parsed;
    const replay = this.getReplay(command.collection);
    const hash = hashCommand(request.name, request.body);
    const commandId = replay.resolveCommandId(request.commandId, hash);
    const partition = computePartition(command.collection, this.log.length);
    return this.#process({ request, command, hash, commandId, replay, partition });
  }

  #process(service: ServiceRequest): ClientResponse {
    const { request, command, hash, commandId, replay, partition } = service;
    const position = this.#getEnd(partition);
    const known = replay.command(commandId);
    const stream = getAddressedStream(command, replay.state);
    if (known !== undefined && known.hash !== hash)
      return { kind: 'differentContent', commandId, position };
    if (known !== undefined) return this.#repeat(service, stream, known);

    const actual = replay.version(stream);
    const expected = request.expectedVersion ?? actual;
    if (expected !== actual) return { kind: 'conflict', stream, expected, actual, position };

    const decision = decide(replay.state, command, commandId);
    if (decision.kind === 'refused')
      return { kind: 'refused', rejections: decision.rejections, position };

    const { collection } = command;
    const subject = { commandId, collection, stream, already: decision.already };
    if (decision.kind === 'nothing')
      return { kind: 'unchanged', ...subject, position, version: actual };

    const events = this.#createEnvelopes(service, decision.events);
    const version = events.findLast((event) => event.subject === stream)?.streamversion ?? actual;
    if (request.dryRun === true)
      return { kind: 'wouldRecord', ...subject, position, events, version };

    this.log[partition]?.push(...events);
    const end = this.#getEnd(partition);
    replay.addCommand(commandId, events, end);
    return { kind: 'recorded', ...subject, position: end, events, version, repeated: false };
  }

  #repeat(
    { commandId, command }: ServiceRequest,
    stream: string,
    { position, eventCount }: KnownCommand,
  ): ClientResponse {
    const { partition, pseq } = position;
    const events = (this.log[partition] ?? []).slice(pseq - eventCount + 1, pseq + 1);
    const version = events.findLast(({ subject }) => subject === stream)?.streamversion ?? null;

    return {
      kind: 'recorded',
      commandId,
      collection: command.collection,
      stream,
      position,
      events,
      already: null,
      version,
      repeated: true,
    };
  }

  #createEnvelopes(
    { command, commandId, hash, replay, partition }: ServiceRequest,
    decided: readonly NewEvent[],
  ): readonly Envelope[] {
    const versions = new Map<string, number>();
    const time = this.#now().toISOString();
    const first = this.#getEnd(partition).pseq + 1;

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

  #getEnd(partition: number): LogPosition {
    return { partition, pseq: (this.log[partition]?.length ?? 0) - 1 };
  }

  #now(): Date {
    this.#ticks += 1;
    return new Date(FIRST_TIME_MS + this.#ticks);
  }
}
