/** The position of an event in the log. The event is included. */
export interface LogPosition {
  readonly partition: number;
  /** The event's sequence number in its partition; -1 before the first event. */
  readonly pseq: number;
}

/** A position as a person may write it: without a partition if the context names one. */
export type PartialLogPosition = Pick<LogPosition, 'pseq'> & Partial<LogPosition>;

const FORM = /^(?:(?<partition>\d{1,5}):)?(?<pseq>-1|\d{1,10})$/;

/** Returns the position as text: `0:42`. */
export function formatLogPosition({ partition, pseq }: LogPosition): string {
  return `${partition}:${pseq}`;
}

/** Parses `0:42` or `42`. Returns undefined if the text is not a position. */
export function parseLogPosition(text: string): PartialLogPosition | undefined {
  const parts = FORM.exec(text)?.groups;
  if (parts?.['pseq'] === undefined) return undefined;

  const pseq = Number(parts['pseq']);
  return parts['partition'] === undefined
    ? { pseq }
    : { partition: Number(parts['partition']), pseq };
}
