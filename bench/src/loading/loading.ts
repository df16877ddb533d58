import type { Projection } from '@rapporteur/projection-runtime';
import { DECISIONS, PARTICIPATION, TIMELINE } from '@rapporteur/read-models';
import { median, formatRatios } from '../statistics.ts';
import { formatTable } from '../table.ts';
import { EmmettProjector, PULL_OPTIONS } from './emmett-projector.ts';
import { type LoadMeasurement, LoadingFixture } from './loading-fixture.ts';
import { createSampleEvents } from './sample-log.ts';

const READ_MODELS: readonly Projection[] = [TIMELINE, PARTICIPATION, DECISIONS];
/** Emmett takes no more of a longer sample: it would take minutes, and what is compared is the cost of an event. */
const EMMETT_EVENTS_MAX = 5_000;

/** What is loaded, and how often. */
export interface LoadingOptions {
  readonly events: number;
  readonly rounds: number;
  /** The names of the read models. */
  readonly readModels: readonly string[];
}

/** What an event cost in one round, in microseconds. */
interface LoadingRound {
  readonly rapporteur: number;
  /** Of these, processor time of this process. */
  readonly cpu: number;
  readonly floor: number;
  readonly emmett: number;
  readonly unpaced: number;
}

/** Loads read models as a rebuild does, beside COPY of the same rows and Emmett's SQL projector, in turns. */
export async function measureLoading(
  url: string,
  { events, rounds, readModels: of }: LoadingOptions,
  write: (text: string) => void,
): Promise<void> {
  await using bench = await LoadingFixture.open(url);
  const peer = await EmmettProjector.create(
    url,
    await createSampleEvents(Math.min(events, EMMETT_EVENTS_MAX)),
  );
  for (const projection of chosen(of)) {
    const measured: LoadingRound[] = [];
    for (let round = 0; round <= rounds; round++) {
      const { rapporteur: ours, floorMs } = await bench.measureLoad(projection, events);
      measured.push({
        rapporteur: (ours.ms * 1000) / events,
        cpu: (ours.cpuMs * 1000) / events,
        floor: (floorMs * 1000) / events,
        emmett: await peer.measureUsPerEvent(bench.dataSource, projection, PULL_OPTIONS.standard),
        unpaced: await peer.measureUsPerEvent(bench.dataSource, projection, PULL_OPTIONS.unpaced),
      });
    }
    // The first round warms up.
    write(
      `${compared(`${projection.name}, ${events.toLocaleString('en')} events`, measured.slice(1))}\n\n`,
    );
  }
}

function compared(title: string, measured: readonly LoadingRound[]): string {
  const all = (what: keyof LoadingRound): readonly number[] => measured.map((round) => round[what]);
  const row = (name: string, what: keyof LoadingRound): readonly string[] => {
    const us = median(all(what));
    const quicker = (than: keyof LoadingRound): string => formatRatios(all(than), all(what));
    const pace = [Math.round(1e6 / us).toLocaleString('en'), us.toFixed(1)];
    return [name, ...pace, quicker('floor'), quicker('emmett'), quicker('unpaced')];
  };
  return formatTable([
    [title, 'events per second', 'us each', 'x COPY', 'x Emmett', 'x Emmett, unpaced'],
    row('Emmett', 'emmett'),
    row('Emmett, unpaced', 'unpaced'),
    row('COPY of the same rows', 'floor'),
    row('Rapporteur', 'rapporteur'),
    row('  of which processor time here', 'cpu'),
  ]);
}

/** Loads read models of a hundredth and a tenth of the events, and of all: does the cost of one grow? */
export async function measureLoadingGrowth(
  url: string,
  { events, rounds, readModels: of }: LoadingOptions,
  write: (text: string) => void,
): Promise<void> {
  await using bench = await LoadingFixture.open(url);
  const sizes = [events / 100, events / 10, events].map(Math.round);
  for (const projection of chosen(of)) {
    // Warms up.
    await bench.measureLoad(projection, sizes[0] ?? events);
    const measured = new Map(sizes.map((size) => [size, [] as LoadMeasurement[]]));
    for (let round = 0; round < rounds; round++) {
      for (const [size, pairs] of measured) pairs.push(await bench.measureLoad(projection, size));
    }
    write(`${grown(projection.name, measured)}\n\n`);
  }
}

function grown(title: string, measured: ReadonlyMap<number, readonly LoadMeasurement[]>): string {
  const costs = (
    what: (pair: LoadMeasurement) => number,
    [size, pairs]: readonly [number, readonly LoadMeasurement[]],
  ): readonly number[] => pairs.map((pair) => (what(pair) * 1000) / size);
  const entries = [...measured];
  const [least] = entries;
  const rows = entries.map((entry) => {
    const figures = (what: (pair: LoadMeasurement) => number): readonly string[] => {
      const us = costs(what, entry);
      return [
        median(us).toFixed(1),
        least === undefined ? '' : formatRatios(us, costs(what, least)),
      ];
    };
    const [ours, floor] = [
      figures(({ rapporteur: { ms } }) => ms),
      figures(({ floorMs }) => floorMs),
    ];
    const share = formatRatios(
      costs(({ floorMs }) => floorMs, entry),
      costs(({ rapporteur: { ms } }) => ms, entry),
    );
    return [entry[0].toLocaleString('en'), ...ours, ...floor, share];
  });
  const head = [
    'us an event',
    'x the least',
    'COPY: us an event',
    'x the least',
    'of the speed of COPY',
  ];
  return formatTable([[`${title}: events`, ...head], ...rows]);
}

function chosen(of: readonly string[]): readonly Projection[] {
  return of.map((name) => {
    const found = READ_MODELS.find((projection) => projection.name === name);
    if (found === undefined) throw new Error(`There is no read model ${name}.`);
    return found;
  });
}
