import type { ActorRef, CountryValue, Place } from '@rapporteur/contracts';
import type { Role } from './roles.ts';

/** Why somebody is taken to stand in a role: named, covered by a class, clear from the context, or by a rule. */
export type Basis = 'named' | 'class' | 'context' | 'derived';

/** Somebody who stands in a fact, in one role. */
export interface Involved {
  readonly role: Role;
  readonly actor: string;
  readonly kind: ActorRef['kind'];
  readonly nameAsWritten: string | null;
  /** The state or body it acts for. */
  readonly of: string | null;
  readonly office: string | null;
  readonly basis: Basis;
  readonly capacity: string | null;
  readonly represents: string | null;
  /** Whose words put it into the role, where another's words might not: a condemner of its own condemnation. */
  readonly saidBy: string | null;
}

type Detail = Partial<Pick<Involved, 'basis' | 'capacity' | 'represents' | 'saidBy'>>;

/** An actor in a role; nobody where the source names none. */
export function actorIn(
  role: Role,
  ref: ActorRef | null,
  detail: Detail = {},
): readonly Involved[] {
  if (ref === null) return [];
  return [
    {
      role,
      actor: ref.id,
      kind: ref.kind,
      nameAsWritten: ref.nameAsWritten,
      of: ref.of,
      office: ref.office,
      basis: ref.kind === 'class' ? 'class' : 'named',
      capacity: null,
      represents: null,
      saidBy: null,
      ...detail,
    },
  ];
}

/** Several actors in one role. */
export function actorsIn(
  role: Role,
  refs: readonly ActorRef[] | null,
  detail: Detail = {},
): readonly Involved[] {
  return (refs ?? []).flatMap((ref) => actorIn(role, ref, detail));
}

const BASIS_OF_COUNTRY = { stated: 'named', context: 'context', derived: 'derived' } as const;

/** A state that words speak of, in a role. */
export function stateIn(
  role: Role,
  country: CountryValue | null,
  detail: Detail = {},
): readonly Involved[] {
  if (country === null) return [];
  return [
    {
      role,
      actor: country.code,
      kind: 'state',
      nameAsWritten: country.nameAsWritten,
      of: null,
      office: null,
      basis: BASIS_OF_COUNTRY[country.basis],
      capacity: null,
      represents: null,
      saidBy: null,
      ...detail,
    },
  ];
}

/** Several states in one role. */
export function statesIn(
  role: Role,
  countries: readonly CountryValue[],
  detail: Detail = {},
): readonly Involved[] {
  return countries.flatMap((country) => stateIn(role, country, detail));
}

/** The states in which places lie. */
export function statesOf(
  role: Role,
  places: readonly (Place | null)[],
  detail: Detail = {},
): readonly Involved[] {
  return places.flatMap((place) => stateIn(role, place?.country ?? null, detail));
}
