import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import {
  type EventLog,
  formatLogPosition,
  LogError,
  computePartition,
} from '@rapporteur/event-log';
import { EVENT_LOG, NDJSON_TYPE, Problem } from '@rapporteur/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { createParameterProblem, parseParameters, type RawParameters } from '../parameters.ts';
import { parsePartition, parsePosition } from '../position.ts';
import { replayEvents, type ReplaySelection } from './replay.ts';

const VALUE_LENGTH_MAX = 300;
const text = z.string('must be given once').min(1).max(VALUE_LENGTH_MAX).optional();

/** The parameters of the replay of a partition. */
export const REPLAY_PARAMETERS = {
  from: text.meta({ description: 'The first position, inclusive' }),
  to: text.meta({ description: 'The last position, inclusive' }),
  collection: text.meta({ description: 'Filter by collection' }),
  stream: text.meta({ description: 'Filter by stream' }),
};

interface StreamPath {
  readonly collection: string;
  readonly stream: string;
}

/**
 * Replays the log: the stored bytes of its events, one event per line.
 * It streams from the log itself, so it has no query class: there is no result to return.
 */
@Controller('v1')
export class LogController {
  readonly #log: EventLog;

  constructor(@Inject(EVENT_LOG) log: EventLog) {
    this.#log = log;
  }

  @Get('log/:partition')
  replayPartition(
    @Param('partition') number: string,
    @Query() query: RawParameters,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const partition = parsePartition(number, this.#log);
    return this.#send(partition, parseSelection(partition, query), reply);
  }

  @Get('streams/:collection/:stream')
  replayStream(
    @Param() { collection, stream }: StreamPath,
    @Query() query: RawParameters,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    parseParameters({}, query);
    const partition = computePartition(collection, this.#log.partitions);
    const selection = { from: 0, to: Infinity, collection, stream, mustExist: true };
    return this.#send(partition, selection, reply);
  }

  async #send(
    partition: number,
    selection: ReplaySelection & { readonly mustExist?: boolean },
    reply: FastifyReply,
  ): Promise<void> {
    const chunks = replayEvents(this.#log, partition, selection);
    // Read the first chunk before the response starts: an error at the start is then a problem
    // response.
    const first = await chunks.next().catch((error: unknown) => {
      throw toBeyondEndProblem(error, partition, selection.from) ?? error;
    });
    if (first.done === true && selection.mustExist === true) {
      throw createUnknownStreamProblem(selection);
    }
    void reply.header('content-type', NDJSON_TYPE).send(Readable.from(prepend(first, chunks)));
  }
}

async function* prepend(
  first: IteratorResult<Buffer>,
  rest: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  if (first.done !== true) yield first.value;
  yield* rest;
}

function parseSelection(partition: number, query: RawParameters): ReplaySelection {
  const { from, to, collection, stream } = parseParameters(REPLAY_PARAMETERS, query);
  const first = from === undefined ? 0 : parsePosition('from', from, partition);
  const last = to === undefined ? Infinity : parsePosition('to', to, partition);
  if (first <= last) return { from: Math.max(0, first), to: last, collection, stream };

  throw createParameterProblem({
    field: 'from',
    message: 'is after to',
    remedy: 'Give the earlier position first.',
  });
}

function toBeyondEndProblem(error: unknown, partition: number, from: number): Problem | undefined {
  if (!(error instanceof LogError) || error.code !== 'LOG_TAIL_LOST' || from === 0) {
    return undefined;
  }
  return new Problem(404, 'POSITION_BEYOND_END', {
    title: 'The position lies beyond the end of the log.',
    extensions: { from: formatLogPosition({ partition, pseq: from }) },
  });
}

function createUnknownStreamProblem({ collection, stream }: ReplaySelection): Problem {
  return new Problem(404, 'STREAM_UNKNOWN', {
    title: 'The stream is unknown.',
    detail:
      `The collection ${collection ?? ''} has no events in the stream ${stream ?? ''}. A stream ` +
      'has a name such as meeting-sco-rats-council-44.',
  });
}
