import { Controller, Get, Inject, Req, Res, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Metrics, METRICS_TOKEN } from '@rapporteur/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { measureQuery } from './measure-query.ts';
import { CollectionQuery, type QueryDefinition } from './query.ts';
import { parseQueryRequest, sendResponse } from './query-request.ts';

/** `decisions/{decision}` → `decisions/:decision`; a path that ends in a word can be had as a table, too. */
export function listRoutes(path: string): readonly string[] {
  const route = path.replaceAll(/\{(\w+)\}/g, ':$1');
  return path.endsWith('}') ? [route] : [route, `${route}.csv`];
}

/**
 * The routes of all questions. They are made from the very list that the documentation is made from, so that no route
 * is without its description, its parameters and its table.
 */
export function createQueryController(questions: readonly QueryDefinition[]): Type {
  @Controller('v1/collections/:collection')
  class QuestionsController {
    readonly bus: QueryBus;
    readonly metrics: Metrics;

    constructor(@Inject(QueryBus) bus: QueryBus, @Inject(METRICS_TOKEN) metrics: Metrics) {
      this.bus = bus;
      this.metrics = metrics;
    }
  }
  for (const question of questions) addRoute(QuestionsController.prototype, question);
  return QuestionsController;
}

interface QueryControllerLike {
  readonly bus: QueryBus;
  readonly metrics: Metrics;
}

function addRoute(controller: QueryControllerLike, question: QueryDefinition): void {
  const answer = async function answer(
    this: QueryControllerLike,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const told = await measureQuery(this.metrics, question, () =>
      this.bus.execute(new CollectionQuery(question, parseQueryRequest(request, reply))),
    );
    sendResponse(request, reply, question, told);
  };
  const descriptor = { value: answer, writable: true, configurable: true, enumerable: false };
  Object.defineProperty(controller, question.path, descriptor);
  Get([...listRoutes(question.path)])(controller, question.path, descriptor);
  Req()(controller, question.path, 0);
  Res()(controller, question.path, 1);
}
