import {
  recordMeetingHeld,
  openCollection,
  registerSource,
} from '@rapporteur/command-runtime/sample-commands';
import { InMemoryStore, LogError } from '@rapporteur/event-log';
import { describe, expect, it } from 'vitest';
import { CommandServiceFixture } from './testing/command-service-fixture.ts';

async function readSamples(
  service: CommandServiceFixture,
): Promise<(name: string) => number | undefined> {
  const response = await fetch(`${service.url}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const lines = (await response.text()).split('\n').map((line) => line.split(' '));
  const found = new Map(lines.map(([name = '', value]) => [name, Number(value)]));
  return (name) => found.get(`rapporteur_${name}`);
}

describe('The metrics of the command service', () => {
  it('count commands, alone or in bulk', async () => {
    await using service = await CommandServiceFixture.start();
    const before = await readSamples(service);
    expect(before('commands_total{outcome="recorded"}')).toBeUndefined();
    expect(before('partition_state{partition="0",state="following"}')).toBe(1);
    expect(before('log_append_duration_seconds_count')).toBe(0);

    await service.send(openCollection());
    await service.send(registerSource());
    await service.send(registerSource());
    await service.send({ name: 'RecordNothing', body: {} });
    await service.bulk([
      JSON.stringify(recordMeetingHeld(1)),
      JSON.stringify(recordMeetingHeld(2)),
    ]);
    const after = await readSamples(service);
    expect(after('commands_total{outcome="recorded"}')).toBe(4);
    expect(after('commands_total{outcome="repeated"}')).toBe(1);
    expect(after('commands_total{outcome="unknownCommand"}')).toBe(1);
    expect(after('command_duration_seconds_count')).toBe(6);
    expect(after('partition_openings_total{partition="0"}')).toBe(1);
    expect(after('partition_state{partition="0",state="owning"}')).toBe(1);
    expect(after('partition_state{partition="0",state="following"}')).toBe(0);
    expect(after('partition_term{partition="0"}')).toBe(1);
    expect(after('partition_events{partition="0"}')).toBe((await service.readEvents()).length + 1);
    expect(after('commands_open{partition="0"}')).toBe(0);
    expect(after('log_batch_events_sum')).toBe((await service.readEvents()).length);
    expect(after('log_batch_bytes_sum')).toBeGreaterThan(1000);
    expect(after('log_append_duration_seconds_count')).toBe(after('log_batch_events_count'));
  });

  it('count pending commands and errors of the log', async () => {
    const released = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    let hasFailed = false;
    const store = new InMemoryStore({
      beforeCommit: async (_, events) => {
        // The opening of a partition has no events.
        if (events.length === 0 || hasFailed) return;
        hasFailed = true;
        reached.resolve();
        await released.promise;
        throw new LogError('LOG_OUTCOME_UNKNOWN', 'injected error');
      },
    });
    await using service = await CommandServiceFixture.start(store);
    const response = service.send(openCollection());
    await reached.promise;
    expect((await readSamples(service))('commands_open{partition="0"}')).toBe(1);
    released.resolve();
    expect((await response).status).toBe(200);
    expect(
      (await readSamples(service))('log_append_failures_total{code="LOG_OUTCOME_UNKNOWN"}'),
    ).toBe(1);
    expect((await readSamples(service))('partition_openings_total{partition="0"}')).toBe(2);
  });
});
