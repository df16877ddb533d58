import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Envelope, hashCommand } from '@rapporteur/contracts';
import { EMPTY_HEAD, InMemoryLog, LogError } from '@rapporteur/event-log';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RuntimeFixture, TestTiming } from './testing/runtime-fixture.ts';
import {
  EMPTY_COLLECTION,
  EMPTY_PARTITION_STATE,
  foldBatch,
  type PartitionState,
} from './partition-state.ts';
import { decideCommand } from './decide-command.ts';
import type { CommandOutcome, ParsedSubmission, CommandSubmission } from './command-outcome.ts';
import { isParsedSubmission, parseSubmission } from './parse-submission.ts';
import {
  recordAssessment,
  recordMeetingHeld,
  openCollection,
  registerSource,
  retractRecord,
} from './testing/sample-commands.ts';

/** What happens to one batch on its way. */
const fate = fc.constantFrom(
  'fine',
  'fine',
  'slow',
  'landed unsaid',
  'lost',
  'fenced',
  'taken over',
);
type BatchFate = 'fine' | 'slow' | 'landed unsaid' | 'lost' | 'fenced' | 'taken over';

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
  readonly history = new RuntimeFixture();
  readonly told: TrialOutcome[] = [];
  readonly #fates: BatchFate[];

  constructor(fates: readonly BatchFate[]) {
    this.#fates = [...fates];
    const unknown = (): Promise<void> =>
      Promise.reject(new LogError('LOG_OUTCOME_UNKNOWN', 'planted'));
    let landed = false;
    this.history.hooks.beforeCommit = async () => {
      const next = this.#fates.shift() ?? 'fine';
      landed = next === 'landed unsaid';
      if (next === 'slow') for (let turn = 0; turn < 20; turn += 1) await nextTurn();
      if (next === 'lost') await unknown();
      if (next === 'fenced') throw new LogError('LOG_WRITER_FENCED', 'planted');
      if (next === 'taken over') await this.#takeOver();
    };
    this.history.hooks.afterCommit = () => (landed ? unknown() : Promise.resolve());
  }

  async #takeOver(): Promise<void> {
    const log = new InMemoryLog(this.history.store);
    const writer = await log.openWriter(0, { owner: 'another' }, EMPTY_HEAD, () => undefined);
    await writer.close();
  }

  /** Several senders at once, each one after the other, over two instances. */
  async run(senders: readonly (readonly CommandSubmission[])[]): Promise<void> {
    const runtimes = ['left', 'right'].map((owner) =>
      this.history.createRuntime(owner, new TestTiming()),
    );
    const send = async (submissions: readonly CommandSubmission[], to: number): Promise<void> => {
      for (const submission of submissions) {
        const outcome = await runtimes[to % runtimes.length]?.submit(submission);
        if (outcome !== undefined) this.told.push({ submission, outcome });
      }
    };
    await send([openCollection(), registerSource()], 0);
    await Promise.all(senders.map(send));
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
    fc.asyncProperty(trials, async ([senders, fates]) => {
      const trial = new RuntimeTrial(fates);
      await trial.run(senders);
      await assertion(trial, await trial.history.readEvents());
    }),
    { numRuns },
  );
}

function read(submission: CommandSubmission): ParsedSubmission {
  const one = parseSubmission(submission);
  if (!isParsedSubmission(one)) throw new Error('a recorded command was malformed');
  return one;
}

/** What is decided on the image of everything before a command's events. */
function judgedAt(image: PartitionState, submission: CommandSubmission, first: Envelope) {
  const bench = { partition: 0, state: image, term: first.term, time: first.time };
  return decideCommand(bench, read(submission));
}

describe('Whatever happens to the batches on their way', () => {
  it('every acknowledged command is in the log exactly as it was told', () =>
    check(({ told }, events) => {
      for (const { outcome } of told) {
        if (outcome.kind !== 'recorded') continue;
        const { pseq } = outcome.position;
        expect(events.slice(pseq - outcome.events.length + 1, pseq + 1)).toEqual(outcome.events);
      }
    }));

  it('no event is there twice, and versions and sequences have no gaps', () =>
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

  it('of the same command, one answer says that it was recorded now, and all others repeat it', () =>
    check(({ told }) => {
      const firsts = new Map<string, number>();
      for (const { outcome } of told) {
        if (outcome.kind !== 'recorded' || outcome.repeated) continue;
        firsts.set(outcome.commandId, (firsts.get(outcome.commandId) ?? 0) + 1);
      }
      expect([...firsts.values()].every((count) => count === 1)).toBe(true);
    }));

  it('every command was decided on exactly what the log said before it', () =>
    check(({ told, history }, events) => {
      const submissions = new Map<string, CommandSubmission>();
      for (const { submission, outcome } of told) {
        if (outcome.kind === 'recorded' && !outcome.repeated)
          submissions.set(outcome.commandId, submission);
      }
      let image = EMPTY_PARTITION_STATE;
      for (const [index, event] of events.entries()) {
        const submission = submissions.get(event.commandid);
        if (submission !== undefined && event.id === `${event.commandid}.1`) {
          const verdict = judgedAt(image, submission, event);
          const own = events.slice(index).filter(({ commandid }) => commandid === event.commandid);
          expect(verdict).toMatchObject({ kind: 'append', events: own });
        }
        const { pseq, term, time } = event;
        const batch = {
          events: [{ bytes: new Uint8Array(), event }],
          ignored: [],
          atEnd: false,
          head: { pseq, term, time },
        };
        image = foldBatch(image, batch);
      }
      expect(history.store.partition(0).nextPseq).toBe(events.length);
    }));

  it('an instance that is started afterwards gives the same answers', () =>
    check(async ({ told, history }) => {
      const runtime = history.createRuntime('afterwards');
      for (const { submission, outcome } of told) {
        // A command without an id of its own may have been retracted since, and would be recorded again.
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

  it('what was refused left nothing behind', () =>
    check(({ told }, events) => {
      // Whoever was put off with 503 may find the command recorded when it is sent again.
      const left = told.filter(
        ({ outcome }) => outcome.kind === 'recorded' || outcome.kind === 'unavailable',
      );
      const hashes = new Set(
        left.map(({ submission }) => hashCommand(submission.name, submission.body)),
      );
      for (const { commandhash = '', source } of events) {
        expect(source === '/log' || hashes.has(commandhash)).toBe(true);
      }
    }));
});

describe('The image of a collection', () => {
  it('is the same grown live and folded from the log', async () => {
    const history = new RuntimeFixture();
    const runtime = history.createRuntime();
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
    let image = EMPTY_PARTITION_STATE;
    const options = { follow: false, signal: new AbortController().signal };
    for await (const batch of new InMemoryLog(history.store).read(0, EMPTY_HEAD, options))
      image = foldBatch(image, batch);
    expect({
      position: { partition: 0, pseq: image.head.pseq },
      term: image.head.term,
    }).toMatchObject({
      position: live?.position,
      term: live?.term,
    });
    expect((image.collections.get('sco') ?? EMPTY_COLLECTION).versions.toJSON()).toEqual({
      'collection-sco': 1,
      'body-sco': 1,
      'source-note': 2,
      'meeting-sco-1': 1,
    });
  });
});
