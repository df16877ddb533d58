import type { ActorRef } from '@rapporteur/contracts';
import type { CondemnationView } from './incident-views.ts';

/** A condemner: a column of the matrix. */
export interface Condemner {
  readonly condemner: string;
  readonly kind: ActorRef['kind'];
  readonly nameAsWritten: string;
  readonly of: string | null;
}

/**
 * The condemnations of one target by one condemner. `not-recorded` means that the record has none,
 * which is not approval.
 */
export interface CondemnationCell {
  readonly condemner: string;
  readonly kind: 'condemned' | 'not-recorded';
  readonly condemnations: readonly CondemnationView[];
}

/** An incident, or a class of acts: a row of the matrix. */
export interface CondemnedTarget {
  readonly incident: string | null;
  readonly class: string | null;
  readonly territory: string | null;
  readonly cells: readonly CondemnationCell[];
}

/** Incidents × condemners. */
export interface CondemnationMatrix {
  readonly condemners: readonly Condemner[];
  readonly targets: readonly CondemnedTarget[];
}

// Two classes of acts are the same only if words, time and territory are equal.
function targetKey(condemnation: CondemnationView): string {
  const { incidentKey, class: acts, territory, targetOn } = condemnation;
  return incidentKey ?? JSON.stringify([acts, territory, targetOn?.edtf]);
}

function createTarget(
  condemners: readonly Condemner[],
  all: readonly CondemnationView[],
): CondemnedTarget {
  const [first] = all;
  return {
    incident: first?.incident ?? null,
    class: first?.class ?? null,
    territory: first?.territory ?? null,
    cells: condemners.map(({ condemner }) => {
      const condemnations = all.filter((condemnation) => condemnation.condemner === condemner);
      return {
        condemner,
        kind: condemnations.length > 0 ? 'condemned' : 'not-recorded',
        condemnations,
      };
    }),
  };
}

/**
 * Builds the matrix of condemnations, in their order. Each stays in the cell of its own condemner.
 */
export function buildCondemnationMatrix(
  condemnations: readonly CondemnationView[],
): CondemnationMatrix {
  const condemners = new Map(
    condemnations.map((condemnation): [string, Condemner] => [
      condemnation.condemner,
      {
        condemner: condemnation.condemner,
        kind: condemnation.condemnerKind,
        nameAsWritten: condemnation.condemnerName,
        of: condemnation.condemnerOf,
      },
    ]),
  );
  const columns = [...condemners.values()].toSorted((one, other) =>
    one.condemner < other.condemner ? -1 : 1,
  );
  const targets = Map.groupBy(condemnations, targetKey);
  return {
    condemners: columns,
    targets: [...targets.values()].map((all) => createTarget(columns, all)),
  };
}
