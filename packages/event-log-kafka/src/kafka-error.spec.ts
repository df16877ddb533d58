import { describe, expect, it } from 'vitest';
import { fromKafkajsError, toLogError } from './kafka-error.ts';

const BROKERS = ['bootstrap:9092'];

function createConnectionError(broker: string, code: string): Error {
  const error = new Error(`Connection error: getaddrinfo ${code} ${broker}`);
  return Object.assign(error, { name: 'KafkaJSConnectionError', broker, code });
}

const explain = (error: Error): unknown => toLogError(fromKafkajsError(error, 'x', BROKERS));

describe('An error of Kafka', () => {
  it('names an advertised address that cannot be used, and the setting of the broker', () =>
    expect(explain(createConnectionError('kafka-1:9092', 'ENOTFOUND'))).toMatchObject({
      code: 'LOG_UNREACHABLE',
      message: expect.stringMatching(
        /address `kafka-1:9092` that it advertises has a host name .*advertised\.listeners/,
      ),
    }));

  it('names the setting of the log for an address that it holds', () =>
    expect(explain(createConnectionError('bootstrap:9092', 'ENOTFOUND'))).toMatchObject({
      code: 'LOG_UNREACHABLE',
      message: expect.stringMatching(/^The Kafka of the log has a host name .*RAPPORTEUR_LOG/),
    }));

  it.each([
    ['a wrong password', { name: 'KafkaJSSASLAuthenticationError' }, /user or the password/],
    ['a missing right', { name: 'KafkaJSProtocolError', code: 29 }, /denies a right/],
    ['an unknown mechanism', { name: 'KafkaJSProtocolError', code: 33 }, /SASL mechanism/],
  ])('is a wrong setting: %s', (_, members, message) => {
    const inner = Object.assign(new Error('refused'), members);
    expect(explain(new Error('retries', { cause: inner }))).toMatchObject({
      code: 'LOG_ACCESS_REFUSED',
      message: expect.stringMatching(message),
    });
  });
});
