import { CATALOGUE } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach } from 'vitest';
import { listGenerations } from '../generations.ts';
import { migrate } from '../migrate.ts';
import { catchUp } from '../partition-projector.ts';
import { Projector, type ProjectorOptions } from '../projector.ts';
import type { RebuildOptions } from '../rebuild.ts';
import { waitForPosition } from '../wait-for-position.ts';
import { meetingHeld, recordCorrected, SampleLog } from './sample-log.ts';
import { SAMPLE_PROJECTION } from './sample-projection.ts';

const WAIT_MS = 20_000;

/** A database and a log with three facts, new for each test. */
export class RebuildFixture {
  readonly dataSource: DataSource;
  readonly sample = new SampleLog();
  readonly #projectors: Projector[] = [];

  constructor(dataSource: DataSource) {
    this.dataSource = dataSource;
  }

  async recordFacts(): Promise<void> {
    await this.sample.record('a', [meetingHeld('m', 'hall', ['Osh']), meetingHeld('n', 'office')]);
    await this.sample.record('b', [recordCorrected('a.1', meetingHeld('m', 'garden', ['Almaty']))]);
  }

  /** A function property, so that tests can destructure it. */
  readonly options = (overrides: Partial<RebuildOptions> = {}): RebuildOptions => ({
    dataSource: this.dataSource,
    catalogue: CATALOGUE,
    log: this.sample.log,
    projection: SAMPLE_PROJECTION,
    owner: 'rebuild',
    signal: new AbortController().signal,
    ...overrides,
  });

  async startProjector(overrides: Partial<ProjectorOptions> = {}): Promise<Projector> {
    const { dataSource, catalogue, log, projection } = this.options();
    const projector = new Projector({
      dataSource,
      catalogue,
      log,
      projection,
      owner: 'one',
      ...overrides,
    });
    this.#projectors.push(projector);
    await projector.start();
    return projector;
  }

  /** Creates the serving generation and applies the log, without a projector. */
  async catchUpServing(overrides: Partial<RebuildOptions> = {}): Promise<void> {
    await migrate(this.dataSource, [SAMPLE_PROJECTION]);
    await catchUp(this.options(overrides), 0);
  }

  /** Returns whether the serving generation reaches a position in time. */
  async reaches(pseq: number): Promise<boolean> {
    const request = { partition: 0, pseq, timeoutMs: WAIT_MS };
    return (await waitForPosition(this.dataSource, SAMPLE_PROJECTION, request)).reached;
  }

  async listStates(): Promise<readonly string[]> {
    const generations = await listGenerations(this.dataSource.manager, SAMPLE_PROJECTION);
    return generations.map(({ schema, state }) => `${schema} ${state}`);
  }

  /** Returns the current venues through the views, as a query does. */
  async listVenues(): Promise<readonly string[]> {
    const rows: { venue: string }[] = await this.dataSource.query(
      `SELECT details->>'venue' AS venue FROM sample.meetings
        WHERE recorded_to IS NULL ORDER BY 1`,
    );
    return rows.map(({ venue }) => venue);
  }

  async close(): Promise<void> {
    for (const projector of this.#projectors) await projector.stop();
    await this.dataSource.destroy();
  }
}

/** Opens a fixture before each test of the file. Returns a function for the current one. */
export function useRebuildFixture(): () => RebuildFixture {
  const postgres = usePostgres();
  let fixture: RebuildFixture | undefined;

  beforeEach(async () => {
    const dataSource = new DataSource({
      type: 'postgres',
      url: await postgres.createDatabase(),
      poolErrorHandler: () => undefined,
    });
    fixture = new RebuildFixture(await dataSource.initialize());
    await fixture.recordFacts();
  });
  afterEach(() => fixture?.close());

  return () => {
    if (fixture === undefined) throw new Error('The fixture is open within a test only.');
    return fixture;
  };
}
