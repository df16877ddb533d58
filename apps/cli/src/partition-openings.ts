import { parsePosition } from './position-argument.ts';
import type { CliSession } from './session.ts';

/** The start of one owner's term in a partition, as recorded in the log. */
export interface CliPartitionOpening {
  readonly owner: string;
  readonly term: number;
  readonly pseq: number;
}

interface RecordedOpening extends Omit<CliPartitionOpening, 'owner'> {
  readonly source: string;
  readonly data: { readonly owner: string };
}

/** Returns the openings of the position's partition, in order. */
export async function fetchPartitionOpenings(
  { queryApi }: CliSession,
  position: string,
): Promise<{ readonly partition: number; readonly openings: readonly CliPartitionOpening[] }> {
  const { partition = 0 } = parsePosition(position, 'position');
  const response = await queryApi.get(`/v1/log/${partition}`, 'application/x-ndjson');

  const openings: CliPartitionOpening[] = [];
  for await (const line of queryApi.readLines(response)) {
    const event = JSON.parse(Buffer.from(line).toString()) as RecordedOpening;
    if (event.source === '/log')
      openings.push({ owner: event.data.owner, term: event.term, pseq: event.pseq });
  }
  return { partition, openings };
}

/** Returns the last opening at or before a position: its owner wrote the event there. */
export function findPartitionOpening(
  openings: readonly CliPartitionOpening[],
  position: string,
): CliPartitionOpening {
  const { pseq } = parsePosition(position, 'position');
  const opening = openings.findLast((one) => one.pseq <= pseq);
  if (opening === undefined) throw new TypeError('The partition has no opening event.');
  return opening;
}
