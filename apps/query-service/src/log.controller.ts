import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { type EventLog, LogError, partitionOf, formatLogPosition } from '@rapporteur/event-log';
import { EVENT_LOG, NDJSON_TYPE, Problem } from '@rapporteur/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { parseParameters } from './parameters.ts';
import { createParameterProblem, parsePartition, parsePosition } from './position.ts';
import { replayEvents, type ReplaySelection } from './replay.ts';

const text = z.string('must be given once').min(1).max(300).optional();
const REPLAY = { from: text, to: text, collection: text, stream: text };

/** Replays the log itself: the very bytes of its events, an event a line. */
@Controller('v1')
export class LogController {
  readonly #log: EventLog;

  constructor(@Inject(EVENT_LOG) log: EventLog) {
    this.#log = log;
  }

  @Get('log/:partition')
  replay(
    @Param('partition') name: string,
    @Query() query: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const partition = parsePartition(name, this.#log);
    return this.#send(partition, selectionOf(partition, query), reply);
  }

  @Get('streams/:collection/:stream')
  stream(
    @Param() { collection, stream }: StreamName,
    @Query() query: unknown,
    @Res() reply: FastifyReply,
  ) {
    parseParameters({}, query);
    const partition = partitionOf(collection, this.#log.partitions);
    return this.#send(
      partition,
      { from: 0, to: Infinity, collection, stream, mustExist: true },
      reply,
    );
  }

  async #send(
    partition: number,
    selection: ReplaySelection & { mustExist?: boolean },
    reply: FastifyReply,
  ): Promise<void> {
    const lines = replayEvents(this.#log, partition, selection);
    // Read before the answer begins: what is wrong with the log at its start is then still a problem of its own.
    const first = await lines.next().catch((error: unknown) => {
      throw beyondEnd(error, partition, selection.from) ?? error;
    });
    if (first.done === true && selection.mustExist === true) throw streamUnknown(selection);
    void reply.header('content-type', NDJSON_TYPE).send(Readable.from(joined(first, lines)));
  }
}

interface StreamName {
  readonly collection: string;
  readonly stream: string;
}

async function* joined(
  first: IteratorResult<Buffer>,
  rest: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  if (first.done !== true) yield first.value;
  yield* rest;
}

function selectionOf(partition: number, query: unknown): ReplaySelection {
  const { from, to, collection, stream } = parseParameters(REPLAY, query);
  const first = from === undefined ? 0 : parsePosition('from', from, partition);
  const last = to === undefined ? Infinity : parsePosition('to', to, partition);
  if (first > last)
    throw createParameterProblem(
      'from',
      'PARAMETER_INVALID',
      'is after to',
      'Give the earlier one first.',
    );
  return { from: Math.max(0, first), to: last, collection, stream };
}

function beyondEnd(error: unknown, partition: number, from: number): Problem | undefined {
  if (!(error instanceof LogError) || error.code !== 'LOG_TAIL_LOST' || from === 0)
    return undefined;
  const title = 'The log ends before that position.';
  return new Problem(404, 'POSITION_BEYOND_END', {
    title,
    extensions: { from: formatLogPosition({ partition, pseq: from }) },
  });
}

function streamUnknown({ collection, stream }: ReplaySelection): Problem {
  return new Problem(404, 'STREAM_UNKNOWN', {
    title: 'There is no such stream.',
    detail: `${collection ?? ''} has no events in ${stream ?? ''}. A stream is called after what it is about, such as meeting-sco-rats-council-44.`,
  });
}
