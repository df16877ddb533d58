import type { Projection } from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { formatRatios, median } from '../statistics.ts';
import { formatTable } from '../table.ts';
import { EmmettProjector, PULL_OPTIONS } from './emmett-projector.ts';
import { LoadingFixture, type LoadMeasurement } from './loading-fixture.ts';
import { createSampleEvents } from './sample-log.ts';

/**
 * The limit for Emmett. More events would take minutes, and only the cost of one event is compared.
 */
const EMMETT_EVENTS_MAX = 5_000;

/** Options of {@link measureLoading}. */
export interface LoadingOptions {
  readonly events: number;
  readonly rounds: number;
  /** The names of the read models. */
  readonly readModels: readonly string[];
}

/** The cost of an event in one round, in microseconds. */
interface LoadingRound {
  readonly rapporteur: number;
  /** The part of it that is processor time of this process. */
  readonly cpu: number;
  readonly copy: number;
  readonly emmett: number;
  readonly unpaced: number;
}

/** Loads read models as a rebuild does, beside COPY of the same rows and Emmett's SQL projector. */
export async function measureLoading(
  url: string,
  { events, rounds, readModels }: LoadingOptions,
  write: (text: string) => void,
): Promise<void> {
  await using fixture = await LoadingFixture.open(url);
  const { dataSource } = fixture;
  const emmettEvents = await createSampleEvents(Math.min(events, EMMETT_EVENTS_MAX));
  const emmett = await EmmettProjector.create(url, emmettEvents);

  for (const projection of findReadModels(readModels)) {
    const measured: LoadingRound[] = [];
    for (let round = 0; round <= rounds; round++) {
      const { rapporteur, copyMs } = await fixture.measureLoad(projection, events);
      measured.push({
        rapporteur: (rapporteur.ms * 1000) / events,
        cpu: (rapporteur.cpuMs * 1000) / events,
        copy: (copyMs * 1000) / events,
        emmett: await emmett.measureUsPerEvent(dataSource, projection, PULL_OPTIONS.standard),
        unpaced: await emmett.measureUsPerEvent(dataSource, projection, PULL_OPTIONS.unpaced),
      });
    }

    const title = `${projection.name}, ${events.toLocaleString('en')} events`;
    // The first round is the warm-up.
    write(`${formatComparison(title, measured.slice(1))}\n\n`);
  }
}

function formatComparison(title: string, measured: readonly LoadingRound[]): string {
  const getAll = (key: keyof LoadingRound): readonly number[] =>
    measured.map((round) => round[key]);
  const formatRow = (name: string, key: keyof LoadingRound): readonly string[] => {
    const us = median(getAll(key));
    const speedups = (['copy', 'emmett', 'unpaced'] as const).map((baseline) =>
      formatRatios(getAll(baseline), getAll(key)),
    );
    return [name, Math.round(1e6 / us).toLocaleString('en'), us.toFixed(1), ...speedups];
  };

  return formatTable([
    [title, 'events per second', 'us each', 'x COPY', 'x Emmett', 'x Emmett, unpaced'],
    formatRow('Emmett', 'emmett'),
    formatRow('Emmett, unpaced', 'unpaced'),
    formatRow('COPY of the same rows', 'copy'),
    formatRow('Rapporteur', 'rapporteur'),
    formatRow('  of which processor time here', 'cpu'),
  ]);
}

/**
 * Loads read models of a hundredth, a tenth and all of the events, and writes the cost of an event.
 */
export async function measureLoadingGrowth(
  url: string,
  { events, rounds, readModels }: LoadingOptions,
  write: (text: string) => void,
): Promise<void> {
  await using fixture = await LoadingFixture.open(url);
  const sizes = [events / 100, events / 10, events].map(Math.round);

  for (const projection of findReadModels(readModels)) {
    // The warm-up.
    await fixture.measureLoad(projection, sizes[0] ?? events);

    const measured = new Map(sizes.map((size) => [size, [] as LoadMeasurement[]]));
    for (let round = 0; round < rounds; round++) {
      for (const [size, loads] of measured) loads.push(await fixture.measureLoad(projection, size));
    }
    write(`${formatGrowth(projection.name, measured)}\n\n`);
  }
}

const getRapporteurMs = ({ rapporteur }: LoadMeasurement): number => rapporteur.ms;
const getCopyMs = ({ copyMs }: LoadMeasurement): number => copyMs;

function formatGrowth(
  title: string,
  measured: ReadonlyMap<number, readonly LoadMeasurement[]>,
): string {
  const computeCosts = (
    getMs: (load: LoadMeasurement) => number,
    [size, loads]: readonly [number, readonly LoadMeasurement[]],
  ): readonly number[] => loads.map((load) => (getMs(load) * 1000) / size);

  const entries = [...measured];
  const [smallest] = entries;
  const rows = entries.map((entry) => {
    const formatCosts = (getMs: (load: LoadMeasurement) => number): readonly string[] => {
      const us = computeCosts(getMs, entry);
      const ratio = smallest === undefined ? '' : formatRatios(us, computeCosts(getMs, smallest));
      return [median(us).toFixed(1), ratio];
    };
    return [
      entry[0].toLocaleString('en'),
      ...formatCosts(getRapporteurMs),
      ...formatCosts(getCopyMs),
      formatRatios(computeCosts(getCopyMs, entry), computeCosts(getRapporteurMs, entry)),
    ];
  });

  const head = [
    `${title}: events`,
    'us per event',
    'x the smallest',
    'COPY: us per event',
    'x the smallest',
    'of the speed of COPY',
  ];
  return formatTable([head, ...rows]);
}

function findReadModels(names: readonly string[]): readonly Projection[] {
  return names.map((name) => {
    const found = READ_MODELS.find((projection) => projection.name === name);
    if (found !== undefined) return found;
    const known = READ_MODELS.map((projection) => projection.name).join(', ');
    throw new Error(`Unknown read model \`${name}\`. The read models are ${known}.`);
  });
}
