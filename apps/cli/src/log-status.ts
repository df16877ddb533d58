import { z } from 'zod';
import type { UrlParameters } from './api-client.ts';
import type { CliSession } from './session.ts';

const PARTITIONS_MAX = 10_000;

const ReadModelStatusSchema = z.looseObject({
  projection: z.string(),
  partition: z.int(),
  position: z.string().nullable(),
  state: z.enum(['live', 'catching-up', 'rebuilding', 'parked', 'stopped']),
  reason: z.looseObject({ code: z.string(), message: z.string() }).nullable(),
  lagEvents: z.number().nullable(),
  logEndAgeSeconds: z.number().nullable(),
  lagSeconds: z.number().nullable(),
  /** The number of commands that the read model does not show. */
  parked: z.int(),
  heartbeatAgeSeconds: z.number().nullable(),
  eventsPerSecond: z.number().nullable(),
});

const ServerStatusSchema = z.looseObject({
  partitions: z.int().min(1).max(PARTITIONS_MAX),
  projections: z.array(ReadModelStatusSchema),
});

/** The status of one read model in one partition. */
export type CliReadModelStatus = z.output<typeof ReadModelStatusSchema>;

/** The status of the log and of its read models. */
export type ServerStatus = z.output<typeof ServerStatusSchema>;

/** Returns the status; with a position, when every read model has reached it. */
export async function fetchStatus(
  session: CliSession,
  parameters: Pick<UrlParameters, 'waitSeconds'> & { readonly position?: string } = {},
): Promise<ServerStatus> {
  return session.queryApi.getJson('/v1/status', ServerStatusSchema, parameters);
}

/** Returns the numbers of the log's partitions. */
export async function fetchPartitions(session: CliSession): Promise<readonly number[]> {
  const { partitions } = await fetchStatus(session);
  return Array.from({ length: partitions }, (_, partition) => partition);
}
