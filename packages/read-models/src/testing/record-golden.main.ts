/**
 * Appends missing events to the golden log and writes the state of the read models. Run `pnpm
 * golden DATABASE_URL` in this package after raising the version of a projection or adding an
 * event. The database must be empty.
 */
import { appendFile, writeFile } from 'node:fs/promises';
import { CATALOGUE } from '@rapporteur/contracts';
import { catchUp, migrate } from '@rapporteur/projection-runtime';
import { DataSource } from 'typeorm';
import { DECISIONS } from '../decisions/projection.ts';
import {
  GOLDEN_LOG,
  GOLDEN_STATE,
  readGoldenEvents,
  createGoldenLog,
  readGoldenState,
  createMissingEvents,
  createOpeningEvent,
} from './golden-record.ts';
import { PARTICIPATION } from '../participation/projection.ts';
import { TIMELINE } from '../timeline/projection.ts';

const line = (bytes: Uint8Array): string => `${new TextDecoder().decode(bytes)}\n`;

if ((await readGoldenEvents()).length === 0)
  await appendFile(GOLDEN_LOG, line(await createOpeningEvent()));
for (const bytes of createMissingEvents(await readGoldenEvents()))
  await appendFile(GOLDEN_LOG, line(bytes));
const dataSource = await new DataSource({
  type: 'postgres',
  url: process.argv[2] ?? '',
}).initialize();
const log = await createGoldenLog();
const states = [];
for (const projection of [TIMELINE, PARTICIPATION, DECISIONS]) {
  await migrate(dataSource, [projection]);
  await catchUp({ projection, dataSource, catalogue: CATALOGUE, log }, 0);
  states.push(await readGoldenState(dataSource, projection));
}
await writeFile(GOLDEN_STATE, `${JSON.stringify(states, null, 2)}\n`);
await dataSource.destroy();
