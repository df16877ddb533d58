import {
  compareEventIds,
  isContradictable,
  isContradiction,
  listStatements,
  type Statement,
} from '@rapporteur/statements';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpenConflict } from './conflict-state.ts';
import { decide } from './decide.ts';
import { createStatementContext } from './mergers.ts';
import type { CollectionState } from './state.ts';
import {
  applyDecision,
  BASIC_RECORD,
  buildState,
  parseTestCommand,
  recordFact,
  recordMeetingHeld,
  stateActor,
  statedDate,
  type TestCommand,
  transferChairmanship,
} from './testing/given-when-then.ts';

const evidence = { note: 'A letter' };

const meeting = fc.constantFrom('council-44', 'council-45', 'council-46');
const incident = fc.constantFrom('blast', 'explosion');
const edtf = fc.constantFrom(
  '2025-09-10',
  '2025-09-11',
  '2025-09',
  '2025',
  '2024-09-10',
  '2025-09-10/2025-09-12',
  '2025-09-10?',
);
const state = fc.constantFrom('KGZ', 'PAK', 'RUS');
const place = fc.constantFrom(
  { name: 'Varna' },
  { name: 'Split' },
  { name: 'Варна', country: { code: 'BGR' } },
  { country: { code: 'HRV' } },
);
const person = fc.constantFrom('m-ivanova', 'mariya-ivanova', 'j-doe');

/** The facts, as functions of their place in the document. */
const fact: fc.Arbitrary<(start: number) => TestCommand> = fc.oneof(
  fc.record({ meeting, date: edtf, places: fc.array(place, { maxLength: 2 }) }).map(
    ({ meeting: id, date, places }) =>
      (start: number) =>
        recordMeetingHeld({ meeting: id, occurredOn: statedDate(date), places }, start),
  ),
  fc.tuple(meeting, edtf).map(
    ([id, date]) =>
      (start: number) =>
        recordFact(
          'MeetingAnnounced',
          { meeting: id, body: 'council', scheduledOn: statedDate(date) },
          start,
        ),
  ),
  fc.tuple(incident, fc.nat({ max: 3 }), fc.boolean()).map(
    ([id, min, isOpen]) =>
      (start: number) =>
        recordFact(
          'CasualtiesReported',
          { incident: id, killed: { min, max: isOpen ? null : min } },
          start,
        ),
  ),
  fc.tuple(meeting, fc.array(person, { minLength: 1, maxLength: 2 })).map(
    ([id, persons]) =>
      (start: number) =>
        recordFact(
          'MeetingChaired',
          {
            meeting: id,
            chairs: persons.map((name) => ({ id: name, kind: 'person', nameAsWritten: name })),
          },
          start,
        ),
  ),
  fc.tuple(state, state, edtf).map(
    ([from, to, day]) =>
      (start: number) =>
        transferChairmanship({ from, to, day, start }),
  ),
  fc
    .record({ holder: state, startedOn: edtf, endedOn: edtf, heldAsOf: edtf })
    .map(({ holder, startedOn, endedOn, heldAsOf }) => (start: number) => {
      const dates =
        startedOn < endedOn
          ? { startedOn: statedDate(startedOn), endedOn: statedDate(endedOn) }
          : { heldAsOf: statedDate(heldAsOf) };
      const fields = { body: 'council', chair: stateActor(holder), stage: 'current', ...dates };
      return recordFact('ChairmanshipRecorded', fields, start);
    }),
);

/** Facts with passages of their own. */
const facts = fc
  .array(fact, { maxLength: 12 })
  .map((list) => list.map((create, n) => create(200 + n * 20)));

/** The facts that introduce the things; they contradict nothing. */
const INTRODUCTION: readonly TestCommand[] = [
  ...['council-44', 'council-45', 'council-46'].map((id, n) =>
    recordMeetingHeld({ meeting: id, ordinal: null, occurredOn: null }, n * 20),
  ),
  ...['blast', 'explosion'].map((id, n) =>
    recordFact('IncidentRecorded', { incident: id, name: id }, 60 + n * 20),
  ),
  ...['m-ivanova', 'mariya-ivanova', 'j-doe'].map((id, n) => {
    const by = [{ id, kind: 'person', nameAsWritten: id }];
    const fields = { by, verb: 'noted', topic: 'fishing', summary: 'A remark.' };
    return recordFact('PositionStated', fields, 120 + n * 20);
  }),
];

const toMerger = ([kind, merged, into]: readonly string[]): TestCommand => ({
  name: 'MergeRecords',
  body: { kind, merged, into, reason: 'One thing.', evidence },
});
const MERGERS = [
  ['meeting', 'council-45', 'council-44'],
  ['incident', 'explosion', 'blast'],
  ['actor', 'm-ivanova', 'mariya-ivanova'],
];
const merger = fc.constantFrom(...MERGERS).map(toMerger);
/** Of a chain of mergers, the first must be recorded first. */
const chainedMerger = fc
  .constantFrom(...MERGERS, ['meeting', 'council-44', 'council-46'])
  .map(toMerger);

interface IdentifiedCommand {
  readonly id: string;
  readonly command: TestCommand;
}

/** Runs commands after the introduction; those that are rejected change nothing. */
function run(commands: readonly IdentifiedCommand[]): CollectionState | undefined {
  return commands.reduce(
    (current, { id, command }) => {
      const decision = decide(current, parseTestCommand(command), id);
      return applyDecision(current, decision, id);
    },
    buildState(...BASIC_RECORD, ...INTRODUCTION),
  );
}

const retract = (id: string): IdentifiedCommand => ({
  id: `retract-${id}`,
  command: { name: 'RetractRecord', body: { target: `${id}.1`, reason: 'Wrong.', evidence } },
});

/** Returns the correction of the day of a meeting; nothing for another fact. */
function correct(
  { id, command }: IdentifiedCommand,
  edtfAfter: string,
): readonly IdentifiedCommand[] {
  const { occurredOn } = command.body;
  if (occurredOn === undefined || occurredOn === null) return [];
  const body = {
    target: `${id}.1`,
    field: 'occurredOn',
    oldValue: occurredOn,
    newValue: statedDate(edtfAfter),
    reason: 'Misread.',
    evidence,
  };
  return [{ id: `correct-${id}`, command: { name: 'CorrectRecord', body } }];
}

/** Formats conflicts without the ids of the events that flagged them, in a fixed order. */
function formatConflicts(conflicts: readonly object[]): readonly string[] {
  return conflicts.map((conflict) => JSON.stringify(conflict)).toSorted();
}

function listOpen(current: CollectionState | undefined): readonly string[] {
  const open = current?.conflicts.all.values().filter(isOpenConflict) ?? [];
  return formatConflicts(
    open.map(({ data: { events, field, thing } }) => ({ events, field, thing })),
  );
}

/** Compares all facts of a record with each other, without an index. */
function listExpected(current: CollectionState): readonly string[] {
  const context = createStatementContext(current);
  const statements = current.facts
    .values()
    .filter(({ retracted }) => retracted === undefined)
    .flatMap(({ id, event }) => listStatements({ id, event }, context))
    .filter(isContradictable);

  const components: Set<Statement>[] = [];
  for (const a of statements) {
    const linked = components.filter((component) =>
      [...component].some((b) => isContradiction(a, b, context)),
    );
    const merged = new Set([a, ...linked.flatMap((component) => [...component])]);
    components.splice(
      0,
      components.length,
      ...components.filter((each) => !linked.includes(each)),
      merged,
    );
  }
  return formatConflicts(
    components
      .filter(({ size }) => size > 1)
      .map((component) => [...component].toSorted((a, b) => compareEventIds(a.event, b.event)))
      .map((list) => ({
        events: list.map(({ event }) => event),
        field: list[0]?.property,
        thing: list[0]?.thing,
      })),
  );
}

function identify(commands: readonly TestCommand[], prefix: string): readonly IdentifiedCommand[] {
  return commands.map((command, n) => ({ id: `${prefix}${n}`, command }));
}

describe('The conflicts of a record', () => {
  it('the open conflicts do not depend on the order of recording', () => {
    fc.assert(
      fc.property(
        facts,
        fc.array(merger, { maxLength: 2 }),
        fc.infiniteStream(fc.nat()),
        (list, mergers, keys) => {
          const commands = [...identify(list, 'f'), ...identify(mergers, 'm')];
          const shuffled = commands
            .map((each) => ({ each, key: keys.next().value }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ each }) => each);
          expect(listOpen(run(shuffled))).toEqual(listOpen(run(commands)));
        },
      ),
    );
  });

  it('each open conflict is a set of current facts that contradict each other', () => {
    fc.assert(
      fc.property(
        facts,
        fc.array(chainedMerger, { maxLength: 2 }),
        fc.array(fc.nat({ max: 14 }), { maxLength: 5 }),
        fc.array(fc.tuple(fc.nat({ max: 11 }), edtf), { maxLength: 4 }),
        (list, mergers, retracted, corrected) => {
          const commands = [...identify(list, 'f'), ...identify(mergers, 'm')];
          const retractions = retracted.flatMap((n) => commands[n]?.id ?? []).map(retract);
          const corrections = corrected.flatMap(([n, after]) =>
            commands.slice(n, n + 1).flatMap((each) => correct(each, after)),
          );
          const current = run([...commands, ...corrections, ...retractions]);
          if (current === undefined) throw new Error('The collection must be open.');
          expect(listOpen(current)).toEqual(listExpected(current));
        },
      ),
    );
  });

  it('a resolved or ended conflict stays so', () => {
    fc.assert(
      fc.property(facts, facts, (before, after) => {
        const first = run(identify(before, 'f'));
        const retractions = identify(before, 'f').map(({ id }) => retract(id));
        const second = run([...identify(before, 'f'), ...retractions, ...identify(after, 'g')]);
        for (const id of first?.conflicts.all.keys() ?? []) {
          const conflict = second?.conflicts.all.get(id);
          expect(conflict && isOpenConflict(conflict)).toBe(false);
        }
        for (const [fact_, conflicts] of Object.entries(second?.conflicts.byFact.toJSON() ?? {})) {
          for (const id of conflicts)
            expect(second?.conflicts.all.get(id)?.data.events).toContain(fact_);
        }
      }),
      { numRuns: 30 },
    );
  });
});
