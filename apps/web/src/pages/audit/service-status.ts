/** The status of a read model in a partition: see `/v1/status`. */
export interface ModelStatus {
  readonly readModel: string;
  readonly projection: string;
  readonly serves: boolean;
  readonly partition: number;
  readonly position: string | null;
  readonly logEnd: string | null;
  readonly logEndAgeSeconds: number | null;
  readonly state: 'live' | 'catching-up' | 'rebuilding' | 'parked' | 'stopped';
  readonly reason: { readonly code: string; readonly message: string } | null;
  readonly lagEvents: number | null;
  readonly lagSeconds: number | null;
  readonly heartbeatAgeSeconds: number | null;
  readonly owner: string | null;
  readonly parked: number;
  readonly eventsPerSecond: number | null;
}

/** A recorded command that a read model cannot show. */
interface ShownParkedCommand {
  readonly projection: string;
  readonly command: string;
  readonly position: string;
  readonly code: string;
  readonly reason: string;
}

/** The answer of `/v1/status`. */
export interface ShownStatus {
  readonly partitions: number;
  readonly projections: readonly ModelStatus[];
  readonly parked: readonly ShownParkedCommand[];
}

/** Returns the members of the answer of `/v1/status`. */
export function readStatus(answer: object): ShownStatus {
  const { partitions = 0, projections = [], parked = [] } = answer as Partial<ShownStatus>;
  return { partitions, projections, parked };
}
