/**
 * The settings: environment variables, read once at the start, frozen, and checked.
 * The help of the command line and docs/settings.md are made from this list.
 */
import { findSimilarName } from '@rapporteur/contracts';
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';

/** Where a setting's own default depends on the machine, or the folder it is started in. */
export interface SettingsContext {
  readonly cwd: string;
  readonly hostname: string;
}

/** One setting: what it is called, what it is for, what it may hold. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  readonly env: `RAPPORTEUR_${string}`;
  readonly doc: string;
  /** The value when it is not set, in words for the help. */
  readonly defaultDoc: string;
  readonly example: string;
  /** The text of the variable → its value; undefined where it is not set. */
  readonly schema: S;
}

const PORT_MAX = 65_535;
const PARTITIONS_MAX = 10_000;

function urlOf(protocols: readonly string[]) {
  return z.url().refine((url) => protocols.includes(new URL(url).protocol), {
    error: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });
}

function integer(min: number, max: number) {
  return z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`);
}

const POSTGRES = ['postgres:', 'postgresql:'];
const printable = z
  .string()
  .regex(/^[\x21-\x7e]{1,100}$/, 'must be 1 to 100 printable characters without spaces');

/** Every setting, by the name the code knows it by. */
export const SETTINGS = {
  port: {
    env: 'RAPPORTEUR_PORT',
    doc: 'The port the HTTP API is served on; 0 takes a free one.',
    defaultDoc: '8642',
    example: '8642',
    schema: integer(0, PORT_MAX).default(8642),
  },
  host: {
    env: 'RAPPORTEUR_HOST',
    doc: 'The address to listen on. Other machines reach it only if this is not a loopback address.',
    defaultDoc: '127.0.0.1',
    example: '0.0.0.0',
    schema: z.string().min(1).default('127.0.0.1'),
  },
  data: {
    env: 'RAPPORTEUR_DATA',
    doc: 'The folder that keeps the embedded database and the source texts.',
    defaultDoc: '.rapporteur in the folder it is started in',
    example: '/var/lib/rapporteur',
    schema: z.string().min(1).default('.rapporteur'),
  },
  log: {
    env: 'RAPPORTEUR_LOG',
    doc: 'The log of record, as a URL.',
    defaultDoc: 'the embedded Postgres of standalone',
    example: 'postgres://rapporteur@db.example/rapporteur',
    schema: z
      .union(
        [z.string().regex(/^kafkas?:\/\/[^/]+/), urlOf(POSTGRES)],
        'must be a URL that begins with postgres://, kafka:// or kafkas://',
      )
      .optional(),
  },
  partitions: {
    env: 'RAPPORTEUR_PARTITIONS',
    doc: 'How many partitions a new log is made with. It never changes afterwards.',
    defaultDoc: '1 on Postgres, 12 on Kafka',
    example: '12',
    schema: integer(1, PARTITIONS_MAX).optional(),
  },
  database: {
    env: 'RAPPORTEUR_DATABASE',
    doc: 'The Postgres that holds the read models, as a URL.',
    defaultDoc: 'the embedded Postgres of standalone',
    example: 'postgres://rapporteur@db.example/rapporteur',
    schema: urlOf(POSTGRES).optional(),
  },
  texts: {
    env: 'RAPPORTEUR_TEXTS',
    doc: 'The folder of source texts, found by their SHA-256 whatever the files are called.',
    defaultDoc: 'texts in the data folder',
    example: '/srv/texts',
    schema: z.string().min(1).optional(),
  },
  url: {
    env: 'RAPPORTEUR_URL',
    doc: 'Where the command line finds the server.',
    defaultDoc: 'http://127.0.0.1:8642, with the port of RAPPORTEUR_PORT',
    example: 'https://record.example',
    schema: urlOf(['http:', 'https:']).optional(),
  },
  commandsUrl: {
    env: 'RAPPORTEUR_COMMANDS_URL',
    doc: 'Where the command line sends commands and source texts, where a command service answers at an address of its own. --url goes before it.',
    defaultDoc: 'RAPPORTEUR_URL',
    example: 'https://desk.record.example',
    schema: urlOf(['http:', 'https:']).optional(),
  },
  instance: {
    env: 'RAPPORTEUR_INSTANCE',
    doc: 'The name of this instance as a writer of the log. It stands in the record for ever.',
    defaultDoc: 'instance- and eight digits made from the host name',
    example: 'desk-1',
    schema: printable.optional(),
  },
  advertise: {
    env: 'RAPPORTEUR_ADVERTISE',
    doc: 'Where other instances reach this command service: they pass on what belongs to the partitions it writes. It stands in the record for ever.',
    defaultDoc: 'not told: another instance that gets a command takes the partition over',
    example: 'http://10.0.0.7:8642',
    schema: urlOf(['http:', 'https:']).optional(),
  },
  logLevel: {
    env: 'RAPPORTEUR_LOG_LEVEL',
    doc: 'How much is written to the standard error output.',
    defaultDoc: 'info',
    example: 'debug',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  },
} as const satisfies Readonly<Record<string, Setting>>;

type SettingName = keyof typeof SETTINGS;
type ParsedSettings = { readonly [N in SettingName]: z.output<(typeof SETTINGS)[N]['schema']> };

/** The settings as read: folders are absolute, and what can be derived is. */
export type Settings = Omit<ParsedSettings, 'texts' | 'url' | 'commandsUrl' | 'instance'> & {
  readonly texts: string;
  readonly url: string;
  readonly commandsUrl: string;
  readonly instance: string;
};

/** The settings are wrong: every fault of them at once, each with its remedy. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code = 'PLATFORM_SETTINGS_INVALID';
  readonly errors: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The settings are wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.errors = faults;
  }
}

const PREFIX = 'RAPPORTEUR_';
/** Read by the tests alone. */
const TEST_PREFIX = 'RAPPORTEUR_TEST_';
const ENTRIES = Object.entries(SETTINGS) as [SettingName, Setting][];
const KNOWN = ENTRIES.map(([, setting]) => setting.env);

function unknownNames(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !name.startsWith(TEST_PREFIX))
    .filter((name) => !(KNOWN as readonly string[]).includes(name))
    .map((name) => {
      const similar = findSimilarName(name, KNOWN);
      return `${name} is no setting${similar !== undefined ? `: did you mean ${similar}?` : '. `rapporteur help settings` lists them.'}`;
    });
}

function instanceOf(host: string): string {
  // The name stands in the log for ever, so it must not carry a person's machine name unasked.
  return `instance-${createHash('sha256').update(host).digest('hex').slice(0, 8)}`;
}

/**
 * Reads the settings from the environment.
 * @throws SettingsError where one is unknown or wrong.
 */
export function readSettings(
  env: NodeJS.ProcessEnv = process.env,
  context?: Partial<SettingsContext>,
): Settings {
  const { cwd, hostname: host } = { cwd: process.cwd(), hostname: hostname(), ...context };
  const faults = unknownNames(env);
  const read: Record<string, unknown> = {};
  for (const [name, setting] of ENTRIES) {
    // An empty variable is how a shell says "not set".
    const result = setting.schema.safeParse(env[setting.env] === '' ? undefined : env[setting.env]);
    if (result.success) read[name] = result.data;
    else
      faults.push(
        ...result.error.issues.map(
          ({ message }) => `${setting.env} ${message} (e.g. ${setting.example})`,
        ),
      );
  }
  if (faults.length > 0) throw new SettingsError(faults);
  const values = read as ParsedSettings;
  const data = resolve(cwd, values.data);
  const url = values.url ?? `http://127.0.0.1:${values.port}`;
  return Object.freeze({
    ...values,
    data,
    texts: values.texts === undefined ? resolve(data, 'texts') : resolve(cwd, values.texts),
    url,
    commandsUrl: values.commandsUrl ?? url,
    instance: values.instance ?? instanceOf(host),
  });
}

function redactUrl(value: string): string {
  // Not by parsing it: an address of several Kafka brokers is no URL to everyone.
  return value.replace(/(:\/\/[^:@/]*):[^@/]*@/, '$1:***@');
}

/** The settings as they may be printed: passwords are masked. */
export function redactSettings(
  settings: Settings,
): Readonly<Record<string, string | number | null>> {
  return Object.fromEntries(
    ENTRIES.map(([name, { env }]) => {
      const value = settings[name] ?? null;
      return [env, typeof value === 'string' ? redactUrl(value) : value];
    }),
  );
}

/** The settings in a table for the terminal. */
export function settingsHelp(): string {
  const width = Math.max(...KNOWN.map((name) => name.length));
  return ENTRIES.map(
    ([, { env, doc, defaultDoc }]) =>
      `${env.padEnd(width)}  ${doc}\n${' '.repeat(width)}  Default: ${defaultDoc}.`,
  ).join('\n');
}

/** docs/settings.md */
export function settingsMarkdown(): string {
  const sections = ENTRIES.map(
    ([, { env, doc, defaultDoc, example }]) =>
      `## ${env}\n\n${doc}\n\n- Default: ${defaultDoc}\n- Example: \`${example}\`\n`,
  );
  return `${HEADING}\n${sections.join('\n')}\n${TESTS_ONLY}`;
}

const HEADING = `# Settings

Environment variables, read once at the start. A name that begins with \`RAPPORTEUR_\` and is not listed here is refused,
with the name that was probably meant. An empty variable counts as not set. Generated from
\`packages/platform/src/settings.ts\` by \`pnpm generate\`; \`rapporteur help settings\` prints the same list.
`;

const TESTS_ONLY = `## Read by the tests alone

### RAPPORTEUR_TEST_DATABASE

The URL of a Postgres server in which the tests may make databases. Without it they start an embedded server.

### RAPPORTEUR_TEST_KAFKA

The addresses of Kafka brokers, parted by commas, on which the tests may make topics. Without it they start one, in Docker
if an engine answers, else with Java and Maven.
`;
