import type { ClassifiedError, ProjectorReport } from '@rapporteur/projection-runtime';

/** The settings of a projector thread, passed when it starts. */
export interface ProjectorThreadSettings {
  readonly logUrl: string;
  readonly databaseUrl: string;
  readonly partitions: number | undefined;
  /** The name of the leases. */
  readonly owner: string;
}

/** A message to the thread. */
export type ProjectorThreadRequest =
  | { readonly kind: 'check'; readonly id: number; readonly projection: string }
  | { readonly kind: 'stop' };

/** A message of the thread. */
export type ProjectorThreadMessage =
  | { readonly kind: 'report'; readonly projection: string; readonly report: ProjectorReport }
  /** The answer to a check: the current error of the projector, or null. */
  | { readonly kind: 'checked'; readonly id: number; readonly error: string | null }
  /** The thread cannot continue, and ends. */
  | { readonly kind: 'failed'; readonly reason: ClassifiedError };
