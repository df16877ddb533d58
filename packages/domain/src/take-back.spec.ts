import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpenConflict } from './conflict-state.ts';
import { decide, getAddressedStream } from './decide.ts';
import { type CollectionState, findLastRetraction } from './state.ts';
import {
  applyDecision,
  assertionAt,
  BASIC_RECORD,
  buildState,
  given,
  listOpenConflicts,
  parseTestCommand,
  recordFact,
  recordMeetingHeld,
  stateActor,
  statedDate,
  type TestCommand,
} from './testing/given-when-then.ts';

const evidence = { note: 'A letter' };
const retract = (what: Readonly<Record<string, unknown>> | string): TestCommand => ({
  name: 'RetractRecord',
  body: {
    reason: 'It was right.',
    evidence,
    ...(typeof what === 'string' ? { target: what } : what),
  },
});
const correct = (
  target: string,
  field: string,
  oldValue: unknown,
  newValue: unknown,
): TestCommand => ({
  name: 'CorrectRecord',
  body: { target, field, oldValue, newValue, reason: 'Misread.', evidence },
});
const redate = (from: string, to: string): TestCommand =>
  correct('c5.1', 'occurredOn', statedDate(from), statedDate(to));
const resolve = (conflict: string, holds: string | null = null): TestCommand => ({
  name: 'ResolveConflict',
  body: { conflict, resolution: 'The note is right.', holds },
});
const incident = (id: string, start: number) =>
  recordFact('IncidentRecorded', { incident: id, name: id }, start);
const merge: TestCommand = {
  name: 'MergeRecords',
  body: { kind: 'incident', merged: 'blast', into: 'explosion', reason: 'One.', evidence },
};

/** A meeting (c5) of which the article gives another day (c6). */
const HELD = [...BASIC_RECORD, recordMeetingHeld()];
const DISPUTED = [
  ...HELD,
  recordMeetingHeld({ occurredOn: statedDate('2025-09-12') }, 0, 'article'),
];

/** Returns what queries depend on: the current facts, the mergers, and the open conflicts. */
function listCurrent(state: CollectionState | undefined) {
  const facts = [...(state?.facts.values() ?? [])]
    .filter(({ retracted }) => retracted === undefined)
    .map(({ id, event }) => [id, event.data] as const);
  const open = listOpenConflicts(state).map(({ events, field, values }) => [events, field, values]);
  const settled = [...(state?.conflicts.all.values() ?? [])]
    .filter((conflict) => !isOpenConflict(conflict) && conflict.endedBy === undefined)
    .map(({ data, holds }) => [data.events, holds ?? null]);
  const byText = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).toSorted();
  return { facts: byText(facts), open: byText(open), settled: byText(settled) };
}

describe('Taking back', () => {
  it.each([
    ['a correction', HELD, redate('2025-09-10', '2025-09-11')],
    [
      'a correction that flagged a conflict',
      [...HELD, recordMeetingHeld({}, 20)],
      redate('2025-09-10', '2025-09-11'),
    ],
    ['a correction that ended a conflict', DISPUTED, redate('2025-09-10', '2025-09-12')],
    ['a retraction', DISPUTED, retract('c5.1')],
    ['the resolution of a conflict', DISPUTED, resolve('c6.2', 'c6.1')],
    ['a resolution that chose no value', DISPUTED, resolve('c6.2')],
    ['a merger', [...BASIC_RECORD, incident('blast', 0), incident('explosion', 20)], merge],
  ] satisfies readonly [string, readonly TestCommand[], TestCommand][])(
    'makes the record what it was before %s',
    (_, before, amendment) => {
      const amended = buildState(...before, amendment);
      expect(listCurrent(amended)).not.toEqual(listCurrent(buildState(...before)));
      const id = `c${before.length + 1}.1`;
      const takenBack = buildState(...before, amendment, retract(id));
      expect(listCurrent(takenBack)).toEqual(listCurrent(buildState(...before)));
      // Once only, in its stream; and the amendment may be recorded again.
      expect(given(...before, amendment, retract(id)).when(retract(id)).decision.kind).toBe(
        'nothing',
      );
      const command = parseTestCommand(retract(id));
      expect(getAddressedStream(command, amended)).toBe(
        given(...before, amendment).when(retract(id)).decision.kind === 'record'
          ? getStream(amended, id)
          : '',
      );
      expect(takenBack && findLastRetraction(takenBack, [id])).toBe(`c${before.length + 2}.1`);
    },
  );

  it('keeps the values of later corrections', () => {
    const record = [
      ...HELD,
      redate('2025-09-10', '2025-09-11'),
      correct('c5.1', 'venue', null, 'Hall'),
    ];
    const [event] = given(...record).when(retract('c6.1')).events;
    expect(event?.data).toMatchObject({
      target: 'c6.1',
      restores: {
        event: 'c5.1',
        recordedBy: 'c7.1',
        type: 'org.rapporteur.meeting-held.v1',
        data: { venue: 'Hall', occurredOn: { edtf: '2025-09-10' } },
      },
    });
    const both = [...record, redate('2025-09-11', '2025-09-12'), retract('c6.1')];
    expect(buildState(...both)?.facts.get('c5.1')?.event.data).toMatchObject({
      occurredOn: { edtf: '2025-09-12' },
    });
  });

  it('is rejected for a correction on which a later one depends', () => {
    const places = [{ name: 'Osh', country: null }];
    const nested = [
      ...HELD,
      correct('c5.1', 'places', [], places),
      correct('c5.1', 'places.0.name', 'Osh', 'Bishkek'),
    ];
    expect(given(...nested).when(retract('c6.1')).rejections).toEqual([
      'DOMAIN_VALUE_INVALID target',
    ]);
    expect(given(...nested, retract('c7.1')).when(retract('c6.1')).types).toEqual([
      'RecordRetracted',
    ]);
  });

  it('is rejected for a correction of a retracted fact', () =>
    expect(
      given(...HELD, redate('2025-09-10', '2025-09-11'), retract('c5.1')).when(retract('c6.1'))
        .rejections,
    ).toEqual(['DOMAIN_RECORD_RETRACTED target']));

  it('is rejected for the retraction of a fact that was recorded again, or that lost its meeting', () => {
    expect(
      given(...HELD, retract('c5.1'), recordMeetingHeld()).when(retract('c6.1')).rejections,
    ).toEqual(['DOMAIN_RECORDED_AGAIN target']);
    const chaired = recordFact(
      'MeetingChaired',
      { meeting: 'council-44', chairs: [stateActor('KGZ')] },
      40,
    );
    const record = given(...HELD, chaired, retract('c6.1'), retract('c5.1'));
    expect(record.when(retract('c7.1')).rejections).toEqual(['DOMAIN_MEETING_UNKNOWN target']);
    expect(record.when(retract('c8.1')).types).toEqual(['RecordRetracted']);
  });

  it('ends a conflict whose resolution is taken back after one of its facts was retracted', () => {
    const record = given(...DISPUTED, resolve('c6.2'), retract('c6.1'));
    expect(record.when(retract('c7.1')).types).toEqual(['RecordRetracted', 'ConflictEnded']);
  });

  it('is rejected for other events: the amendment is recorded again', () => {
    const record = given(...DISPUTED, redate('2025-09-10', '2025-09-11'), retract('c7.1'));
    expect(record.when(retract('c8.1')).rejections).toEqual(['DOMAIN_NOT_A_FACT target']);
    expect(record.when(retract('c6.2')).rejections).toEqual(['DOMAIN_NOT_A_FACT target']);
    expect(record.when(retract('c1.1')).rejections).toEqual(['DOMAIN_NOT_A_FACT target']);
    expect(record.when(retract('c99.1')).rejections).toEqual(['DOMAIN_EVENT_UNKNOWN target']);
    expect(record.when(redate('2025-09-10', '2025-09-11')).types[0]).toBe('RecordCorrected');
  });

  it('takes back what one command did: the retraction of a whole document, and a document', () => {
    const chaired = { meeting: 'council-44', chairs: [stateActor('KGZ')], ...assertionAt(40) };
    const { body } = recordMeetingHeld();
    const document: TestCommand = {
      name: 'RecordDocument',
      body: {
        document: BASIC_RECORD[1]?.body,
        bodies: [{ body: 'council', name: 'Council', kind: 'organ', parents: ['sco'] }],
        facts: [
          { type: 'MeetingHeld', ...body },
          { type: 'MeetingChaired', ...chaired },
        ],
      },
    };
    const [open] = BASIC_RECORD;
    if (open === undefined) throw new Error('The basic record opens a collection.');
    const before = [open, document];
    const removed = [...before, retract({ document: 'note' })];
    expect(listCurrent(buildState(...removed, retract({ command: 'c3' })))).toEqual(
      listCurrent(buildState(...before)),
    );
    const again = given(...removed, retract({ command: 'c3' }));
    expect(again.when(retract({ command: 'c3' })).decision.kind).toBe('nothing');
    expect(again.when(retract({ command: 'c2' })).types).toHaveLength(4);
    expect(again.when(retract({ command: 'c9' })).rejections).toEqual([
      'DOMAIN_COMMAND_UNKNOWN command',
    ]);
  });

  it('can be taken back to the state before any amendment, in any record', () => {
    const day = fc.constantFrom('2025-09-10', '2025-09-11', '2025-09-12');
    const held = fc
      .tuple(fc.constantFrom('council-44', 'council-45'), day, fc.nat({ max: 20 }))
      .map(([meeting, date, n]) =>
        recordMeetingHeld({ meeting, ordinal: null, occurredOn: statedDate(date) }, n * 20),
      );
    const id = fc.tuple(fc.integer({ min: 5, max: 14 }), fc.integer({ min: 1, max: 3 }));
    const amendment = fc.oneof(
      fc
        .tuple(id, day, day)
        .map(([[c, n], from, to]) =>
          correct(`c${c}.${n}`, 'occurredOn', statedDate(from), statedDate(to)),
        ),
      id.map(([c, n]) => retract(`c${c}.${n}`)),
      fc
        .tuple(id, fc.boolean())
        .map(([[c, n], isHeld]) => resolve(`c${c}.${n}`, isHeld ? 'c6.1' : null)),
      fc.constant<TestCommand>({
        name: 'MergeRecords',
        body: {
          kind: 'meeting',
          merged: 'council-45',
          into: 'council-44',
          reason: 'One.',
          evidence,
        },
      }),
    );
    const step = fc.oneof(held, amendment);
    let tested = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), amendment, (commands, last) => {
        const before = run(commands);
        const decision = decide(before, parseTestCommand(last), 'last');
        const amended = applyDecision(before, decision, 'last');
        const back = decide(amended, parseTestCommand(retract('last.1')), 'back');
        if (decision.kind !== 'record' || back.kind !== 'record') return;
        tested += 1;
        expect(listCurrent(applyDecision(amended, back, 'back'))).toEqual(listCurrent(before));
      }),
      { numRuns: 1_000 },
    );
    expect(tested).toBeGreaterThan(20);
  });
});

function getStream(state: CollectionState | undefined, id: string): string | undefined {
  return (state?.facts.get(id) ?? state?.amendments.get(id))?.stream;
}

function run(commands: readonly TestCommand[]): CollectionState | undefined {
  return [...BASIC_RECORD, ...commands].reduce<CollectionState | undefined>((state, command, n) => {
    const decision = decide(state, parseTestCommand(command), `c${n + 1}`);
    return applyDecision(state, decision, `c${n + 1}`);
  }, undefined);
}
