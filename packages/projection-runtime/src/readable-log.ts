import type { EventLog } from '@rapporteur/event-log';

/** The part of a log that projectors use. */
export type ReadableLog = Pick<EventLog, 'partitions' | 'read' | 'reportProgress'>;
