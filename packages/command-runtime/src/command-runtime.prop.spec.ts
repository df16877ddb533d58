import { type Envelope, hashCommand } from '@rapporteur/contracts';
import { EMPTY_HEAD, InMemoryLog } from '@rapporteur/event-log';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BATCH_FATES, type BatchFate, BatchFaultInjector } from './testing/batch-faults.ts';
import { RuntimeFixture } from './testing/runtime-fixture.ts';
import {
  EMPTY_COLLECTION,
  EMPTY_PARTITION_STATE,
  foldBatch,
  type PartitionState,
} from './partition-state.ts';
import { decideCommand } from './decide-command.ts';
import type {
  CommandOutcome,
  ParsedCommandSubmission,
  CommandSubmission,
} from './command-outcome.ts';
import { isParsedSubmission, parseCommandSubmission } from './parse-command-submission.ts';
import {
  recordAssessment,
  recordMeetingHeld,
  openCollection,
  registerSource,
  retractRecord,
} from './testing/sample-commands.ts';

const fate = fc.constantFrom('committed' as const, ...BATCH_FATES);

const small = fc.nat({ max: 6 });
const command: fc.Arbitrary<CommandSubmission> = fc.oneof(
  { weight: 4, arbitrary: small.map((n) => recordMeetingHeld(n + 1)) },
  { weight: 4, arbitrary: small.map((n) => recordAssessment(n)) },
  { weight: 1, arbitrary: small.map((n) => ({ ...recordAssessment(n), commandId: `key-${n}` })) },
  { weight: 1, arbitrary: small.map((n) => ({ ...recordAssessment(n + 10), commandId: 'key-1' })) },
  { weight: 2, arbitrary: small.map((n) => retractRecord(`key-${n}.1`)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(small, small)
      .map(([n, v]) => ({ ...recordAssessment(n), expectedVersion: v })),
  },
  { weight: 1, arbitrary: small.map((n) => ({ ...recordAssessment(n), dryRun: true })) },
  { weight: 1, arbitrary: fc.constant({ name: 'RecordMeetingHeld', body: { collection: 'sco' } }) },
);

interface TrialOutcome {
  readonly submission: CommandSubmission;
  readonly outcome: CommandOutcome;
}

class RuntimeTrial {
  readonly fixture = new RuntimeFixture();
  readonly outcomes: TrialOutcome[] = [];

  constructor(fates: readonly BatchFate[]) {
    const remaining = [...fates];
    const nextFate = (): BatchFate => remaining.shift() ?? 'committed';
    const faults = new BatchFaultInjector(() => this.fixture.store, nextFate);
    this.fixture.hooks.beforeCommit = () => faults.beforeCommit(0);
    this.fixture.hooks.afterCommit = () => faults.afterCommit();
  }

  /** Runs several clients at once over two instances; each submits one command after the other. */
  async run(clients: readonly (readonly CommandSubmission[])[]): Promise<void> {
    const runtimes = ['left', 'right'].map((owner) => this.fixture.createRuntime(owner));
    const submitAll = async (
      submissions: readonly CommandSubmission[],
      client: number,
    ): Promise<void> => {
      for (const submission of submissions) {
        const outcome = await runtimes[client % runtimes.length]?.submit(submission);
        if (outcome !== undefined) this.outcomes.push({ submission, outcome });
      }
    };
    await submitAll([openCollection(), registerSource()], 0);
    await Promise.all(clients.map(submitAll));
    await Promise.all(runtimes.map((runtime) => runtime.close()));
  }
}

const trials = fc.tuple(
  fc.array(fc.array(command, { maxLength: 8 }), { minLength: 1, maxLength: 6 }),
  fc.array(fate, { maxLength: 12 }),
);

function check(
  assertion: (trial: RuntimeTrial, events: readonly Envelope[]) => void | Promise<void>,
  numRuns = 60,
): Promise<void> {
  return fc.assert(
    fc.asyncProperty(trials, async ([clients, fates]) => {
      const trial = new RuntimeTrial(fates);
      await trial.run(clients);
      await assertion(trial, await trial.fixture.readEvents());
    }),
    { numRuns },
  );
}

function parse(submission: CommandSubmission): ParsedCommandSubmission {
  const parsed = parseCommandSubmission(submission);
  if (!isParsedSubmission(parsed)) throw new Error('A recorded command is malformed.');
  return parsed;
}

/** Returns the decision on the state before the command's first event. */
function decideBefore(state: PartitionState, submission: CommandSubmission, first: Envelope) {
  return decideCommand(
    { partition: 0, state, term: first.term, time: first.time },
    parse(submission),
  );
}

describe('Under any faults of the batches', () => {
  it('every acknowledged command is in the log, with the events of its outcome', () =>
    check(({ outcomes }, events) => {
      for (const { outcome } of outcomes) {
        if (outcome.kind !== 'recorded') continue;
        const { pseq } = outcome.position;
        expect(events.slice(pseq - outcome.events.length + 1, pseq + 1)).toEqual(outcome.events);
      }
    }));

  it('no event is recorded twice, and versions and sequences have no gaps', () =>
    check((_trial, events) => {
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
      expect(events.map(({ pseq }) => pseq)).toEqual(events.map((_, index) => index));
      const versions = new Map<string, number>();
      for (const { source, subject, streamversion } of events) {
        const stream = `${source} ${subject}`;
        expect(streamversion).toBe((versions.get(stream) ?? 0) + 1);
        versions.set(stream, streamversion);
      }
    }));

  it('one outcome of the same command is new, and all others are repeated', () =>
    check(({ outcomes }) => {
      const firsts = new Map<string, number>();
      for (const { outcome } of outcomes) {
        if (outcome.kind !== 'recorded' || outcome.repeated) continue;
        firsts.set(outcome.commandId, (firsts.get(outcome.commandId) ?? 0) + 1);
      }
      expect([...firsts.values()].every((count) => count === 1)).toBe(true);
    }));

  it('every command was decided on the state of the log before it', () =>
    check(({ outcomes, fixture }, events) => {
      const submissions = new Map<string, CommandSubmission>();
      for (const { submission, outcome } of outcomes) {
        if (outcome.kind === 'recorded' && !outcome.repeated)
          submissions.set(outcome.commandId, submission);
      }
      let state = EMPTY_PARTITION_STATE;
      for (const [index, event] of events.entries()) {
        const submission = submissions.get(event.commandid);
        if (submission !== undefined && event.id === `${event.commandid}.1`) {
          const decision = decideBefore(state, submission, event);
          const own = events.slice(index).filter(({ commandid }) => commandid === event.commandid);
          expect(decision).toMatchObject({ kind: 'append', events: own });
        }
        const { pseq, term, time } = event;
        const batch = {
          events: [{ bytes: new Uint8Array(), event }],
          ignored: [],
          atEnd: false,
          head: { pseq, term, time },
        };
        state = foldBatch(state, batch);
      }
      expect(fixture.store.partition(0).nextPseq).toBe(events.length);
    }));

  it('an instance that is started later returns the same outcomes', () =>
    check(async ({ outcomes, fixture }) => {
      const runtime = fixture.createRuntime('afterwards');
      for (const { submission, outcome } of outcomes) {
        // A retracted command without an id of its own would be recorded again.
        if (outcome.kind !== 'recorded' || submission.commandId === undefined) continue;
        expect(await runtime.submit(submission)).toEqual({
          ...outcome,
          repeated: true,
          already: null,
          version: expect.anything(),
        });
      }
      await runtime.close();
    }));

  it('a rejected command leaves nothing in the log', () =>
    check(({ outcomes }, events) => {
      // A command with a 503 may have been recorded.
      const accepted = outcomes.filter(
        ({ outcome }) => outcome.kind === 'recorded' || outcome.kind === 'unavailable',
      );
      const hashes = new Set(
        accepted.map(({ submission }) => hashCommand(submission.name, submission.body)),
      );
      for (const { commandhash = '', source } of events) {
        expect(source === '/log' || hashes.has(commandhash)).toBe(true);
      }
    }));
});

describe('The state of a collection', () => {
  it('is the same grown live and folded from the log', async () => {
    const fixture = new RuntimeFixture();
    const runtime = fixture.createRuntime();
    for (const one of [
      openCollection(),
      registerSource(),
      recordAssessment(1),
      recordMeetingHeld(1),
      recordAssessment(1),
    ])
      await runtime.submit(one);
    const live = runtime.readStatus()[0];
    await runtime.close();
    let state = EMPTY_PARTITION_STATE;
    const options = { follow: false, signal: new AbortController().signal };
    for await (const batch of new InMemoryLog(fixture.store).read(0, EMPTY_HEAD, options))
      state = foldBatch(state, batch);
    expect({
      position: { partition: 0, pseq: state.head.pseq },
      term: state.head.term,
    }).toMatchObject({
      position: live?.position,
      term: live?.term,
    });
    expect((state.collections.get('sco') ?? EMPTY_COLLECTION).versions.toJSON()).toEqual({
      'collection-sco': 1,
      'body-sco': 1,
      'source-note': 2,
      'meeting-sco-1': 1,
    });
  });
});
