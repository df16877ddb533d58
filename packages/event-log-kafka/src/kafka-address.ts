import type { SASLOptions } from 'kafkajs';

/** Where a log on Kafka is. */
export interface KafkaAddress {
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly ssl?: true;
  readonly sasl?: SASLOptions;
}

const TOPIC = 'rapporteur.events.v1';
const PORT = 9092;
const FORM =
  /^(?<scheme>kafkas?):\/\/(?:(?<user>[^:@/]*):(?<password>[^@/]*)@)?(?<hosts>[^/?@]+)(?:\/(?<topic>[A-Za-z0-9._-]+)?)?(?:\?(?<query>.*))?$/;
const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/**
 * Reads `kafka://[user:password@]host[:port][,host[:port]…][/topic][?sasl=scram-sha-512]`; with `kafkas://` over TLS.
 * @throws RangeError
 */
export function parseKafkaAddress(url: string): KafkaAddress {
  const parts = FORM.exec(url)?.groups;
  // The URL itself may hold a password.
  if (!parts?.['hosts'])
    throw new RangeError(
      'It is no address of a log on Kafka: write kafka://host:9092,host:9092/topic.',
    );
  const { scheme, user, password, hosts, topic = TOPIC, query } = parts;
  return {
    brokers: hosts.split(',').map((host) => (/:\d+$/.test(host) ? host : `${host}:${PORT}`)),
    topic,
    ...(scheme === 'kafkas' ? { ssl: true as const } : {}),
    ...(user === undefined
      ? {}
      : { sasl: readSasl(user, password ?? '', new URLSearchParams(query ?? '')) }),
  };
}

function readSasl(user: string, password: string, query: URLSearchParams): SASLOptions {
  const asked = query.get('sasl') ?? 'scram-sha-512';
  const mechanism = MECHANISMS.find((known) => known === asked);
  if (!mechanism)
    throw new RangeError(`There is no mechanism ${asked}: use ${MECHANISMS.join(', ')}.`);
  return { mechanism, username: decodeURIComponent(user), password: decodeURIComponent(password) };
}
