import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { CommandRuntime } from '@rapporteur/command-runtime';
import { EventCriteria } from '@rapporteur/contracts';
import { parseLogPosition } from '@rapporteur/event-log';
import { COMMAND_RUNTIME, parseStrictJson } from '@rapporteur/platform';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { createParameterProblem } from './request-options.ts';

/** The most events of one response: more of them name nothing. */
const FOUND_EVENTS_MAX = 20;

const FoundEventView = z
  .object({
    id: z.string(),
    type: z.string(),
    data: z.record(z.string(), z.unknown()).meta({
      description: 'The current data of a fact; of an amendment, the events that it is about.',
    }),
  })
  .meta({ id: 'FoundEvent', description: 'An event that a command may name by its id.' });

/** The events of a collection with some content. */
export const FoundEventList = z.object({
  collection: z.string(),
  total: z.int().meta({ description: 'The number of events that fit.' }),
  events: z.array(FoundEventView).readonly(),
});

const Parameters = z.strictObject({
  collection: z.string(),
  criteria: z.string().transform(parseJson).pipe(EventCriteria),
  position: z
    .string()
    .regex(/^\d{1,5}:\d{1,10}$/)
    .optional(),
});

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return parseStrictJson(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
}

/** Finds the events that recorders name by their content, in the state that commands are decided on. */
@Controller('v1/commands')
export class KnownEventsController {
  readonly #runtime: CommandRuntime;

  constructor(@Inject(COMMAND_RUNTIME) runtime: CommandRuntime) {
    this.#runtime = runtime;
  }

  @Get('events')
  async list(@Req() { query }: FastifyRequest): Promise<z.output<typeof FoundEventList>> {
    const parsed = Parameters.safeParse(query);
    if (!parsed.success) {
      const path = parsed.error.issues[0]?.path ?? [];
      const message = 'must be valid: one collection, criteria as JSON, and perhaps a position';
      const remedy = 'Write ?collection=sco&criteria={"type":"MeetingHeld"}.';
      const field = path.map(String).join('.');
      throw createParameterProblem('PARAMETER_INVALID', { field, message, remedy });
    }
    const { collection, criteria, position = '' } = parsed.data;
    const minPseq = parseLogPosition(position)?.pseq;
    const events = await this.#runtime.findEvents(collection, criteria, minPseq);
    return { collection, total: events.length, events: events.slice(0, FOUND_EVENTS_MAX) };
  }
}
