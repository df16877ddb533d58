import httpProxy from '@fastify/http-proxy';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type Settings, SETTINGS_TOKEN } from '@rapporteur/platform';
import type { FastifyInstance } from 'fastify';

/** The routes of the command service that the pages of the web use. */
const FORWARDED_PATHS = ['/v1/commands', '/v1/texts'];
/** Headers of a browser: this server has checked them, and the other one has another address. */
const BROWSER_HEADERS: ReadonlySet<string> = new Set(['origin', 'referer']);

/**
 * Forwards commands and texts to the command service, if RAPPORTEUR_COMMANDS_URL names one. So the
 * pages of a query service on its own can record.
 */
@Injectable()
export class CommandForwarding implements OnModuleInit {
  readonly #adapterHost: HttpAdapterHost;
  readonly #settings: Settings;

  constructor(adapterHost: HttpAdapterHost, @Inject(SETTINGS_TOKEN) settings: Settings) {
    this.#adapterHost = adapterHost;
    this.#settings = settings;
  }

  async onModuleInit(): Promise<void> {
    const { commandsUrl, url } = this.#settings;
    if (commandsUrl === url) return;
    const fastify = this.#adapterHost.httpAdapter.getInstance<FastifyInstance>();
    await fastify.register(async (scope) => {
      // The bodies are forwarded as they are.
      scope.removeAllContentTypeParsers();
      for (const prefix of FORWARDED_PATHS)
        await scope.register(httpProxy, {
          upstream: commandsUrl,
          prefix,
          rewritePrefix: prefix,
          replyOptions: { rewriteRequestHeaders: (_request, headers) => omitBrowser(headers) },
        });
    });
  }
}

function omitBrowser<T>(headers: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !BROWSER_HEADERS.has(name) && !name.startsWith('sec-fetch-'),
    ),
  );
}
