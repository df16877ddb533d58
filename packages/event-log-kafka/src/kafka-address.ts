import type { SASLOptions } from 'kafkajs';

/** The address of a log on Kafka. */
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
 * Parses `kafka://[user:password@]host[:port][,host[:port]…][/topic][?sasl=scram-sha-512]`;
 * `kafkas://` means TLS.
 * @throws RangeError
 */
export function parseKafkaAddress(url: string): KafkaAddress {
  const parts = FORM.exec(url)?.groups;
  // The message must not show the URL: it may hold a password.
  if (!parts?.['hosts'])
    throw new RangeError(
      'The address of a log on Kafka must have the form kafka://host:9092,host:9092/topic.',
    );

  const { scheme, user, password, hosts, topic = TOPIC, query = '' } = parts;
  const parameters = new URLSearchParams(query);
  if ([...parameters.keys()].some((name) => name !== 'sasl'))
    throw new RangeError(
      'The address of a log on Kafka has an unknown parameter. The only one is `sasl`; the user and ' +
        'the password stand before the first broker: kafkas://user:password@host:9092/topic.',
    );

  return {
    brokers: hosts.split(',').map((host) => (/:\d+$/.test(host) ? host : `${host}:${PORT}`)),
    topic,
    ...(scheme === 'kafkas' ? { ssl: true as const } : {}),
    ...(user === undefined ? {} : { sasl: parseSasl(user, password ?? '', parameters) }),
  };
}

function parseSasl(user: string, password: string, query: URLSearchParams): SASLOptions {
  const name = query.get('sasl') ?? 'scram-sha-512';
  const mechanism = MECHANISMS.find((known) => known === name);
  if (!mechanism)
    throw new RangeError(`Unknown SASL mechanism ${name}: use ${MECHANISMS.join(', ')}.`);
  return { mechanism, username: decodeURIComponent(user), password: decodeURIComponent(password) };
}
