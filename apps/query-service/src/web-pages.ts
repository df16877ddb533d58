import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { serveWeb } from '@rapporteur/web';
import type { FastifyInstance } from 'fastify';

/** Serves the pages for people beside the queries. */
@Injectable()
export class WebPages implements OnModuleInit {
  readonly #adapterHost: HttpAdapterHost;

  constructor(adapterHost: HttpAdapterHost) {
    this.#adapterHost = adapterHost;
  }

  async onModuleInit(): Promise<void> {
    await serveWeb(this.#adapterHost.httpAdapter.getInstance<FastifyInstance>());
  }
}
