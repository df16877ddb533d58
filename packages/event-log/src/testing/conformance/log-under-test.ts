import type { TestContext } from 'vitest';
import type { EventLog } from '../../port.ts';

/** An empty log of the tested kind, and ways to damage it. */
export interface LogUnderTest {
  /** Returns a new handle on the log, as another process would have. */
  open(): Promise<EventLog>;
  /** Removes one event from the middle. */
  readonly loseEvent: ((partition: number, pseq: number) => Promise<void>) | 'not supported';
  /** Removes every event from `pseq` on, as if an old copy was restored. */
  readonly loseTail: ((partition: number, pseq: number) => Promise<void>) | 'not supported';
  /** Deletes the log. Its handles were closed before. */
  dispose(): Promise<void>;
}

/** Creates an empty log with a number of partitions. */
export type LogFactory = (options: { partitions: number }) => Promise<LogUnderTest>;

/** The log of one test. Its handles are closed after the test. */
export interface LogFixture {
  readonly subject: LogUnderTest;
  openHandle(): Promise<EventLog>;
  /** Ends the test as skipped, with the reason in the summary. */
  skip(reason: string): never;
}

/** Returns a test function that runs on its own log. */
export function withLog(
  create: LogFactory,
  run: (fixture: LogFixture) => Promise<void>,
  partitions = 1,
): (context?: TestContext) => Promise<void> {
  return async (context) => {
    const subject = await create({ partitions });
    const handles: EventLog[] = [];
    const openHandle = async (): Promise<EventLog> => {
      const handle = await subject.open();
      handles.push(handle);
      return handle;
    };
    const skip = (reason: string): never => {
      context?.skip(reason);
      throw new Error(reason);
    };

    try {
      await run({ subject, openHandle, skip });
    } finally {
      await Promise.all(handles.map((handle) => handle.close()));
      await subject.dispose();
    }
  };
}
