import { Controller, Get, Inject } from '@nestjs/common';
import type { Readiness } from './readiness.ts';
import { READINESS } from './tokens.ts';

/** Whether the process lives, and whether it may be sent requests. */
@Controller('health')
export class HealthController {
  readonly #readiness: Readiness;

  constructor(@Inject(READINESS) readiness: Readiness) {
    this.#readiness = readiness;
  }

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(): Promise<{ status: 'ready'; checks: Readonly<Record<string, string>> }> {
    return { status: 'ready', checks: await this.#readiness.runChecks() };
  }
}
