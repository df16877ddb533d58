import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandRuntime } from './command-runtime.ts';
import { expectRecorded, ManualBarrier, RuntimeFixture } from './testing/runtime-fixture.ts';
import { openCollection, recordDocument, type SampleCommand } from './testing/sample-commands.ts';

const { collection: _, ...OPENING } = openCollection().body;

/** Returns a document that opens its collection; a meeting of an unknown body makes it invalid. */
function openingDocument(
  document: string,
  { title, isInvalid = false }: { readonly title?: string; readonly isInvalid?: boolean } = {},
): SampleCommand {
  const { name, body } = recordDocument(2, document);
  const opening = { ...OPENING, ...(title === undefined ? {} : { title }) };
  const [fact] = body['facts'] as readonly { readonly assertion: unknown }[];
  const unknown = { type: 'MeetingHeld', meeting: 'nobody-1', body: 'nobody' };
  const facts = [...(body['facts'] as readonly unknown[])];
  if (isInvalid) facts.push({ ...unknown, assertion: fact?.assertion });
  return { name, body: { ...body, opening, facts } };
}

describe('A document that opens its collection', () => {
  let fixture: RuntimeFixture;
  let runtime: CommandRuntime;

  beforeEach(() => {
    fixture = new RuntimeFixture();
    runtime = fixture.createRuntime();
  });
  afterEach(() => runtime.close());

  const countEvents = async () =>
    (await fixture.readEvents()).filter(({ source }) => source !== '/log').length;

  it('is recorded in one batch with the opening, a command with an id of its own', async () => {
    const sizes: number[] = [];
    fixture.hooks.beforeCommit = async (events) => void sizes.push(events.length);
    const outcome = expectRecorded(await runtime.submit(openingDocument('one')));
    expect(sizes).toEqual([5]);
    expect(outcome.events).toHaveLength(5);
    expect(outcome.events.map(({ commandid }) => commandid === outcome.commandId)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    const opened = expectRecorded(await runtime.submit(openCollection()));
    expect(opened).toMatchObject({ repeated: true, commandId: outcome.events[0]?.commandid });
    expect(expectRecorded(await runtime.submit(openingDocument('one')))).toMatchObject({
      repeated: true,
      events: outcome.events.slice(2),
    });
  });

  it('records nothing if it is rejected, also not the opening', async () => {
    const outcome = await runtime.submit(openingDocument('one', { isInvalid: true }));
    expect(outcome).toMatchObject({
      kind: 'refused',
      rejections: [{ code: 'DOMAIN_BODY_UNKNOWN', field: 'facts.2.body' }],
      position: { partition: 0, pseq: 0 },
    });
    expect(await countEvents()).toBe(0);
    expect(await runtime.submit(recordDocument(1))).toMatchObject({
      rejections: [{ code: 'DOMAIN_COLLECTION_UNKNOWN' }],
    });
  });

  it('is checked by all rules in a dry run, which opens nothing', async () => {
    const dryRun = true;
    const valid = await runtime.submit({ ...openingDocument('one'), dryRun });
    expect(valid).toMatchObject({ kind: 'wouldRecord', position: { pseq: -1 } });
    const types = valid.kind === 'wouldRecord' ? valid.events.map(({ type }) => type) : [];
    expect(types).toHaveLength(5);
    expect(types[0]).toContain('collection-opened');
    const invalid = openingDocument('one', { isInvalid: true });
    expect(await runtime.submit({ ...invalid, dryRun })).toMatchObject({
      kind: 'refused',
      rejections: [{ code: 'DOMAIN_BODY_UNKNOWN' }],
    });
    expect(await countEvents()).toBe(0);
  });

  it('opens the collection once if several do so at the same time', async () => {
    const barrier = new ManualBarrier();
    fixture.hooks.beforeCommit = () => barrier.wait();
    const first = runtime.submit(openingDocument('one'));
    const second = runtime.submit(openingDocument('two'));
    const third = runtime.submit(openingDocument('three', { title: 'Another title' }));
    const opened = runtime.submit(openCollection());
    await barrier.reached;
    barrier.open();
    expect(expectRecorded(await first).events).toHaveLength(5);
    expect(expectRecorded(await second).events).toHaveLength(3);
    expect(await third).toMatchObject({
      kind: 'refused',
      rejections: [{ code: 'DOMAIN_COLLECTION_DIFFERS', field: 'collection' }],
    });
    expect(expectRecorded(await opened)).toMatchObject({ repeated: true });
    expect(await countEvents()).toBe(8);
  });

  it('gives its facts the same ids whether it opens the collection or finds it open', async () => {
    const opening = expectRecorded(await runtime.submit(openingDocument('one')));
    const other = new RuntimeFixture();
    const otherRuntime = other.createRuntime();
    expectRecorded(await otherRuntime.submit(openCollection()));
    const later = expectRecorded(await otherRuntime.submit(openingDocument('one')));
    await otherRuntime.close();
    const idsOf = (outcome: typeof later) => outcome.events.map(({ id }) => id);
    expect(idsOf(later)).toEqual(idsOf(opening).slice(2));
  });
});
