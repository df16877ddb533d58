import type { ActorRef } from '@rapporteur/contracts';
import type { CondemnationView } from './incident-queries.ts';

/** Somebody who condemns: a column. */
export interface Condemner {
  readonly condemner: string;
  readonly kind: ActorRef['kind'];
  readonly nameAsWritten: string;
  readonly of: string | null;
}

/** What one condemner says of one target; `not-recorded` where nothing of it is recorded, which is no approval. */
export interface CondemnationCell {
  readonly condemner: string;
  readonly kind: 'condemned' | 'not-recorded';
  readonly condemnations: readonly CondemnationView[];
}

/** An incident, or a class of acts: a row. */
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

// Classes of acts are the same only where words, time and territory are.
function targetKey({ incident, class: acts, territory, targetOn }: CondemnationView): string {
  return incident ?? JSON.stringify([acts, territory, targetOn?.edtf]);
}

function targetOf(
  condemners: readonly Condemner[],
  all: readonly CondemnationView[],
): CondemnedTarget {
  const [first] = all;
  return {
    incident: first?.incident ?? null,
    class: first?.class ?? null,
    territory: first?.territory ?? null,
    cells: condemners.map(({ condemner }) => {
      const condemnations = all.filter((one) => one.condemner === condemner);
      return {
        condemner,
        kind: condemnations.length > 0 ? 'condemned' : 'not-recorded',
        condemnations,
      };
    }),
  };
}

/** Puts condemnations into a matrix, in their order; each stays in the cell of its own condemner. */
export function buildCondemnationMatrix(
  condemnations: readonly CondemnationView[],
): CondemnationMatrix {
  const condemners = new Map(
    condemnations.map((one): [string, Condemner] => [
      one.condemner,
      {
        condemner: one.condemner,
        kind: one.condemnerKind,
        nameAsWritten: one.condemnerName,
        of: one.condemnerOf,
      },
    ]),
  );
  const columns = [...condemners.values()].toSorted((one, other) =>
    one.condemner < other.condemner ? -1 : 1,
  );
  const targets = Map.groupBy(condemnations, targetKey);
  return {
    condemners: columns,
    targets: [...targets.values()].map((all) => targetOf(columns, all)),
  };
}
