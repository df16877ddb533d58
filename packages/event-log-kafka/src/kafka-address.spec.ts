import { describe, expect, it } from 'vitest';
import { parseKafkaAddress } from './kafka-address.ts';

describe('The address of a log on Kafka', () => {
  it.each([
    ['kafka://one', { brokers: ['one:9092'], topic: 'rapporteur.events.v1' }],
    [
      'kafka://one:1,two:2,three',
      { brokers: ['one:1', 'two:2', 'three:9092'], topic: 'rapporteur.events.v1' },
    ],
    ['kafka://10.0.0.1:9092/other.v1', { brokers: ['10.0.0.1:9092'], topic: 'other.v1' }],
    ['kafkas://one/', { brokers: ['one:9092'], topic: 'rapporteur.events.v1', ssl: true }],
    [
      'kafkas://writer:p%40ss@one,two/t?sasl=scram-sha-256',
      {
        brokers: ['one:9092', 'two:9092'],
        topic: 't',
        ssl: true,
        sasl: { mechanism: 'scram-sha-256', username: 'writer', password: 'p@ss' },
      },
    ],
    [
      'kafka://writer:x@one/t',
      {
        brokers: ['one:9092'],
        topic: 't',
        sasl: { mechanism: 'scram-sha-512', username: 'writer', password: 'x' },
      },
    ],
  ])('%s', (url, expected) => expect(parseKafkaAddress(url)).toEqual(expected));

  it.each([
    'kafka://',
    'postgres://one',
    'one:9092',
    'kafka://one/a/b',
    'kafka://writer:secret@one/t?sasl=kerberos',
  ])('is not %s', (url) => {
    expect(() => parseKafkaAddress(url)).toThrow(RangeError);
    expect(() => parseKafkaAddress(url)).not.toThrow('secret');
  });
});
