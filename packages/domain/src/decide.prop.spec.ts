import { CATALOGUE, type DecodedEvent, type Envelope, findReferences } from '@rapporteur/contracts';
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
import { isKnown } from './fact-index.ts';
import { type CollectionState, evolve } from './state.ts';

const start = fc.nat({ max: 40 }).map((n) => n * 5);
const day = fc.nat({ max: 5 }).map((n) => `2025-09-1${n}`);
const code = fc.constantFrom('KGZ', 'PAK', 'RUS', 'CHN');
const meeting = fc.constantFrom('council-44', 'council-45', 'counsil-45');
const evidence = { note: 'A letter' };
const target = fc
  .tuple(fc.nat({ max: 30 }), fc.nat({ max: 4 }))
  .map(([c, n]) => `c${c + 1}.${n + 1}`);

const commandArbitrary: fc.Arbitrary<TestCommand> = fc.oneof(
  fc
    .tuple(meeting, day, start)
    .map(([id, date, at]) => recordMeetingHeld({ meeting: id, occurredOn: statedDate(date) }, at)),
  fc
    .tuple(code, code, day, start)
    .map(([from, to, date, at]) => transferChairmanship({ from, to, day: date, start: at })),
  fc.tuple(meeting, code, start).map(([id, code, at]): TestCommand => ({
    name: 'RecordDelegationAttended',
    body: {
      meeting: id,
      state: stateActor(code),
      basis: 'named',
      assertion: { passages: [passageAt(at), passageAt(at + 1)], modality: 'reported' },
    },
  })),
  fc.tuple(target, day, day).map(([id, oldDay, newDay]): TestCommand => ({
    name: 'CorrectRecord',
    body: {
      target: id,
      field: 'occurredOn',
      oldValue: statedDate(oldDay),
      newValue: statedDate(newDay),
      reason: 'Misread.',
      evidence,
    },
  })),
  target.map((id): TestCommand => ({
    name: 'RetractRecord',
    body: { target: id, reason: 'Wrong.', evidence },
  })),
  fc.tuple(meeting, meeting).map(([id, other]): TestCommand => ({
    name: 'LinkRecords',
    body: {
      kind: 'meeting',
      id,
      relation: 'same',
      other: { collection: 'cis', id: other },
      reason: 'One meeting.',
      evidence,
    },
  })),
  fc.constantFrom('council-44', 'council-45').map((id): TestCommand => ({
    name: 'MergeRecords',
    body: { kind: 'meeting', merged: id, into: 'council-46', reason: 'One meeting.', evidence },
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
  readonly command: TestCommand;
  readonly before: CollectionState | undefined;
  readonly events: readonly NewEvent[];
  readonly after: CollectionState | undefined;
}

function run(commands: readonly TestCommand[]): readonly CommandStep[] {
  let state: CollectionState | undefined;
  return [...BASIC_RECORD, ...commands].map((command, n) => {
    const before = state;
    const decision = decide(state, parseTestCommand(command), `c${n + 1}`);
    state = applyDecision(state, decision, `c${n + 1}`);
    return {
      command,
      before,
      events: decision.kind === 'record' ? decision.events : [],
      after: state,
    };
  });
}

function decodeEvents(steps: readonly CommandStep[]): readonly DecodedEvent[] {
  return steps.flatMap(({ events }, n) =>
    events.map((event, m): DecodedEvent => ({
      ...event,
      envelope: { id: `c${n + 1}.${m + 1}`, subject: event.stream } as Envelope,
    })),
  );
}

const histories = fc.array(commandArbitrary, { maxLength: 25 });

describe('Any commands in any order', () => {
  it('every event matches the schema of its type and has all fields', () => {
    fc.assert(
      fc.property(histories, (commands) => {
        for (const { type, data } of decodeEvents(run(commands)))
          expect(CATALOGUE.getDefinition(type).parse(data)).toEqual(data);
      }),
    );
  });

  it('folding the events gives the state on which the commands were decided', () => {
    fc.assert(
      fc.property(histories, (commands) => {
        const steps = run(commands);
        const folded = decodeEvents(steps).reduce<CollectionState | undefined>(
          (state, event) => evolve(state, event),
          undefined,
        );
        expect(JSON.stringify(folded)).toBe(JSON.stringify(steps.at(-1)?.after));
      }),
    );
  });

  it('a recorded command records nothing when it is repeated at once', () => {
    fc.assert(
      fc.property(histories, (commands) => {
        for (const { command, events, after: state } of run(commands)) {
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

  it('no current fact refers to an unknown meeting or body', () => {
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

  it('deciding leaves the state unchanged', () => {
    fc.assert(
      fc.property(histories, (commands) => {
        for (const { command, before } of run(commands)) {
          const jsonBefore = JSON.stringify(before);
          decide(before, parseTestCommand(command), 'again');
          expect(JSON.stringify(before)).toBe(jsonBefore);
        }
      }),
      { numRuns: 20 },
    );
  });
});
