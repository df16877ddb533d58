import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { COMMANDS } from '@rapporteur/contracts';
import { JSON_TYPE, NDJSON_TYPE, requireContentType } from '@rapporteur/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { runBulk, type SubmitLine } from './bulk-commands.ts';
import { type CommandResponse, toCommandResponse } from './command-response.ts';
import { parseBulkOptions, parseRequestOptions, parseForwardedMark } from './request-options.ts';
import { CommandSubmissionService } from './command-submission-service.ts';

/** The commands, each with its purpose. */
export const CommandList = z.object({
  commands: z
    .array(z.object({ name: z.string(), doc: z.string() }).meta({ id: 'CommandListing' }))
    .readonly(),
});

/** Accepts commands: one by name, or many as NDJSON. */
@Controller('v1/commands')
export class CommandsController {
  readonly #submissions: CommandSubmissionService;

  constructor(@Inject(CommandSubmissionService) submissions: CommandSubmissionService) {
    this.#submissions = submissions;
  }

  @Get()
  list(): z.output<typeof CommandList> {
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
    const submission = { name, body, ...parseRequestOptions(request) };
    const isForwarded = parseForwardedMark(request);
    const outcome = await this.#submissions.submit(submission, { isForwarded });
    return setHeaders(reply, toCommandResponse(outcome, name, body));
  }

  @Post()
  @HttpCode(200)
  bulk(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    requireContentType(request, NDJSON_TYPE);
    const { actor, dryRun, traceparent } = parseBulkOptions(request);
    const submitLine: SubmitLine = (submission, turn) =>
      this.#submissions.submit({ ...submission, actor, dryRun, traceparent }, { turn });
    const results = runBulk(request.body as AsyncIterable<Uint8Array>, submitLine);
    void reply.header('content-type', NDJSON_TYPE).send(Readable.from(results));
  }
}

function setHeaders(reply: FastifyReply, response: CommandResponse): CommandResponse {
  void reply.header('rapporteur-position', response.position);
  if (response.version !== null && response.outcome !== 'wouldRecord')
    void reply.header('etag', `"${response.version}"`);
  if (response.repeated) void reply.header('rapporteur-repeated', 'true');
  return response;
}
