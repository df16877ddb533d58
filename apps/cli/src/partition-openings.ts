import { z } from 'zod';
import { parsePosition } from './position-argument.ts';
import type { CliSession } from './session.ts';

/** The start of one owner's term in a partition, as recorded in the log. */
export interface CliPartitionOpening {
  readonly owner: string;
  readonly term: number;
  readonly pseq: number;
}

const LoggedOpening = z.looseObject({
  source: z.literal('/log'),
  term: z.int(),
  pseq: z.int(),
  data: z.looseObject({ owner: z.string() }),
});
const OtherEvent = z.looseObject({ source: z.templateLiteral(['/collections/', z.string()]) });
const AnyEvent = z.union([LoggedOpening, OtherEvent]);

/** Returns the openings of the position's partition, in order. */
export async function fetchPartitionOpenings(
  { queryApi }: CliSession,
  position: string,
): Promise<{ readonly partition: number; readonly openings: readonly CliPartitionOpening[] }> {
  const { partition = 0 } = parsePosition(position, 'position');
  const response = await queryApi.get(`/v1/log/${partition}`, 'application/x-ndjson');

  const openings: CliPartitionOpening[] = [];
  for await (const { value } of queryApi.readJsonLines(response, AnyEvent)) {
    const opening = LoggedOpening.safeParse(value).data;
    if (opening !== undefined)
      openings.push({ owner: opening.data.owner, term: opening.term, pseq: opening.pseq });
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
