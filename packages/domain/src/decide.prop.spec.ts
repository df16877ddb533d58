import { CATALOGUE, type DecodedEvent, findReferences } from '@rapporteur/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import type { NewEvent } from './decision.ts';
import {
  applyDecision,
  BASIC_RECORD,
  transferChairmanship,
  recordMeetingHeld,
  statedDate,
  parseTestCommand,
  passageAt,
  assertionAt,
  type TestCommand,
  stateActor,
} from './testing/given-when-then.ts';
import { type CollectionState, evolve, isKnown } from './state.ts';

const start = fc.nat({ max: 40 }).map((n) => n * 5);
const day = fc.nat({ max: 5 }).map((n) => `2025-09-1${n}`);
const code = fc.constantFrom('KGZ', 'PAK', 'RUS', 'CHN');
const meeting = fc.constantFrom('council-44', 'council-45', 'counsil-45');
const evidence = { note: 'A letter' };
const target = fc
  .tuple(fc.nat({ max: 30 }), fc.nat({ max: 4 }))
  .map(([c, n]) => `c${c + 1}.${n + 1}`);

const sent: fc.Arbitrary<TestCommand> = fc.oneof(
  fc
    .tuple(meeting, day, start)
    .map(([id, date, at]) => recordMeetingHeld({ meeting: id, occurredOn: statedDate(date) }, at)),
  fc
    .tuple(code, code, day, start)
    .map(([from, to, date, at]) => transferChairmanship(from, to, date, at)),
  fc.tuple(meeting, code, start).map(([id, who, at]): TestCommand => ({
    name: 'RecordDelegationAttended',
    body: {
      meeting: id,
      state: stateActor(who),
      basis: 'named',
      assertion: { passages: [passageAt(at), passageAt(at + 1)], modality: 'reported' },
    },
  })),
  fc.tuple(target, day, day).map(([id, was, is]): TestCommand => ({
    name: 'CorrectRecord',
    body: {
      target: id,
      field: 'occurredOn',
      oldValue: statedDate(was),
      newValue: statedDate(is),
      reason: 'Misread.',
      evidence,
    },
  })),
  target.map((id): TestCommand => ({
    name: 'RetractRecord',
    body: { target: id, reason: 'Wrong.', evidence },
  })),
  meeting.map((id): TestCommand => ({
    name: 'RetractRecord',
    body: { meeting: id, reason: 'Wrong.', evidence },
  })),
  target.map((id): TestCommand => ({
    name: 'ResolveConflict',
    body: { conflict: id, resolution: 'Settled.' },
  })),
  start.map((at): TestCommand => ({
    name: 'RecordMeetingDescribed',
    body: { meeting: 'council-44', aspect: 'theme', wording: 'x', ...assertionAt(at) },
  })),
);

interface CommandStep {
  readonly sent: TestCommand;
  readonly before: CollectionState | undefined;
  readonly events: readonly NewEvent[];
  readonly after: CollectionState | undefined;
}

function run(commands: readonly TestCommand[]): readonly CommandStep[] {
  let record: CollectionState | undefined;
  return [...BASIC_RECORD, ...commands].map((command, n) => {
    const before = record;
    const decision = decide(record, parseTestCommand(command), `c${n + 1}`);
    record = applyDecision(record, decision, `c${n + 1}`);
    return {
      sent: command,
      before,
      events: decision.kind === 'record' ? decision.events : [],
      after: record,
    };
  });
}

function recorded(steps: readonly CommandStep[]): readonly DecodedEvent[] {
  return steps.flatMap(({ events }, n) =>
    events.map(
      (event, m) =>
        ({
          ...event,
          envelope: { id: `c${n + 1}.${m + 1}`, subject: event.stream },
        }) as unknown as DecodedEvent,
    ),
  );
}

const histories = fc.array(sent, { maxLength: 25 });

describe('Whatever is asked, in whatever order', () => {
  it('every event fits the schema of its type, and has every field', () => {
    fc.assert(
      fc.property(histories, (commands) => {
        for (const { type, data } of recorded(run(commands)))
          expect(CATALOGUE.getDefinition(type).parse(data)).toEqual(data);
      }),
    );
  });

  it('folding the events gives the state that the decisions were made on', () => {
    fc.assert(
      fc.property(histories, (commands) => {
        const steps = run(commands);
        const folded = recorded(steps).reduce<CollectionState | undefined>(
          (record, event) => evolve(record, event),
          undefined,
        );
        expect(JSON.stringify(folded)).toBe(JSON.stringify(steps.at(-1)?.after));
      }),
    );
  });

  it('a command that was recorded changes nothing when it is asked again at once', () => {
    fc.assert(
      fc.property(histories, (commands) => {
        for (const { sent: command, events, after: state } of run(commands)) {
          if (
            events.length === 0 ||
            command.name === 'CorrectRecord' ||
            command.name === 'ResolveConflict'
          )
            continue;
          expect(decide(state, parseTestCommand(command), 'again').kind).not.toBe('record');
        }
      }),
    );
  });

  it('nothing that stands points at a meeting or body that the record does not know', () => {
    fc.assert(
      fc.property(histories, (commands) => {
        const state = run(commands).at(-1)?.after;
        for (const { event, retracted } of state?.facts.values() ?? []) {
          if (retracted !== undefined) continue;
          for (const reference of findReferences(
            CATALOGUE.getDefinition(event.type).schema,
            event.data,
          )) {
            if (reference.to === 'meeting' || reference.to === 'body') {
              expect(state && isKnown(state, reference.to, reference.id)).toBe(true);
            }
          }
        }
      }),
    );
  });

  it('deciding leaves the state as it was', () => {
    fc.assert(
      fc.property(histories, (commands) => {
        for (const { sent: command, before } of run(commands)) {
          const was = JSON.stringify(before);
          decide(before, parseTestCommand(command), 'again');
          expect(JSON.stringify(before)).toBe(was);
        }
      }),
      { numRuns: 20 },
    );
  });
});
