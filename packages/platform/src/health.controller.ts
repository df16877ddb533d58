import { Controller, Get, Inject } from '@nestjs/common';
import type { z } from 'zod';
import type { Readiness } from './readiness.ts';
import type { LivenessSchema, ReadinessSchema } from './service-api-part.ts';
import { READINESS } from './tokens.ts';

/** Whether the process lives, and whether it may be sent requests. */
@Controller('health')
export class HealthController {
  readonly #readiness: Readiness;

  constructor(@Inject(READINESS) readiness: Readiness) {
    this.#readiness = readiness;
  }

  @Get('live')
  live(): z.output<typeof LivenessSchema> {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(): Promise<z.output<typeof ReadinessSchema>> {
    return { status: 'ready', checks: await this.#readiness.runChecks() };
  }
}
