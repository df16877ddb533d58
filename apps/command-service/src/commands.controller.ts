import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { COMMANDS } from '@rapporteur/contracts';
import { JSON_TYPE, NDJSON_TYPE, requireContentType } from '@rapporteur/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { type CommandResponse, toCommandResponse } from './command-response.ts';
import { runBulk, type SubmitLine } from './bulk-commands.ts';
import { FORWARDED_HEADER } from './command-forwarding.ts';
import { parseBulkOptions, parseRequestOptions } from './request-options.ts';
import { SubmitCommand } from './submit-command.ts';

/** What a command is called and what it is for. */
interface CommandListing {
  readonly name: string;
  readonly doc: string;
}

/** Takes commands in: one by name, or many as NDJSON. */
@Controller('v1/commands')
export class CommandsController {
  readonly #bus: CommandBus;

  constructor(@Inject(CommandBus) bus: CommandBus) {
    this.#bus = bus;
  }

  @Get()
  list(): { readonly commands: readonly CommandListing[] } {
    return { commands: [...COMMANDS.values()].map(({ name, doc }) => ({ name, doc })) };
  }

  @Post(':name')
  @HttpCode(200)
  async submit(
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandResponse> {
    requireContentType(request, JSON_TYPE);
    const { body } = request;
    const command = new SubmitCommand(
      { name, body, ...parseRequestOptions(request) },
      undefined,
      FORWARDED_HEADER in request.headers,
    );
    const outcome = await this.#bus.execute(command);
    return withHeaders(reply, toCommandResponse(outcome, name, body));
  }

  @Post()
  @HttpCode(200)
  bulk(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    requireContentType(request, NDJSON_TYPE);
    const { actor, dryRun, traceparent } = parseBulkOptions(request);
    const submit: SubmitLine = (submission, turn) => {
      const command = new SubmitCommand({ ...submission, actor, dryRun, traceparent }, turn);
      return { outcome: this.#bus.execute(command), handedOver: command.handedOver };
    };
    const results = runBulk(request.body as AsyncIterable<Uint8Array>, submit);
    void reply.header('content-type', NDJSON_TYPE).send(Readable.from(results));
  }
}

function withHeaders(reply: FastifyReply, answer: CommandResponse): CommandResponse {
  void reply.header('rapporteur-position', answer.position);
  if (answer.version !== null && answer.outcome !== 'wouldRecord')
    void reply.header('etag', `"${answer.version}"`);
  if (answer.repeated) void reply.header('rapporteur-repeated', 'true');
  return answer;
}
