import { usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll } from 'vitest';
import {
  type AnswerDifference,
  compareAnswers,
  listRequests,
  type QueryRequestPath,
  readAnswer,
  type RequestOptions,
} from './compare-answers.ts';
import { RecordReplica } from './record-replica.ts';
import {
  createRecordStep,
  createRetractionStep,
  type GeneratedRecord,
  type StepEvent,
} from './record-steps.ts';

type Replicas = readonly [RecordReplica, RecordReplica];

let collections = 0;
const nextCollection = (): string => `orchards-${(collections += 1)}`;

/** Starts two replicas for a spec file. Call it at the top of the file. */
export function useReplicas(): () => Replicas {
  const postgres = usePostgres();
  const replicas: RecordReplica[] = [];
  beforeAll(async () => {
    for (const url of [postgres.url, await postgres.createDatabase()])
      replicas.push(await RecordReplica.start(url));
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.stop();
  });
  return () => {
    const [left, right] = replicas;
    if (left === undefined || right === undefined) throw new Error('Replicas start in beforeAll.');
    return [left, right];
  };
}

/**
 * Records each record in a collection of its own, the last one first in the other order. Returns the
 * differences between the answers about all of them.
 */
export async function compareOrders(
  replicas: Replicas,
  records: readonly GeneratedRecord[],
  options: RequestOptions,
): Promise<readonly AnswerDifference[]> {
  const parts = records.map(({ orders }) => ({ collection: nextCollection(), orders }));
  const collections = parts.map(({ collection }) => collection);
  const record = async (side: 0 | 1): Promise<readonly StepEvent[]> => {
    const events: StepEvent[] = [];
    for (const { collection, orders } of side === 0 ? parts : parts.toReversed())
      events.push(...(await replicas[side].record(collection, orders[side])));
    return events;
  };
  const [left, right] = await Promise.all([record(0), record(1)]);
  const renameLeft = createRenaming(left);
  const renameRight = createRenaming(right);
  return compareEach(listFactRequests(left, options), async (request) =>
    Promise.all([
      readAnswer({ replica: replicas[0], collections, request, renameIds: renameLeft }),
      readAnswer({ replica: replicas[1], collections, request, renameIds: renameRight }),
    ]),
  );
}

/**
 * Records the steps, then retracts the first document and records it again. Returns the
 * differences that this makes.
 */
export async function compareAgain(
  [replica]: Replicas,
  { steps, documents }: GeneratedRecord,
  options: RequestOptions,
): Promise<readonly AnswerDifference[]> {
  const collection = nextCollection();
  const collections = [collection];
  // A merger keeps the documents that it names from being retracted.
  const freeSteps = steps.filter(
    ({ name, after }) => !(name.startsWith('merger') && after.includes('note-1')),
  );
  const events = await replica.record(collection, freeSteps);
  const requests = listFactRequests(events, options);
  const renameBefore = createRenaming(events);
  const before = new Map<QueryRequestPath, unknown>();
  for (const request of requests)
    before.set(
      request,
      await readAnswer({ replica, collections, request, renameIds: renameBefore }),
    );

  const [document] = documents;
  if (document === undefined) return [];
  const again = [createRetractionStep('note-1'), createRecordStep('note-1', document)];
  const renameAfter = createRenaming(events, await replica.continue(collection, again));
  return compareEach(requests, async (request) => [
    before.get(request),
    await readAnswer({ replica, collections, request, renameIds: renameAfter }),
  ]);
}

function listFactRequests(
  events: readonly StepEvent[],
  options: RequestOptions,
): readonly QueryRequestPath[] {
  const facts = events.filter(({ type }) => type !== 'ConflictFlagged');
  return listRequests(facts, options);
}

async function compareEach(
  requests: readonly QueryRequestPath[],
  readBoth: (request: QueryRequestPath) => Promise<readonly [unknown, unknown]>,
): Promise<readonly AnswerDifference[]> {
  const differences: AnswerDifference[] = [];
  for (const request of requests) {
    try {
      const [left, right] = await readBoth(request);
      const difference = compareAnswers(request, left, right);
      if (difference !== undefined) differences.push(difference);
    } catch (error) {
      differences.push({ ...request, at: 'error', left: String(error), right: '' });
    }
  }
  return differences;
}

/** Returns a function that names conflicts alike, and events that were recorded again. */
function createRenaming(
  events: readonly StepEvent[],
  again: readonly StepEvent[] = [],
): (text: string) => string {
  const names = new Map<string, string>();
  for (const { id, type } of [...events, ...again])
    if (type === 'ConflictFlagged') names.set(id, 'conflict');
  const first = new Map(events.map(({ id, type, data }) => [JSON.stringify({ type, data }), id]));
  for (const { id, type, data } of again) {
    const name = first.get(JSON.stringify({ type, data }));
    if (name !== undefined && !names.has(id)) names.set(id, name);
  }
  return (text) =>
    text.replaceAll(/"([^"\s]+\.\d+)"/g, (all, id: string) => {
      const name = names.get(id);
      return name === undefined ? all : `"${name}"`;
    });
}
