/**
 * The settings: environment variables, read and validated once at the start, then frozen.
 * The help of the command line and docs/settings.md are generated from this list.
 */
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import {
  CollectionId,
  COUNTRY_NAME_LISTS,
  findSimilarName,
  nameInvisibles,
} from '@rapporteur/contracts';
import { findPostgresUrlError, maskAddress } from '@rapporteur/resilience';
import { z } from 'zod';
import {
  folder,
  hostNames,
  integer,
  postgresUrl,
  printable,
  serverUrl,
} from './setting-schemas.ts';

/** The context of defaults: some depend on the machine or the working directory. */
export interface SettingsContext {
  readonly cwd: string;
  readonly hostname: string;
}

/** One setting: its name, its purpose and its schema. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  readonly env: `RAPPORTEUR_${string}`;
  readonly doc: string;
  /** The default, as the help shows it. */
  readonly defaultDoc: string;
  readonly example: string;
  /** Parses the text of the variable. The input is undefined if it is not set. */
  readonly schema: S;
}

const PORT_MAX = 65_535;
const PARTITIONS_MAX = 10_000;

/** Every setting, by its name in the code. */
export const SETTINGS = {
  port: {
    env: 'RAPPORTEUR_PORT',
    doc: 'The port of the HTTP API; 0 chooses a free one.',
    defaultDoc: '8642',
    example: '8642',
    schema: integer(0, PORT_MAX).default(8642),
  },
  host: {
    env: 'RAPPORTEUR_HOST',
    doc:
      'The address to listen on. Other machines reach it only if this is not a loopback ' +
      'address.',
    defaultDoc: '127.0.0.1',
    example: '0.0.0.0',
    schema: z.string().min(1).default('127.0.0.1'),
  },
  allowedHosts: {
    env: 'RAPPORTEUR_ALLOWED_HOSTS',
    doc:
      'The names by which clients may address this server, separated by commas, such as the name ' +
      'of a proxy in front of it. IP addresses, localhost and the names in RAPPORTEUR_HOST and ' +
      'RAPPORTEUR_ADVERTISE are always valid; a request with another name is rejected (403). ' +
      'Web pages of these names may also send commands.',
    defaultDoc: 'none',
    example: 'record.example,query-service',
    schema: hostNames.default([]),
  },
  data: {
    env: 'RAPPORTEUR_DATA',
    doc: 'The folder of the embedded database, the source texts and the state.',
    defaultDoc: '.rapporteur in the working directory',
    example: '/var/lib/rapporteur',
    schema: folder.default('.rapporteur'),
  },
  state: {
    env: 'RAPPORTEUR_STATE',
    doc:
      'The folder in which the command service keeps its state between two starts: a cache of the ' +
      'log, which is read again where it does not match. Each process needs its own folder.',
    defaultDoc: 'state in the data folder',
    example: '/var/cache/rapporteur',
    schema: folder.optional(),
  },
  log: {
    env: 'RAPPORTEUR_LOG',
    doc: 'The URL of the event log.',
    defaultDoc: 'the embedded Postgres of standalone',
    example: 'postgres://rapporteur@db.example/rapporteur',
    schema: z
      .union([z.string().regex(/^kafkas?:\/\/[^/]+/), postgresUrl()], {
        error: ({ input }) =>
          (String(input).startsWith('postgres') ? findPostgresUrlError(String(input)) : null) ??
          'must be a URL that begins with postgres://, kafka:// or kafkas://',
      })
      .optional(),
  },
  partitions: {
    env: 'RAPPORTEUR_PARTITIONS',
    doc: 'The number of partitions of a new log. It cannot be changed later.',
    defaultDoc: '1 on Postgres, 12 on Kafka',
    example: '12',
    schema: integer(1, PARTITIONS_MAX).optional(),
  },
  database: {
    env: 'RAPPORTEUR_DATABASE',
    doc:
      'The URL of the Postgres database with the read models. A parameter that would not be applied ' +
      'is rejected; `sslmode` is disable, no-verify, require or verify-full.',
    defaultDoc: 'the embedded Postgres of standalone',
    example: 'postgres://rapporteur@db.example/rapporteur',
    schema: postgresUrl().optional(),
  },
  texts: {
    env: 'RAPPORTEUR_TEXTS',
    doc:
      'The folder of source texts. Texts are found by their SHA-256, not by their file name. Those ' +
      'that recorders add are kept there too.',
    defaultDoc: 'texts in the data folder',
    example: '/srv/texts',
    schema: folder.optional(),
  },
  readerTexts: {
    env: 'RAPPORTEUR_READER_TEXTS',
    doc:
      'The texts that readers of the query service may see whole: `redistributable` those of ' +
      'documents that are recorded as redistributable, `all` every text held here, `passages` ' +
      'none. Of the others, readers see the passages of recorded facts.',
    defaultDoc: 'redistributable',
    example: 'all',
    schema: z.enum(['redistributable', 'all', 'passages']).default('redistributable'),
  },
  reviews: {
    env: 'RAPPORTEUR_REVIEWS',
    doc: 'The folder of the reviews of drafts: what was accepted, edited and rejected, by text.',
    defaultDoc: 'reviews in the data folder',
    example: '/srv/reviews',
    schema: folder.optional(),
  },
  url: {
    env: 'RAPPORTEUR_URL',
    doc: 'The URL of the server, for the command line.',
    defaultDoc: 'http://127.0.0.1:8642, with the port of RAPPORTEUR_PORT',
    example: 'https://record.example',
    schema: serverUrl().optional(),
  },
  commandsUrl: {
    env: 'RAPPORTEUR_COMMANDS_URL',
    doc:
      'The URL to which the command line sends commands and source texts, if the command ' +
      'service has its own. --url overrides it. A query service on its own forwards commands and ' +
      'texts there, so that its pages can record; without it, they only read.',
    defaultDoc: 'RAPPORTEUR_URL',
    example: 'https://commands.record.example',
    schema: serverUrl().optional(),
  },
  collection: {
    env: 'RAPPORTEUR_COLLECTION',
    doc:
      'The collection that the command line uses where none is given: for submissions and ' +
      'commands that name none, streams and sources. --collection overrides it. Queries run over ' +
      'all collections.',
    defaultDoc: 'not set: a submission must name its collection',
    example: 'sco',
    schema: CollectionId.optional(),
  },
  instance: {
    env: 'RAPPORTEUR_INSTANCE',
    doc: 'The name of this instance as a writer of the log. It is recorded permanently.',
    defaultDoc: 'instance- and eight digits of the hash of the host name',
    example: 'recorder-1',
    schema: printable.optional(),
  },
  advertise: {
    env: 'RAPPORTEUR_ADVERTISE',
    doc:
      'The URL at which other instances reach this command service. They forward the commands ' +
      'for the partitions it owns. It is recorded permanently.',
    defaultDoc: 'not set: another instance that receives a command takes over the partition',
    example: 'http://10.0.0.7:8642',
    schema: serverUrl().optional(),
  },
  countryNames: {
    env: 'RAPPORTEUR_COUNTRY_NAMES',
    doc:
      'The list of country names in tables and sentences: `short` has the English names that ' +
      'people use, such as South Korea; `iso` those of ISO 3166, such as Republic of Korea.',
    defaultDoc: 'short',
    example: 'iso',
    schema: z.enum(COUNTRY_NAME_LISTS).default('short'),
  },
  logLevel: {
    env: 'RAPPORTEUR_LOG_LEVEL',
    doc: 'The lowest level of messages on the standard error output.',
    defaultDoc: 'info',
    example: 'debug',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  },
  logFormat: {
    env: 'RAPPORTEUR_LOG_FORMAT',
    doc:
      'The form of these messages: `text` has short lines for people, in which a failure that ' +
      'repeats is written once and then counted; `json` has one object for each message, with all ' +
      'its details.',
    defaultDoc: 'text on a terminal, otherwise json',
    example: 'json',
    schema: z.enum(['text', 'json']).optional(),
  },
} as const satisfies Readonly<Record<string, Setting>>;

type SettingName = keyof typeof SETTINGS;
type ParsedSettings = { readonly [N in SettingName]: z.output<(typeof SETTINGS)[N]['schema']> };

/** The parsed settings, with absolute folders and derived values. */
export type Settings = Omit<
  ParsedSettings,
  'texts' | 'reviews' | 'state' | 'url' | 'commandsUrl' | 'instance'
> & {
  readonly texts: string;
  readonly reviews: string;
  readonly state: string;
  readonly url: string;
  readonly commandsUrl: string;
  readonly instance: string;
};

/** The settings are invalid. It lists all errors, each with its remedy. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code = 'PLATFORM_SETTINGS_INVALID';
  readonly errors: readonly string[];

  constructor(errors: readonly string[]) {
    const lines = errors.map((error) => `  ${error}`).join('\n');
    super(nameInvisibles(`The settings are invalid:\n${lines}`));
    this.errors = errors;
  }
}

const PREFIX = 'RAPPORTEUR_';
const TEST_PREFIX = 'RAPPORTEUR_TEST_';
const ENTRIES = Object.entries(SETTINGS) as [SettingName, Setting][];
const KNOWN = ENTRIES.map(([, setting]) => setting.env);

function listUnknownNames(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !name.startsWith(TEST_PREFIX))
    .filter((name) => !(KNOWN as readonly string[]).includes(name))
    .map((name) => {
      const similar = findSimilarName(name, KNOWN);
      const remedy =
        similar === undefined
          ? '`rapporteur help settings` lists the settings.'
          : `Did you mean \`${similar}\`?`;
      return `Unknown setting \`${name}\`. ${remedy}`;
    });
}

function createInstanceName(host: string): string {
  // The name is recorded permanently, so it must not reveal the name of a person's machine.
  return `instance-${createHash('sha256').update(host).digest('hex').slice(0, 8)}`;
}

function parseSettings(env: NodeJS.ProcessEnv): ParsedSettings {
  const errors = listUnknownNames(env);
  const parsed: Record<string, unknown> = {};
  for (const [name, { env: variable, schema, example }] of ENTRIES) {
    // Some tools cannot unset a variable: an empty one counts as not set.
    const { data, error } = schema.safeParse(env[variable] === '' ? undefined : env[variable]);
    parsed[name] = data;
    for (const { message } of error?.issues ?? [])
      errors.push(`${variable} ${message} (e.g. ${example})`);
  }
  if (errors.length > 0) throw new SettingsError(errors);
  return parsed as ParsedSettings;
}

/** Returns the settings of the environment. Throws a SettingsError if one is unknown or invalid. */
export function readSettings(
  env: NodeJS.ProcessEnv = process.env,
  context?: Partial<SettingsContext>,
): Settings {
  const { cwd, hostname: host } = { cwd: process.cwd(), hostname: hostname(), ...context };
  const values = parseSettings(env);
  const data = resolve(cwd, values.data);
  const url = values.url ?? `http://127.0.0.1:${values.port}`;
  return Object.freeze({
    ...values,
    data,
    texts: values.texts === undefined ? resolve(data, 'texts') : resolve(cwd, values.texts),
    reviews: values.reviews === undefined ? resolve(data, 'reviews') : resolve(cwd, values.reviews),
    state: values.state === undefined ? resolve(data, 'state') : resolve(cwd, values.state),
    url,
    commandsUrl: values.commandsUrl ?? url,
    instance: values.instance ?? createInstanceName(host),
  });
}

/** Returns the settings with masked passwords, for output. */
export function redactSettings(
  settings: Settings,
): Readonly<Record<string, string | number | null>> {
  return Object.fromEntries(
    ENTRIES.map(([name, { env }]) => {
      const value = settings[name] ?? null;
      const text = typeof value === 'object' && value !== null ? value.join(',') : value;
      return [env, typeof text === 'string' ? maskAddress(text) : text];
    }),
  );
}

/** Returns the settings as a table for the terminal. */
export function settingsHelp(): string {
  const width = Math.max(...KNOWN.map((name) => name.length));
  return ENTRIES.map(
    ([, { env, doc, defaultDoc }]) =>
      `${env.padEnd(width)}  ${doc}\n${' '.repeat(width)}  Default: ${defaultDoc}.`,
  ).join('\n');
}
