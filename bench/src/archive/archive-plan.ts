import { EVENTS_PER_DOCUMENT, generateDocuments } from './archive-documents.ts';

/** The number of parts of a run. The cost of the first is compared with that of the last. */
export const TENTHS = 10;
/** More documents at once would fill the memory of a target with input. */
const WINDOW_DOCUMENTS_MAX = 270;

/** One tenth of an archive. */
export interface ArchiveTenth {
  /** The number of documents of each window. The targets take turns after each. */
  readonly windows: readonly number[];
  readonly documents: number;
  readonly events: number;
}

/** Returns the tenths of an archive with about this number of events. */
export function planArchive(events: number): readonly ArchiveTenth[] {
  const perTenth = Math.max(1, Math.round(events / EVENTS_PER_DOCUMENT / TENTHS));
  const generated = generateDocuments({ documents: perTenth * TENTHS });
  return Array.from({ length: TENTHS }, () => {
    let count = 0;
    for (let n = 0; n < perTenth; n++) count += generated.next().value?.eventCount ?? 0;

    const windows: number[] = [];
    for (let rest = perTenth; rest > 0; rest -= WINDOW_DOCUMENTS_MAX)
      windows.push(Math.min(rest, WINDOW_DOCUMENTS_MAX));
    return { windows, documents: perTenth, events: count };
  });
}

/** Returns the number of documents of all tenths. */
export function countDocuments(plan: readonly ArchiveTenth[]): number {
  return plan.reduce((sum, { documents }) => sum + documents, 0);
}

/** Returns the number of events of all tenths. */
export function countEvents(plan: readonly ArchiveTenth[]): number {
  return plan.reduce((sum, { events }) => sum + events, 0);
}
