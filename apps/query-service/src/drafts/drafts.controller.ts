import {
  Controller,
  HttpCode,
  Inject,
  type OnModuleDestroy,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { DocumentReadError, readDocument, type ReadDocument } from '@rapporteur/document-readers';
import {
  type DraftRecord,
  formatMerge,
  type KnownBody,
  type KnownFact,
  toKnownBody,
} from '@rapporteur/extraction';
import {
  DOCUMENT_TYPES,
  Problem,
  requireContentType,
  type Settings,
  SETTINGS_TOKEN,
} from '@rapporteur/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ListBodiesQuery } from '../bodies/body-queries.ts';
import type { QueryClass } from '../collection-query.ts';
import {
  LIMIT_MAX,
  parseParameters,
  POSITION_PARAMETER,
  type RawParameters,
} from '../parameters.ts';
import type { PositionWaitOptions } from '../position-wait.ts';
import { QueryExecutor } from '../query-executor.ts';
import { getPositionWaitOptions } from '../query-request.ts';
import { ListFactsQuery } from '../timeline/fact-queries.ts';
import { DRAFTING_THREAD } from '../tokens.ts';
import { DRAFT_PARAMETERS } from './draft-parameters.ts';
import type { DraftResponse } from './draft-response.ts';
import type { DraftingThread } from './drafting-thread.ts';
import { readRejectedKeys } from './stored-reviews.ts';

/** The longest text that is drafted. A resolution of the genre has a tenth of it. */
const TEXT_UNITS_MAX = 1_000_000;

/** A collection to compare with, and the moment of reading. */
interface ComparedRecord {
  readonly collection: string | undefined;
  readonly position: string | undefined;
  readonly wait: PositionWaitOptions;
}

/** Drafts documents. Nothing is recorded. */
@Controller('v1/drafts')
export class DraftsController implements OnModuleDestroy {
  readonly #queries: QueryExecutor;
  readonly #thread: DraftingThread;
  readonly #reviews: string;

  constructor(
    @Inject(QueryExecutor) queries: QueryExecutor,
    @Inject(DRAFTING_THREAD) thread: DraftingThread,
    @Inject(SETTINGS_TOKEN) { reviews }: Settings,
  ) {
    this.#reviews = reviews;
    this.#queries = queries;
    this.#thread = thread;
  }

  onModuleDestroy(): void {
    this.#thread[Symbol.dispose]();
  }

  @Post()
  @HttpCode(200)
  async draft(
    @Query() query: RawParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftResponse> {
    requireContentType(request, ...DOCUMENT_TYPES);
    const {
      position,
      name = 'document',
      collection,
      rejected: keepsRejected = false,
      ...options
    } = parseParameters({ ...DRAFT_PARAMETERS, ...POSITION_PARAMETER }, query);
    const document = await readBody(request.body, name);
    const wait = getPositionWaitOptions(request, reply);
    const compared = { collection, position, wait };
    const bodies = await this.#listBodies(compared);
    const finished = await this.#thread.draft(
      {
        kind: 'draft',
        text: document.text,
        options: {
          ...options,
          file: name,
          collection,
          bodies: bodies ?? [],
          isOpen: bodies !== undefined,
          structure: document.structure,
        },
        isCompared: bodies !== undefined,
        rejected: await readRejectedKeys(this.#reviews, document.text),
        keepsRejected,
      },
      {
        record: this.#createRecord(compared),
        findPage: ({ start, end }) => document.places(start, end)[0]?.page ?? null,
      },
    );
    const { draft, yaml, pages, marks, rejected } = finished;
    const { text, original } = document;
    return {
      schemaVersion: 1,
      ...draft,
      facts: draft.facts.map((fact, index) => ({
        ...fact,
        page: pages[index] ?? null,
        rejected: marks[index] ?? false,
      })),
      rejected,
      merges: draft.merges?.map((merge) => ({ ...merge, sentence: formatMerge(merge) })) ?? null,
      text,
      original,
      yaml,
    };
  }

  /** Returns the bodies of an open collection; undefined if there is none. */
  async #listBodies(record: ComparedRecord): Promise<readonly KnownBody[] | undefined> {
    const found = await this.#read(ListBodiesQuery, {}, record);
    return (found as readonly Parameters<typeof toKnownBody>[0][] | undefined)?.map(toKnownBody);
  }

  #createRecord(record: ComparedRecord): DraftRecord {
    return {
      findFacts: async (search) => {
        const found = await this.#read(ListFactsQuery, search, record);
        return (found ?? []) as readonly KnownFact[];
      },
    };
  }

  /** Returns the data of a query; undefined if the record lacks an id or the collection. */
  async #read(
    query: Pick<QueryClass, 'definition'>,
    parameters: Readonly<Record<string, string>>,
    { collection, position, wait }: ComparedRecord,
  ): Promise<unknown> {
    if (collection === undefined) return undefined;
    const at = position === undefined ? {} : { position };
    try {
      const { response } = await this.#queries.execute(query as QueryClass, {
        collections: [collection],
        path: {},
        query: { ...parameters, ...at, sources: 'false', limit: String(LIMIT_MAX) },
        ...wait,
      });
      return response.data;
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return undefined;
      throw error;
    }
  }
}

async function readBody(body: unknown, name: string): Promise<ReadDocument> {
  const bytes = body instanceof Uint8Array ? body : new Uint8Array();
  try {
    const document = await readDocument(bytes, { name });
    if (document.text.length <= TEXT_UNITS_MAX) return document;
  } catch (error) {
    if (!(error instanceof DocumentReadError)) throw error;
    throw new Problem(422, error.code, {
      title: 'The document cannot be read.',
      detail: `${error.message} ${error.fix}`,
    });
  }
  throw new Problem(413, 'DRAFT_TEXT_TOO_LONG', {
    title: 'The text is too long.',
    detail: `A draft is made of at most ${TEXT_UNITS_MAX} characters. Split the text.`,
  });
}
