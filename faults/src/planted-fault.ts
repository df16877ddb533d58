import type { FaultFixture, FaultFixtureOptions } from './fault-fixture.ts';

/** Something that goes wrong, and that the record must survive. */
export interface PlantedFault {
  /** What goes wrong: `a writer is killed at any point`. */
  readonly name: string;
  /** What it strikes at, where it differs from two instances that find each other on one broker. */
  readonly fixture?: Pick<FaultFixtureOptions, 'instances' | 'partitions' | 'discovery'> & {
    /** Brokers of its own, so many; default: one that all share. */
    readonly nodes?: 1 | 3;
    /** A Postgres of its own, which can be restarted. */
    readonly ownPostgres?: true;
  };
  /** Does it, under load, and waits until the load goes on. What must hold afterwards is judged by the suite. */
  run(stage: FaultFixture): Promise<void>;
}
