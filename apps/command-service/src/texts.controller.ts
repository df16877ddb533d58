import { Controller, Get, Inject, Param, Put, Req, Res } from '@nestjs/common';
import { Sha256 } from '@rapporteur/contracts';
import {
  Problem,
  type PutTextResult,
  requireContentType,
  TEXT_BYTES_MAX,
  TEXT_STORE,
  TEXT_TYPE,
  type TextEntry,
  type TextStore,
} from '@rapporteur/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Takes source texts in, by their SHA-256: they are no facts, but let passages be checked and shown in words. */
@Controller('v1/texts')
export class TextsController {
  readonly #texts: TextStore;

  constructor(@Inject(TEXT_STORE) texts: TextStore) {
    this.#texts = texts;
  }

  @Get()
  async list(): Promise<{ readonly texts: readonly TextEntry[] }> {
    return { texts: await this.#texts.list() };
  }

  @Put(':sha256')
  async put(
    @Param('sha256') sha256: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{
    readonly sha256: string;
    readonly bytes: number;
    readonly characters: number;
    readonly stored: boolean;
  }> {
    requireContentType(request, TEXT_TYPE);
    const { text, stored } = accepted(sha256, await this.#put(sha256, request.body));
    void reply.status(stored ? 201 : 200);
    return { sha256, bytes: text.bytes, characters: text.characters, stored };
  }

  async #put(sha256: string, body: unknown): Promise<PutTextResult> {
    if (!Sha256.safeParse(sha256).success) throw malformed(sha256);
    try {
      return await this.#texts.put(sha256, body instanceof Uint8Array ? body : new Uint8Array());
    } catch (cause) {
      throw new Problem(
        503,
        'TEXTS_NOT_WRITABLE',
        {
          title: 'The text cannot be kept.',
          detail: 'The folder of texts cannot be written: see RAPPORTEUR_TEXTS.',
        },
        { cause },
      );
    }
  }
}

function malformed(sha256: string): Problem {
  const remedy = 'Address the text by the 64 lower-case hex digits of its SHA-256.';
  const errors = [
    { field: 'sha256', rule: 'TEXT_HASH_MALFORMED', message: `${sha256} is no SHA-256`, remedy },
  ];
  return new Problem(400, 'TEXT_HASH_MALFORMED', { title: 'The address is no hash.', errors });
}

function accepted(sha256: string, put: PutTextResult) {
  if (put.kind !== 'refused') return { text: put.text, stored: put.kind === 'stored' };
  if (put.reason === 'too large') {
    const detail = `A source text has at most ${TEXT_BYTES_MAX} bytes.`;
    throw new Problem(413, 'TEXT_TOO_LARGE', { title: 'The text is too large.', detail });
  }
  if (put.reason === 'not UTF-8') {
    throw new Problem(422, 'TEXT_NOT_UTF8', {
      title: 'The text is not UTF-8.',
      detail: 'Passages are counted in code points of UTF-8: convert the text first.',
    });
  }
  const remedy = 'Send the very bytes that the record knows by this hash.';
  const errors = [
    {
      field: 'sha256',
      rule: 'TEXT_HASH_DIFFERS',
      message: `these bytes have the SHA-256 ${put.actual ?? 'of another text'}, not ${sha256}`,
      remedy,
    },
  ];
  throw new Problem(422, 'TEXT_HASH_DIFFERS', {
    title: 'These are not the bytes with this hash.',
    errors,
  });
}
