import { hashCommand, serializeEvent } from '@rapporteur/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandRuntime } from './command-runtime.ts';
import { RuntimeFixture, expectRecorded } from './testing/runtime-fixture.ts';
import type { CommandOutcome } from './command-outcome.ts';
import {
  recordAssessment,
  recordMeetingHeld,
  openCollection,
  recordDocument,
  registerSource,
  retractRecord,
  type SampleCommand,
} from './testing/sample-commands.ts';

describe('Submitting a command', () => {
  let fixture: RuntimeFixture;
  let runtime: CommandRuntime;

  beforeEach(async () => {
    fixture = new RuntimeFixture();
    runtime = fixture.createRuntime();
    expectRecorded(await runtime.submit(openCollection()));
    expectRecorded(await runtime.submit(registerSource()));
  });
  afterEach(() => runtime.close());

  const repeat = (
    count: number,
    command: (n: number) => SampleCommand,
    options = {},
  ): Promise<CommandOutcome[]> =>
    Promise.all(
      Array.from({ length: count }, (_, n) => runtime.submit({ ...command(n), ...options })),
    );

  it('records its events and returns their position', async () => {
    const outcome = expectRecorded(
      await runtime.submit({
        ...recordAssessment(1),
        commandId: 'mine',
        actor: 'ana',
        traceparent: '00-1',
      }),
    );
    expect(outcome).toMatchObject({
      commandId: 'mine',
      collection: 'sco',
      stream: 'source-note',
      version: 2,
      position: { partition: 0, pseq: 4 },
      repeated: false,
      already: [],
    });
    expect(outcome.events).toMatchObject([
      { id: 'mine.1', streamversion: 2, actor: 'ana', traceparent: '00-1', term: 1 },
    ]);
    const stored = (await fixture.readEvents()).at(-1);
    expect(stored && serializeEvent(stored)).toEqual(serializeEvent(outcome.events[0]!));
  });

  it('rejects an unknown or malformed command before anything else', async () => {
    expect(await runtime.submit({ name: 'RecordNothing', body: {} })).toEqual({
      kind: 'unknownCommand',
      name: 'RecordNothing',
    });
    expect(await runtime.submit({ name: 'RetractRecord', body: {} })).toMatchObject({
      kind: 'invalid',
    });
    expect(await runtime.submit({ ...recordAssessment(1), commandId: 'not an id' })).toMatchObject({
      kind: 'invalid',
      issues: [{ path: ['commandId'] }],
    });
  });

  it('uses the hash of a command without an id as its id', async () => {
    const outcome = expectRecorded(await runtime.submit(recordAssessment(1)));
    expect(outcome.commandId).toBe(outcome.events[0]?.commandhash);
  });

  it('returns the first outcome of a repeated command, also after a restart', async () => {
    const first = expectRecorded(await runtime.submit(recordAssessment(1)));
    const again = { ...first, repeated: true, already: null };
    expect(await runtime.submit(recordAssessment(1))).toEqual(again);
    await runtime.close();
    runtime = fixture.createRuntime();
    expectRecorded(await runtime.submit(recordAssessment(2)));
    expect(await runtime.submit(recordAssessment(1))).toEqual(again);
    expect(
      (await fixture.readEvents()).filter(({ commandid }) => commandid === first.commandId),
    ).toHaveLength(1);
  });

  it.each(['', '~1'])('rejects the hash of another command%s as an id', async (suffix) => {
    const { name, body } = recordAssessment(2);
    const hash = hashCommand(name, body);
    const foreign = { ...recordAssessment(1), commandId: `${hash}${suffix}` };
    expect(await runtime.submit(foreign)).toMatchObject({
      kind: 'invalid',
      issues: [{ path: ['Idempotency-Key'] }],
    });
    const own = { ...recordAssessment(2), commandId: hash };
    expect(expectRecorded(await runtime.submit(own)).commandId).toBe(hash);
  });

  it('rejects an id that was used for other content', async () => {
    expectRecorded(await runtime.submit({ ...recordAssessment(1), commandId: 'mine' }));
    expect(await runtime.submit({ ...recordAssessment(2), commandId: 'mine' })).toMatchObject({
      kind: 'differentContent',
    });
  });

  it('returns one outcome for a command repeated while it is pending', async () => {
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => runtime.submit(recordAssessment(1))),
    ).then((all) => all.map(expectRecorded));
    expect(outcomes.map(({ repeated }) => repeated)).toEqual([false, true, true]);
    expect(outcomes[1]?.events).toEqual(outcomes[0]?.events);
    expect(await fixture.readEvents()).toHaveLength(5);
  });

  it('records nothing of a rejected command, and decides it again when repeated', async () => {
    const unknown = recordMeetingHeld(1, 'who');
    const before = await fixture.readEvents();
    expect(await runtime.submit(unknown)).toMatchObject({
      kind: 'refused',
      rejections: [{ code: 'DOMAIN_COLLECTION_UNKNOWN' }],
    });
    expect(await fixture.readEvents()).toEqual(before);
    expectRecorded(await runtime.submit(openCollection('who')));
    expectRecorded(await runtime.submit(registerSource('who')));
    expectRecorded(await runtime.submit(unknown));
  });

  it('records nothing if no fact is new, and returns the events that hold them', async () => {
    const { events } = expectRecorded(
      await runtime.submit({ ...recordAssessment(1), commandId: 'first' }),
    );
    expect(await runtime.submit({ ...recordAssessment(1), commandId: 'second' })).toMatchObject({
      kind: 'unchanged',
      already: [events[0]?.id],
      version: 2,
      stream: 'source-note',
    });
    expect(await fixture.readEvents()).toHaveLength(5);
  });

  it('records a retracted command again once, under an id of its own', async () => {
    const first = expectRecorded(await runtime.submit(recordAssessment(1)));
    expectRecorded(await runtime.submit(retractRecord(`${first.commandId}.1`)));
    const second = expectRecorded(await runtime.submit(recordAssessment(1)));
    // Among the ids of other commands, it has the place of the first one.
    expect(second).toMatchObject({ commandId: `${first.commandId}~1`, repeated: false });
    expect(await runtime.submit(recordAssessment(1))).toMatchObject({
      commandId: second.commandId,
      repeated: true,
    });
    expectRecorded(await runtime.submit(retractRecord(`${second.commandId}.1`)));
    const third = expectRecorded(await runtime.submit(recordAssessment(1)));
    expect(third.commandId).toBe(`${first.commandId}~2`);
  });

  it('returns the first outcome of a client id, also after a retraction', async () => {
    expectRecorded(await runtime.submit({ ...recordAssessment(1), commandId: 'mine' }));
    expectRecorded(await runtime.submit(retractRecord('mine.1')));
    expect(await runtime.submit({ ...recordAssessment(1), commandId: 'mine' })).toMatchObject({
      kind: 'recorded',
      repeated: true,
    });
  });

  it('records exactly one of 64 commands that expect the same version', async () => {
    const outcomes = await repeat(64, recordAssessment, { expectedVersion: 1 });
    expect(outcomes.filter(({ kind }) => kind === 'recorded')).toHaveLength(1);
    expect(
      outcomes.filter((one) => one.kind === 'conflict' && one.actual === 2 && one.expected === 1),
    ).toHaveLength(63);
    expect(await fixture.readEvents()).toHaveLength(5);
  });

  it('records exactly one of 64 commands that create the same stream', async () => {
    const commands = Array.from({ length: 64 }, (_, n) => ({
      ...recordMeetingHeld(1),
      commandId: `c${n}`,
      expectedVersion: 0,
    }));
    const outcomes = await Promise.all(commands.map((command) => runtime.submit(command)));
    expect(outcomes.filter(({ kind }) => kind === 'recorded')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'conflict')).toHaveLength(63);
  });

  it('applies the rejections of the service, unless the command was recorded before', async () => {
    const rejections = [
      { code: 'SAMPLE', message: 'no', field: null, event: null, remedy: 'none' },
    ];
    expect(await runtime.submit({ ...recordAssessment(1), rejections })).toMatchObject({
      kind: 'refused',
      rejections,
    });
    expectRecorded(await runtime.submit(recordAssessment(1)));
    expect(await runtime.submit({ ...recordAssessment(1), rejections })).toMatchObject({
      kind: 'recorded',
      repeated: true,
    });
  });

  it('lists the rejections of the service and those of the rules together', async () => {
    const { name, body } = recordMeetingHeld(1);
    const rejections = [
      { code: 'SAMPLE', message: 'no', field: null, event: null, remedy: 'none' },
    ];
    const wrong = { name, body: { ...body, body: 'nobody' }, rejections };
    expect(await runtime.submit(wrong)).toMatchObject({
      kind: 'refused',
      rejections: expect.arrayContaining([
        expect.objectContaining({ code: 'SAMPLE' }),
        expect.objectContaining({ code: 'DOMAIN_BODY_UNKNOWN' }),
      ]),
    });
  });

  it('tells which actors a collection knows', async () => {
    expectRecorded(await runtime.submit(recordMeetingHeld(1)));
    const actors = await runtime.findActors('sco', ['sco', 'nobody']);
    expect(actors).toMatchObject([{ id: 'sco', kind: 'organization', of: null }]);
    expect(await runtime.findActors('unknown', ['sco'])).toEqual([]);
  });

  it('rejects only the command that exceeds the limit of a batch', async () => {
    const { name, body } = recordDocument(1_500);
    const facts = (body['facts'] as { summary: string }[]).map((fact) => ({
      ...fact,
      summary: 'x'.repeat(600),
    }));
    const [large, small] = await Promise.all([
      runtime.submit({ name, body: { ...body, facts } }),
      runtime.submit(recordAssessment(1)),
    ]);
    expect(large).toMatchObject({ kind: 'tooLarge', events: 1_501, bytesMax: 800_000 });
    expectRecorded(small);
  });

  it('returns what a dry run would record, and records nothing', async () => {
    const before = await fixture.readEvents();
    const outcome = await runtime.submit({ ...recordAssessment(1), dryRun: true });
    expect(outcome).toMatchObject({
      kind: 'wouldRecord',
      version: 2,
      stream: 'source-note',
      events: [{ streamversion: 2 }],
    });
    expect(await runtime.submit({ ...retractRecord('nothing.1'), dryRun: true })).toMatchObject({
      kind: 'refused',
    });
    expect(await fixture.readEvents()).toEqual(before);
    const { events } = expectRecorded(await runtime.submit(recordAssessment(1)));
    expect(
      outcome.kind === 'wouldRecord' && outcome.events.map(({ id, data }) => ({ id, data })),
    ).toEqual(events.map(({ id, data }) => ({ id, data })));
  });

  it('finds ids similar to known ones, in documents and dry runs', async () => {
    expectRecorded(await runtime.submit(recordDocument(1, 'annual-report')));
    const similarId = {
      field: 'document.document',
      referent: 'document',
      id: 'anual-report',
      near: 'annual-report',
    };
    expect(await runtime.submit(recordDocument(2, 'anual-report'))).toMatchObject({
      similarIds: [similarId],
    });
    expect(await runtime.submit({ ...recordMeetingHeld(1), dryRun: true })).toMatchObject({
      similarIds: [],
    });
  });

  it('does not open the partition for a dry run', async () => {
    const other = fixture.createRuntime('instance-2');
    expect(await other.submit({ ...recordAssessment(1), dryRun: true })).toMatchObject({
      kind: 'wouldRecord',
    });
    expect(other.readStatus()).toMatchObject([
      { state: 'following', position: { pseq: 3 }, owner: { instance: 'instance-1' } },
    ]);
    await other.close();
  });

  it('records one time for a batch, and never an earlier one than before', async () => {
    fixture.now = new Date('2026-02-01T00:00:00.000Z');
    const [later] = await repeat(3, recordAssessment).then((all) => all.map(expectRecorded));
    fixture.now = new Date('2026-01-15T00:00:00.000Z');
    const earlier = expectRecorded(await runtime.submit(recordAssessment(9)));
    expect([later, earlier].map((outcome) => outcome?.events[0]?.time)).toEqual(
      Array.from({ length: 2 }, () => '2026-02-01T00:00:00.000Z'),
    );
  });

  it('keeps the command ids of collections apart', async () => {
    expectRecorded(await runtime.submit(openCollection('who')));
    expectRecorded(await runtime.submit(registerSource('who')));
    const here = await runtime.submit({ ...recordAssessment(1), commandId: 'mine' });
    const there = await runtime.submit({ ...recordAssessment(1, 'who'), commandId: 'mine' });
    expect([here.kind, there.kind]).toEqual(['recorded', 'recorded']);
  });
});
