import { cp, open, readdir, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandServiceProcess } from '../command-service-process.ts';
import type { FaultFixture } from '../fault-fixture.ts';
import type { FaultScenario } from '../fault-scenario.ts';

/** The number of kills, each followed by a damage: a tenth of `FAULTS`. */
const DAMAGE_COUNT = Math.ceil(Number(process.env['FAULTS'] ?? 30) / 10) * 2;
const COMMANDS_BETWEEN_KILLS = 12;
const RANDOM_DELAY_MS_MAX = 300;

/** Damages the files of a state store while its process does not run. */
type Damage = (folder: string, fixture: FaultFixture) => Promise<void>;

const DATABASE_FILE = 'state.sqlite';
const COPY = '.early';

/** Returns the folders of the partitions, or none if the instance stored nothing yet. */
async function listStores(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /^[0-9]+$/.test(name)).map((name) => join(folder, name));
}

async function forEachFile(folder: string, change: (file: string) => Promise<void>): Promise<void> {
  for (const store of await listStores(folder)) {
    for (const name of await readdir(store))
      if (name.startsWith(DATABASE_FILE)) await change(join(store, name));
  }
}

const DAMAGES: Readonly<Record<string, Damage>> = {
  'left as it was': async () => undefined,
  removed: async (folder) => rm(folder, { recursive: true, force: true }),
  'overwritten at a random place': (folder, { random }) =>
    forEachFile(folder, async (file) => {
      const { size } = await stat(file);
      if (size === 0) return;
      const opened = await open(file, 'r+');
      await opened.write(Buffer.alloc(64, 0x5a), 0, 64, random.integerBelow(size));
      await opened.close();
    }),
  'cut in half': (folder) =>
    forEachFile(folder, async (file) => truncate(file, Math.floor((await stat(file)).size / 2))),
  'without its newest changes': (folder) =>
    forEachFile(folder, async (file) => {
      if (file.endsWith('-wal')) await rm(file);
    }),
  'in the place of another partition': async (folder) => {
    const [one, other] = await listStores(folder);
    if (one === undefined || other === undefined) return;
    await rename(one, `${one}.moved`);
    await rename(other, one);
    await rename(`${one}.moved`, other);
  },
  'replaced by an earlier copy': async (folder) => {
    const early = folder + COPY;
    if ((await listStores(early)).length === 0) return;
    await rm(folder, { recursive: true, force: true });
    await cp(early, folder, { recursive: true });
  },
};

/** Kills instances, and changes the stored state of each before it starts again. */
export const damagedStateStore: FaultScenario = {
  name: 'a state store is damaged, swapped or old',
  fixture: { instances: 2, partitions: 2 },
  async run(fixture) {
    const { load, random } = fixture;
    const damages = Object.entries(DAMAGES);
    for (let n = 0; n < DAMAGE_COUNT + damages.length; n += 1) {
      await load.waitForRecorded(COMMANDS_BETWEEN_KILLS);
      await sleep(random.integerBelow(RANDOM_DELAY_MS_MAX));
      const instance = fixture.findOwner(random.integerBelow(fixture.log.partitions));
      await endProcess(instance, fixture);
      const [, damage] = damages[n] ?? random.pick(damages) ?? [];
      await damage?.(instance.stateFolder, fixture);
      // A copy of a store is taken while no process uses it.
      if (n === 0) await cp(instance.stateFolder, instance.stateFolder + COPY, { recursive: true });
      await instance.start();
    }
    await load.waitForRecorded(COMMANDS_BETWEEN_KILLS);
  },
};

async function endProcess(
  instance: CommandServiceProcess,
  { random }: FaultFixture,
): Promise<void> {
  if (random.percentChance(50)) await instance.kill();
  else await instance.shutDown();
  instance.faultInjector.clearPending();
}
