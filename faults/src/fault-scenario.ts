import type { FaultFixture, FaultFixtureOptions } from './fault-fixture.ts';

/** A fault that the record must survive. */
export interface FaultScenario {
  /** The fault as a sentence: `a writer is killed at any point`. */
  readonly name: string;
  /** Options of the fixture; default: two instances that can reach each other, on one broker. */
  readonly fixture?: Pick<FaultFixtureOptions, 'instances' | 'partitions' | 'discovery'> & {
    /**
     * The number of brokers of the fault's own cluster; default: one broker that all faults share.
     */
    readonly nodes?: 1 | 3;
    /** Whether the fault has its own Postgres, which it can restart. */
    readonly ownPostgres?: true;
  };
  /**
   * Causes the fault under load, and waits until commands are recorded again. The suite checks the
   * record afterwards.
   */
  run(fixture: FaultFixture): Promise<void>;
}
