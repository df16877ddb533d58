import type { DataSource } from 'typeorm';
import { PositionWatch, type WaitFor, type Waited } from './position-watch.ts';
import type { Projection } from './projection.ts';

/** Where the generation that serves stands in a partition, inclusive; -1 before the first event. */
export async function currentPosition(
  dataSource: DataSource,
  projection: Pick<Projection, 'name'>,
  partition: number,
): Promise<number> {
  return new PositionWatch(dataSource).current([projection], partition);
}

/** Waits by itself, for whoever waits once; a service has one {@link PositionWatch} for all who ask it. */
export async function waitForPosition(
  dataSource: DataSource,
  projection: Pick<Projection, 'name'>,
  wanted: Omit<WaitFor, 'projections'>,
): Promise<Waited> {
  return new PositionWatch(dataSource).wait({ ...wanted, projections: [projection] });
}
