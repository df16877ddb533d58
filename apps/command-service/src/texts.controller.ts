import { Controller, Get, Inject, Param, Put, Req, Res } from '@nestjs/common';
import { Sha256 } from '@rapporteur/contracts';
import {
  Problem,
  type PutTextResult,
  requireContentType,
  TEXT_BYTES_MAX,
  TEXT_STORE,
  TEXT_TYPE,
  type TextStore,
} from '@rapporteur/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

/** The response to a stored text. */
export const PutTextResponse = z
  .object({
    sha256: z.string(),
    bytes: z.int(),
    characters: z.int(),
    stored: z.boolean().meta({ description: 'False: it was stored before.' }),
  })
  .meta({ id: 'StoredText' });
type PutTextResponse = z.output<typeof PutTextResponse>;

/** The stored texts. */
export const TextList = z.object({
  texts: z
    .array(z.object({ sha256: z.string(), bytes: z.int() }).meta({ id: 'TextListing' }))
    .readonly(),
});

/** Stores source texts by their SHA-256. They hold no facts; passages are checked against them. */
@Controller('v1/texts')
export class TextsController {
  readonly #texts: TextStore;

  constructor(@Inject(TEXT_STORE) texts: TextStore) {
    this.#texts = texts;
  }

  @Get()
  async list(): Promise<z.output<typeof TextList>> {
    return { texts: await this.#texts.list() };
  }

  @Put(':sha256')
  async put(
    @Param('sha256') sha256: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PutTextResponse> {
    requireContentType(request, TEXT_TYPE);
    const result = await this.#store(sha256, request.body);
    if (result.kind === 'refused') throw createTextProblem(sha256, result);

    const stored = result.kind === 'stored';
    void reply.status(stored ? 201 : 200);
    const { bytes, characters } = result.text;
    return { sha256, bytes, characters, stored };
  }

  async #store(sha256: string, body: unknown): Promise<PutTextResult> {
    if (!Sha256.safeParse(sha256).success) throw createHashProblem(sha256);
    try {
      return await this.#texts.put(sha256, body instanceof Uint8Array ? body : new Uint8Array());
    } catch (cause) {
      const detail = 'The folder of texts is not writable. Check RAPPORTEUR_TEXTS.';
      const title = 'The text cannot be stored.';
      throw new Problem(503, 'TEXTS_NOT_WRITABLE', { title, detail }, { cause });
    }
  }
}

function createHashProblem(sha256: string): Problem {
  const error = {
    field: 'sha256',
    rule: 'TEXT_HASH_MALFORMED',
    message: `${sha256} is not a SHA-256 hash`,
    remedy: 'Use the SHA-256 hash of the text: 64 lower-case hex digits.',
  };
  return new Problem(400, 'TEXT_HASH_MALFORMED', {
    title: 'The path must be a SHA-256 hash (64 lower-case hex digits).',
    errors: [error],
  });
}

function createTextProblem(
  sha256: string,
  refusal: Extract<PutTextResult, { readonly kind: 'refused' }>,
): Problem {
  if (refusal.reason === 'too large') {
    const detail = `The limit is ${TEXT_BYTES_MAX} bytes.`;
    return new Problem(413, 'TEXT_TOO_LARGE', { title: 'The text is too large.', detail });
  }
  if (refusal.reason === 'not UTF-8') {
    const { message, code, offset, line, column } = refusal.error;
    return new Problem(422, code, {
      title: 'The text is not UTF-8.',
      detail: `The body ${message}. ${refusal.error.formatRemedy()}`,
      extensions: { offset, line, column },
    });
  }

  const error = {
    field: 'sha256',
    rule: 'TEXT_HASH_DIFFERS',
    message: `the bytes have the SHA-256 ${refusal.actual ?? 'of another text'}, not ${sha256}`,
    remedy: 'Send the bytes that the record knows by this hash.',
  };
  return new Problem(422, 'TEXT_HASH_DIFFERS', {
    title: 'The bytes do not have this hash.',
    errors: [error],
  });
}
