import { type Envelope, sha256Hex } from '@rapporteur/contracts';
import type { LogBatch } from '@rapporteur/event-log';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandSubmission } from '../command-outcome.ts';
import { decideCommand } from '../decide-command.ts';
import { isParsedSubmission, parseCommandSubmission } from '../parse-command-submission.ts';
import { EMPTY_PARTITION_STATE, foldBatch, type PartitionState } from '../partition-state.ts';
import { MemoryStateStore } from '../testing/memory-state-store.ts';
import { openCollection, recordDocument, retractRecord } from '../testing/sample-commands.ts';
import { PartitionStore, type WrittenState } from './partition-store.ts';

const IDENTITY = sha256Hex('the first event');

/** Returns a command about one of the events so far. */
type Step = (events: readonly Envelope[]) => CommandSubmission;

const few = fc.nat({ max: 3 });
const many = fc.nat();

function recordNote(note: number, meetings: readonly (readonly [number, number])[]): Step {
  const document = `note-${note}`;
  const sha256 = sha256Hex(document);
  const passageOf = (n: number) => ({
    document,
    documentSha256: sha256,
    start: n * 10,
    end: n * 10 + 9,
    sha256: sha256Hex(`${n}`),
    line: 1,
  });
  const source = { document, docType: 'article', title: 'A note', language: 'en' };
  return () => ({
    name: 'RecordDocument',
    body: {
      collection: 'sco',
      document: { ...source, sha256, assertion: { modality: 'metadata' } },
      bodies: [
        {
          body: 'council',
          name: 'The Council',
          otherNames: [`Council ${note % 2}`],
          kind: 'organ',
        },
      ],
      facts: meetings.map(([meeting, day], n) => ({
        type: 'MeetingHeld',
        meeting: `council-${meeting}`,
        body: 'council',
        occurredOn: { edtf: `2026-01-1${day}`, basis: 'stated' },
        assertion: { passages: [passageOf(n)], modality: 'reported' },
      })),
    },
  });
}

function pick<T>(all: readonly T[], n: number): T | undefined {
  return all[n % Math.max(all.length, 1)];
}

const evidence = { note: 'A letter' };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(few, fc.array(fc.tuple(few, few), { minLength: 1, maxLength: 4 }))
      .map(([note, meetings]) => recordNote(note, meetings)),
  },
  {
    weight: 1,
    arbitrary: few.map(
      (n): Step =>
        () =>
          recordDocument(n + 1, `long-${n}`),
    ),
  },
  {
    weight: 3,
    arbitrary: many.map(
      (n): Step =>
        (events) =>
          retractRecord(pick(events, n)?.id ?? 'none.1'),
    ),
  },
  {
    weight: 1,
    arbitrary: many.map((n): Step => (events) => ({
      name: 'RetractRecord',
      body: {
        collection: 'sco',
        command: pick(events, n)?.commandid ?? 'none',
        reason: 'Misread.',
        evidence,
      },
    })),
  },
  {
    weight: 1,
    arbitrary: few.map((n): Step => () => ({
      name: 'RetractRecord',
      body: { collection: 'sco', document: `note-${n}`, reason: 'Withdrawn.', evidence },
    })),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(many, few).map(([n, day]): Step => (events) => {
      const held = pick(
        events.filter(({ type }) => type.includes('meeting-held')),
        n,
      );
      const occurredOn = held?.data['occurredOn'] as { readonly edtf?: string } | undefined;
      return {
        name: 'CorrectRecord',
        body: {
          collection: 'sco',
          target: held?.id ?? 'none.1',
          field: 'occurredOn.edtf',
          oldValue: occurredOn?.edtf ?? null,
          newValue: `2026-01-1${day}`,
          reason: 'A misprint.',
          evidence,
        },
      };
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(few, few).map(([merged, into]): Step => () => ({
      name: 'MergeRecords',
      body: {
        collection: 'sco',
        kind: 'meeting',
        merged: `council-${merged}`,
        into: `council-${into}`,
        reason: 'The same.',
        evidence,
      },
    })),
  },
  {
    weight: 2,
    arbitrary: many.map((n): Step => (events) => {
      const flagged = pick(
        events.filter(({ type }) => type.includes('conflict-flagged')),
        n,
      );
      return {
        name: 'ResolveConflict',
        body: {
          collection: 'sco',
          conflict: flagged?.id ?? 'none.1',
          resolution: 'The first.',
          by: 'the secretariat',
          holds: (flagged?.data['events'] as readonly string[] | undefined)?.[0] ?? null,
        },
      };
    }),
  },
);

/** What happens to the store before a step. */
const saving = fc.constantFrom('nothing', 'write', 'startWrite', 'finishWrite', 'reopen');

/** A partition whose state is written to a store and read again, and the same in memory. */
class Trial {
  readonly events: Envelope[] = [];
  /** The outcomes in memory that differ from those of the stored state. */
  readonly differences: unknown[] = [];
  readonly #disk = new MemoryStateStore();
  #store = new PartitionStore(this.#disk);
  #inMemory: PartitionState = EMPTY_PARTITION_STATE;
  #stored: PartitionState = EMPTY_PARTITION_STATE;
  #isWritten = false;
  #writing: { readonly done: Promise<WrittenState>; readonly finish: () => void } | undefined;

  run(submission: CommandSubmission): void {
    const inMemory = this.#decide(this.#inMemory, submission);
    const stored = this.#decide(this.#stored, submission);
    const { state: next, ...outcome } = inMemory;
    const { state: nextStored, ...storedOutcome } = stored;
    if (JSON.stringify(storedOutcome) !== JSON.stringify(outcome)) this.differences.push(outcome);
    if (next === undefined || nextStored === undefined) return;
    this.#inMemory = next;
    this.#stored = nextStored;
    this.events.push(...(inMemory.events ?? []));
  }

  async save(how: string): Promise<void> {
    if (how === 'write') await this.#write();
    if (how === 'startWrite') this.#startWriting();
    if (how === 'finishWrite') await this.#finishWriting();
    if (how === 'reopen') await this.#reopen();
  }

  #decide(state: PartitionState, submission: CommandSubmission) {
    const parsed = parseCommandSubmission({ actor: 'recorder', ...submission });
    if (!isParsedSubmission(parsed)) return { ...parsed, state: undefined, events: [] };
    const time = '2026-01-01T12:00:00.000Z';
    const decision = decideCommand({ partition: 0, state, term: 1, time }, parsed);
    return decision.kind === 'append' ? decision : { ...decision, state: undefined, events: [] };
  }

  async #write(): Promise<void> {
    this.#startWriting();
    await this.#finishWriting();
  }

  #startWriting(): void {
    if (this.#writing !== undefined || this.#stored.head.pseq < 0) return;
    const gate = Promise.withResolvers<void>();
    this.#disk.afterWrite = () => gate.promise;
    this.#writing = {
      done: this.#store.write(this.#stored, IDENTITY),
      finish: () => gate.resolve(),
    };
  }

  async #finishWriting(): Promise<void> {
    if (this.#writing === undefined) return;
    this.#writing.finish();
    const written = await this.#writing.done;
    this.#writing = undefined;
    this.#isWritten = true;
    this.#stored = this.#store.withoutWritten(this.#stored, written);
  }

  /** As after a stop: the log is folded from the head of the store on. */
  async #reopen(): Promise<void> {
    await this.#finishWriting();
    this.#store = new PartitionStore(this.#disk);
    const stored = this.#store.read(IDENTITY);
    if ((stored !== undefined) !== this.#isWritten) this.differences.push(stored);
    const state = stored ?? EMPTY_PARTITION_STATE;
    const rest = this.events.filter(({ pseq }) => pseq > state.head.pseq);
    const batch: LogBatch = {
      events: rest.map((event) => ({ event, bytes: new Uint8Array() })),
      ignored: [],
      atEnd: true,
      head: this.#inMemory.head,
    };
    this.#stored = foldBatch(state, batch);
  }
}

describe('A stored state', () => {
  it('decides as a state in memory, whenever it is written and read again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(saving, step), { minLength: 1, maxLength: 25 }),
        async (steps) => {
          const trial = new Trial();
          trial.run(openCollection());
          for (const [how, create] of steps) {
            await trial.save(how);
            trial.run(create(trial.events));
          }
          expect(trial.differences).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});
