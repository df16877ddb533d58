import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { SOURCE_FLAGS } from '@rapporteur/source-loader';
import { describe, expect, it } from 'vitest';
import { CHECK_PENDING, crc32c, originalCheckPending } from './kafkajs-internals.ts';

const require = createRequire(import.meta.url);
const load = <T>(module: string): T => require(`kafkajs/${module}`) as T;

interface TestRequestQueue {
  throttleCheckTimeoutId: unknown;
  throttledUntil: number;
  pending: unknown[];
  destroy(): void;
  [CHECK_PENDING](): void;
}

const newQueue = (): TestRequestQueue => {
  const RequestQueue = load<new (options: object) => TestRequestQueue>('src/network/requestQueue');
  return new RequestQueue({
    requestTimeout: 1,
    enforceRequestTimeout: false,
    clientId: '',
    broker: '',
    logger: {},
  });
};

describe('The internals of kafkajs that this package uses', () => {
  it('belong to the pinned version', () =>
    expect(load<{ version: string }>('package.json').version).toBe('2.2.4'));

  it.each([
    ['src/broker/index.js', 'connect() versions lookupRequest isConnected'],
    ['src/network/connectionPool.js', 'pool send getConnectionByRequest getConnection setVersions'],
    ['src/network/connection.js', 'isConnected rejectRequests disconnect socket connect'],
    [
      'src/network/requestQueue/index.js',
      'pending throttledUntil scheduleCheckPendingRequests rejectAll',
    ],
    ['src/protocol/encoder.js', 'writeInt16 writeInt32 writeString writeBytes buffer'],
    ['src/protocol/decoder.js', 'readInt16 readInt32 readInt64 readString readBytes forward'],
  ])('include the used members of %s', (file, names) => {
    const source = Function.prototype.toString.call(load(file.replace(/(\/index)?\.js$/, '')));
    for (const name of names.split(' ')) expect(source).toContain(name);
  });

  it('support the pinned request versions', () => {
    const { requests } = load<{ requests: Record<string, { versions: string[] }> }>(
      'src/protocol/requests',
    );
    expect(requests['Produce']?.versions).toContain('7');
    expect(requests['Fetch']?.versions).toContain('11');
    expect(requests['OffsetCommit']?.versions).toContain('5');
    expect(requests['ListOffsets']?.versions).toContain('3');
  });

  it('include the reviewed original of the patched method', () => {
    const hash = createHash('sha256').update(originalCheckPending.toString()).digest('hex');
    expect(hash).toBe('04347ea969c6f2e3754427c0cbaee0bd4ce947fbd82f7b6e027506a06dfc581a');
  });

  it('B5: arm no timer unless a request is pending', () => {
    const queue = newQueue();
    queue[CHECK_PENDING]();
    expect(queue.throttleCheckTimeoutId).toBeNull();
    queue.throttledUntil = Date.now() + 60_000;
    queue.pending.push({});
    queue[CHECK_PENDING]();
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
    queue.destroy();
  });

  it('can be loaded by Node itself, not only by the test runner', () => {
    const program = "import '@rapporteur/event-log-kafka'";
    const flags = [...SOURCE_FLAGS, '--input-type=module'];
    const run = spawnSync(process.execPath, [...flags, '-e', program], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    });
    expect([run.status, run.stderr]).toEqual([0, '']);
  });

  // The check value of the algorithm's specification.
  it('compute CRC-32C', () => expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283));
});
