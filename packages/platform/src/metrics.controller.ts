import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Metrics } from './metrics.ts';
import { METRICS_TOKEN } from './tokens.ts';

/** The metrics of the process, for Prometheus. */
@Controller('metrics')
export class MetricsController {
  readonly #metrics: Metrics;

  constructor(@Inject(METRICS_TOKEN) metrics: Metrics) {
    this.#metrics = metrics;
  }

  @Get()
  async text(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.#metrics.formatAll();
    void reply.header('content-type', this.#metrics.contentType).send(text);
  }
}
