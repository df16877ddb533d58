import { CommandRuntime } from '@rapporteur/command-runtime';
import { InMemoryLog, InMemoryStore } from '@rapporteur/event-log';
import { describe, expect, it } from 'vitest';
import { createArchiveSetup, EVENTS_PER_DOCUMENT, generateDocuments } from './archive-documents.ts';

const DOCUMENTS = 60;

describe('An archive', () => {
  it('is the same for the same seed, and another for another', () => {
    const generate = (seed: number): string =>
      JSON.stringify([...generateDocuments({ documents: 3, seed })]);
    expect(generate(7)).toBe(generate(7));
    expect(generate(7)).not.toBe(generate(8));
  });

  it('is recorded, with the number of events that it states', async () => {
    const log = new InMemoryLog(new InMemoryStore());
    const runtime = new CommandRuntime({ log, owner: { instance: 'bench' } });
    const commands = [...createArchiveSetup(), ...generateDocuments({ documents: DOCUMENTS })];
    for (const { name, body, eventCount } of commands) {
      const outcome = await runtime.submit({ name, body });
      expect(outcome).toMatchObject({ kind: 'recorded', repeated: false });
      expect(outcome.kind === 'recorded' && outcome.events.length).toBe(eventCount);
    }
    await runtime.close();
  });

  it('has a fifth of its documents in its first collection, and 37 events in each', () => {
    const documents = [...generateDocuments({ documents: 1_000 })];
    const first = documents.filter(({ body }) => body['collection'] === 'union-1');
    expect(first.length).toBeGreaterThan(150);
    expect(first.length).toBeLessThan(250);
    const events = documents.reduce((sum, { eventCount }) => sum + eventCount, 0);
    expect(Math.round(events / documents.length)).toBe(EVENTS_PER_DOCUMENT);
  });
});
