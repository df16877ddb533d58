import { readonlyArray } from '@rapporteur/read-models';
import { z } from 'zod';
import type { QueryDefinition } from './collection-query.ts';
import type { CsvChoice, CsvColumn, FindRowName } from './csv.ts';
import { FactSource } from './fact-sources.ts';
import { MentionedNames } from './mentioned-names.ts';

/** A recorded command that a read model cannot show. */
export const ParkedCommand = z
  .object({
    projection: z.string(),
    command: z.string().meta({ description: 'The command. None of its events is shown.' }),
    position: z.string().meta({ description: 'The position of its first event.' }),
    code: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'ParkedCommand', description: 'A recorded command that a read model cannot show.' });

const QueryResponseSchema = z.object({
  schemaVersion: z.literal(1),
  collection: z.string().nullable().meta({
    description: 'The collection; null if the response is about several.',
  }),
  collections: readonlyArray(z.string()).meta({
    description: 'The collections that the response is about.',
  }),
  position: z.string().meta({
    description:
      '`partition:pseq`, inclusive; of several partitions, separated by commas: `0:42,3:17`. ' +
      'Empty if the record has no collection.',
  }),
  asOf: z.string().nullable(),
  asOfRecorded: z.string().nullable(),
  incomplete: z.boolean().meta({
    description: 'True if a read model cannot show part of the collection; see `parked`.',
  }),
  parked: readonlyArray(ParkedCommand)
    .optional()
    .meta({
      description:
        'The commands that are not shown. Absent if there are none. Rapporteur-Incomplete ' +
        'carries their count.',
    }),
  undated: z
    .int()
    .optional()
    .meta({
      description:
        'Of a question about days: the rows that are left out because the record has no day for ' +
        'them. Absent on later pages, and if the question is not about days.',
    }),
  data: z.unknown(),
  next: z
    .string()
    .nullable()
    .meta({ description: 'The cursor of the next page; null on the last page.' }),
  sources: z.record(z.string(), FactSource).optional().meta({
    description: 'The sources of each fact, by event id: the asserting party and the passages.',
  }),
  names: MentionedNames.optional(),
});

/** Returns the schema of the responses to a query: the envelope with its data. */
export function createResponseSchema({
  answer,
  paged,
}: Pick<QueryDefinition, 'answer' | 'paged'>): z.ZodType {
  return QueryResponseSchema.extend({
    data: answer,
    ...(paged ? {} : { next: z.null() }),
  });
}

/** The response to a query. */
export type QueryResponse = z.output<typeof QueryResponseSchema>;

export type ParkedCommandView = z.output<typeof ParkedCommand>;

/** A response whose other pages can be read too. All pages rest on the position of the first. */
export interface PagedQueryResponse {
  readonly response: QueryResponse;
  /** True if the client asked for one page: then the table is that page alone. */
  readonly onePage: boolean;
  /** The form of a CSV table. */
  readonly csv: readonly CsvChoice[];
  /** Yields the table, page by page. */
  rows(): AsyncIterable<readonly object[]>;
  /** Reads the names that the columns of some rows need. */
  readNames(columns: readonly CsvColumn[], rows: readonly object[]): Promise<FindRowName>;
}
