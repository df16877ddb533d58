import { tmpdir } from 'node:os';
import { CommandRuntime } from '@rapporteur/command-runtime';
import { CATALOGUE, type Envelope } from '@rapporteur/contracts';
import { InMemoryLog, InMemoryStore } from '@rapporteur/event-log';
import {
  createHttpApp,
  createLogger,
  readSettings,
  type RunningService,
  serve,
} from '@rapporteur/platform';
import { catchUp, migrate, openReadModels } from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { ResponseChecker } from '@rapporteur/testing';
import type { DataSource } from 'typeorm';
import { QueryServiceAppModule } from '../../app.module.ts';
import type { RecordStep, StepEvent } from './record-steps.ts';

const CLOCK_START = Date.parse('2040-01-01T00:00:00.000Z');
const HOUR_MS = 3_600_000;
/** Collections of one query are in several partitions. */
const PARTITIONS = 2;

/** The recording time. Commands are one hour apart. */
interface RecordClock {
  time: number;
}

interface ReplicaParts {
  readonly log: InMemoryLog;
  readonly runtime: CommandRuntime;
  readonly clock: RecordClock;
  readonly database: DataSource;
  readonly service: RunningService;
  readonly checker: ResponseChecker;
}

/** A record of its own, with its read models and its query service, for many collections. */
export class RecordReplica {
  readonly #log: InMemoryLog;
  readonly #runtime: CommandRuntime;
  readonly #database: DataSource;
  readonly #service: RunningService;
  readonly #clock: RecordClock;
  readonly #checker: ResponseChecker;

  private constructor(parts: ReplicaParts) {
    this.#log = parts.log;
    this.#runtime = parts.runtime;
    this.#clock = parts.clock;
    this.#database = parts.database;
    this.#service = parts.service;
    this.#checker = parts.checker;
  }

  static async start(databaseUrl: string): Promise<RecordReplica> {
    const recordClock = { time: CLOCK_START };
    const clock = (): Date => new Date(recordClock.time);
    const store = new InMemoryStore({ clock, nonce: () => 'nonce', partitions: PARTITIONS });
    const log = new InMemoryLog(store);
    const runtime = new CommandRuntime({ log, owner: { instance: 'replica' }, clock });
    const database = await openReadModels(databaseUrl, { projections: READ_MODELS });
    await migrate(database, READ_MODELS);
    const settings = readSettings({
      RAPPORTEUR_PORT: '0',
      RAPPORTEUR_LOG_LEVEL: 'error',
      RAPPORTEUR_TEXTS: tmpdir(),
    });
    const module = QueryServiceAppModule.forRoot({
      settings,
      eventLog: log,
      dataSource: database,
      logger: createLogger(settings),
    });
    const app = await createHttpApp(module, settings, createLogger(settings));
    const service = await serve(app, settings);
    const checker = await ResponseChecker.load(service.url);
    return new RecordReplica({ log, runtime, clock: recordClock, database, service, checker });
  }

  /** Opens a collection, takes the steps, and projects them. Returns all its events. */
  async record(collection: string, steps: readonly RecordStep[]): Promise<readonly StepEvent[]> {
    const rootBody = { body: 'orchard-league', name: 'Orchard League', kind: 'organization' };
    const opened = await this.#submit('OpenCollection', {
      collection,
      title: 'Orchards',
      rootBody,
    });
    return [...opened, ...(await this.continue(collection, steps))];
  }

  /** Takes further steps in a collection, and projects them. Returns their events. */
  async continue(collection: string, steps: readonly RecordStep[]): Promise<readonly StepEvent[]> {
    const all: StepEvent[] = [];
    const byStep = new Map<string, readonly StepEvent[]>();
    for (const { name, command } of steps) {
      const { name: type, body } = command(collection, (step) => byStep.get(step) ?? []);
      const events = await this.#submit(type, body);
      byStep.set(name, events);
      all.push(...events);
    }
    for (const projection of READ_MODELS) {
      const source = { projection, dataSource: this.#database, catalogue: CATALOGUE };
      for (let partition = 0; partition < PARTITIONS; partition += 1)
        await catchUp({ ...source, log: this.#log }, partition);
    }
    return all;
  }

  async #submit(name: string, body: unknown): Promise<StepEvent[]> {
    this.#clock.time += HOUR_MS;
    const outcome = await this.#runtime.submit({ name, body, actor: 'recorder' });
    if (outcome.kind === 'unchanged') return [];
    if (outcome.kind === 'recorded') return outcome.events.map(toStepEvent);
    throw new Error(
      `${name} was not recorded: ${JSON.stringify(outcome)}\n${JSON.stringify(body)}`,
    );
  }

  /** Sends a request. Rejects if the response differs from the OpenAPI document. */
  async get(path: string): Promise<{ readonly status: number; readonly text: string }> {
    const response = await this.#checker.fetch(`${this.#service.url}${path}`);
    return { status: response.status, text: await response.text() };
  }

  async stop(): Promise<void> {
    await this.#service[Symbol.asyncDispose]();
    await this.#runtime.close();
    await this.#database.destroy();
  }
}

function toStepEvent(envelope: Envelope): StepEvent {
  const { type, data } = CATALOGUE.decode(envelope);
  return { id: envelope.id, type, data };
}
