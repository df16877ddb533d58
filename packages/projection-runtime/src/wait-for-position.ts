import type { DataSource } from 'typeorm';
import {
  PositionWatch,
  type PositionWaitRequest,
  type PositionWaitResult,
} from './position-watch.ts';
import type { Projection } from './projection.ts';

/** Where the generation that serves stands in a partition, inclusive; -1 before the first event. */
export async function readServingPosition(
  dataSource: DataSource,
  projection: Pick<Projection, 'name'>,
  partition: number,
): Promise<number> {
  return new PositionWatch(dataSource).readPosition([projection], partition);
}

/** Waits by itself, for whoever waits once; a service has one {@link PositionWatch} for all who ask it. */
export async function waitForPosition(
  dataSource: DataSource,
  projection: Pick<Projection, 'name'>,
  wanted: Omit<PositionWaitRequest, 'projections'>,
): Promise<PositionWaitResult> {
  return new PositionWatch(dataSource).wait({ ...wanted, projections: [projection] });
}
