import { Controller, Get, Inject, Req, Res, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ask, type Question } from './question.ts';
import { readRequest, sendAnswer } from './request.ts';

/** `decisions/{decision}` → `decisions/:decision`; a path that ends in a word can be had as a table, too. */
export function routesOf(path: string): readonly string[] {
  const route = path.replaceAll(/\{(\w+)\}/g, ':$1');
  return path.endsWith('}') ? [route] : [route, `${route}.csv`];
}

/**
 * The routes of all questions. They are made from the very list that the documentation is made from, so that no route
 * is without its description, its parameters and its table.
 */
export function questionsController(questions: readonly Question[]): Type {
  @Controller('v1/collections/:collection')
  class QuestionsController {
    readonly bus: QueryBus;

    constructor(@Inject(QueryBus) bus: QueryBus) {
      this.bus = bus;
    }
  }
  for (const question of questions) addRoute(QuestionsController.prototype, question);
  return QuestionsController;
}

function addRoute(controller: { readonly bus: QueryBus }, question: Question): void {
  const answer = async function answer(
    this: { readonly bus: QueryBus },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const told = await this.bus.execute(new Ask(question, readRequest(request)));
    sendAnswer(request, reply, question, told);
  };
  const descriptor = { value: answer, writable: true, configurable: true, enumerable: false };
  Object.defineProperty(controller, question.path, descriptor);
  Get([...routesOf(question.path)])(controller, question.path, descriptor);
  Req()(controller, question.path, 0);
  Res()(controller, question.path, 1);
}
