import type { DataSource } from 'typeorm';
import {
  type PositionWaitRequest,
  type PositionWaitResult,
  PositionWatch,
} from './position-watch.ts';
import type { Projection } from './projection.ts';

/** Returns the position of the serving generation in a partition, inclusive; -1 before event 0. */
export async function readServingPosition(
  dataSource: DataSource,
  projection: Pick<Projection, 'name'>,
  partition: number,
): Promise<number> {
  return new PositionWatch(dataSource).readPosition([projection], partition);
}

/**
 * Waits for one position. A service shares one {@link PositionWatch} among its requests instead.
 */
export async function waitForPosition(
  dataSource: DataSource,
  projection: Pick<Projection, 'name'>,
  request: Omit<PositionWaitRequest, 'projections'>,
): Promise<PositionWaitResult> {
  return new PositionWatch(dataSource).wait({ ...request, projections: [projection] });
}
