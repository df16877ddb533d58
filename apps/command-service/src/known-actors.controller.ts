import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { CommandRuntime } from '@rapporteur/command-runtime';
import { ActorKind } from '@rapporteur/contracts';
import { COMMAND_RUNTIME } from '@rapporteur/platform';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { createParameterProblem } from './request-options.ts';

/** The most ids of one request. */
export const ACTOR_IDS_MAX = 200;

const KnownActor = z
  .object({
    id: z.string(),
    kind: z.enum([...ActorKind.options, 'meeting-series', 'joint-session']),
    of: z.string().nullable().meta({ description: 'The body or state of a class.' }),
    names: z.array(z.string()).readonly().meta({
      description: 'The registered names of a body; else those that facts use, most used first.',
    }),
  })
  .meta({ id: 'KnownActor', description: 'An actor that a command may name by its id.' });

/** The actors of a collection that the record knows. */
export const KnownActorList = z.object({
  collection: z.string(),
  actors: z.array(KnownActor).readonly(),
});

const Parameters = z.strictObject({
  collection: z.string(),
  ids: z
    .string()
    .transform((ids) => ids.split(','))
    .refine((ids) => ids.length <= ACTOR_IDS_MAX),
});

/** Tells recorders which actors need no description, from the state on which commands are decided. */
@Controller('v1/commands')
export class KnownActorsController {
  readonly #runtime: CommandRuntime;

  constructor(@Inject(COMMAND_RUNTIME) runtime: CommandRuntime) {
    this.#runtime = runtime;
  }

  @Get('actors')
  async list(@Req() { query }: FastifyRequest): Promise<z.output<typeof KnownActorList>> {
    const parsed = Parameters.safeParse(query);
    if (!parsed.success) {
      const field = String(parsed.error.issues[0]?.path[0] ?? 'query');
      const message = `must be given: one collection, and 1 to ${ACTOR_IDS_MAX} ids`;
      const remedy = 'Write ?collection=sco&ids=sco-rats,sco-rats-council.';
      throw createParameterProblem('PARAMETER_INVALID', { field, message, remedy });
    }
    const { collection, ids } = parsed.data;
    return { collection, actors: await this.#runtime.findActors(collection, ids) };
  }
}
