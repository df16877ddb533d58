import type { Answer, History, Invocation, Look, Question, Seen, Sent } from './history.ts';

/** Sends a command and waits for what is answered; rejects where no answer comes. */
export type Submit = (sent: Sent) => Promise<Answer>;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Notes what clients ask and what they are told, in the order in which it happens. All clients of a history are noted
 * by one recorder, in one process: that is what makes "answered before the other was asked" a fact.
 */
export class HistoryRecorder {
  readonly #invocations: Writable<Invocation>[] = [];
  readonly #looks: Writable<Look>[] = [];
  #ticks = 0;

  /** A client that submits in this way. It never throws: an answer that does not come is `unknown`. */
  client(name: string, submit: Submit): (sent: Sent) => Promise<Answer> {
    return async (sent) => {
      const noted = this.#invoke(name, sent);
      try {
        noted.answer = await submit(sent);
      } catch (fault) {
        noted.answer = {
          kind: 'unknown',
          why: fault instanceof Error ? fault.message : String(fault),
        };
      }
      noted.answeredAt = this.#tick();
      return noted.answer;
    };
  }

  /** Makes a read and notes it. Answers what was seen; undefined where it failed. */
  async look(
    client: string,
    question: Question,
    read: () => Promise<Seen>,
  ): Promise<Seen | undefined> {
    const noted: Writable<Look> = {
      client,
      question,
      invokedAt: this.#tick(),
      answeredAt: null,
      seen: null,
    };
    this.#looks.push(noted);
    try {
      noted.seen = await read();
    } catch {
      // A read that fails shows nothing, and nothing can be held against it.
      return undefined;
    }
    noted.answeredAt = this.#tick();
    return noted.seen;
  }

  /** What was noted so far; whatever is under way has no answer yet. */
  get history(): History {
    const copies = <T extends object>(entries: readonly T[]): T[] =>
      entries.map((entry) => ({ ...entry }));
    return { invocations: copies(this.#invocations), looks: copies(this.#looks) };
  }

  #invoke(client: string, sent: Sent): Writable<Invocation> {
    const answer: Answer = { kind: 'unknown', why: 'no answer has come' };
    const noted: Writable<Invocation> = {
      client,
      sent,
      invokedAt: this.#tick(),
      answeredAt: null,
      answer,
    };
    this.#invocations.push(noted);
    return noted;
  }

  #tick(): number {
    this.#ticks += 1;
    return this.#ticks;
  }
}
