import type { IgnoredRecord } from '@rapporteur/event-log';
import type { ParkedCommand } from './parked-command.ts';
import type { ClassifiedError } from './projection-error.ts';

/** A change of the partitions of a generation, for logs and metrics. */
export type GenerationReport =
  | { readonly kind: 'acquired' | 'lost' | 'released'; readonly partition: number }
  | {
      readonly kind: 'retrying' | 'stopped';
      readonly partition: number | null;
      readonly reason: ClassifiedError;
    }
  | { readonly kind: 'parked'; readonly partition: number; readonly parked: ParkedCommand }
  | {
      readonly kind: 'ignored';
      readonly partition: number;
      readonly ignored: readonly IgnoredRecord[];
    }
  | {
      readonly kind: 'applied';
      readonly partition: number;
      readonly events: number;
      readonly seconds: number;
    }
  /** The instance renewed its leases, and holds this number of partitions. */
  | { readonly kind: 'renewed'; readonly partition: null; readonly held: number };
