import { type ActorRef, type CountryValue, isCountryCode, type Place } from '@rapporteur/contracts';
import { z } from 'zod';
import type { Role } from './roles.ts';

/** The basis of a role: named, covered by a class, clear from the context, or derived by a rule. */
export const InvolvementBasis = z.enum(['named', 'class', 'context', 'derived']).meta({
  id: 'InvolvementBasis',
  description:
    'The basis of a role: named, covered by a class, clear from the context, or derived by a rule.',
});
export type InvolvementBasis = z.output<typeof InvolvementBasis>;

/** An actor in one role of one fact. */
export interface Involvement {
  readonly role: Role;
  readonly actor: string;
  readonly kind: ActorRef['kind'];
  readonly nameAsWritten: string | null;
  /** The state or body that the actor represents. */
  readonly actorOf: string | null;
  readonly office: string | null;
  readonly basis: InvolvementBasis;
  readonly capacity: string | null;
  readonly represents: string | null;
  /**
   * The actor who names it in this role, if others might not: the condemner of its own
   * condemnation.
   */
  readonly saidBy: string | null;
}

type InvolvementDetail = Partial<Pick<Involvement, 'basis' | 'capacity' | 'represents' | 'saidBy'>>;

/** Returns the involvement of an actor, or none if the source names no actor. */
export function involveActor(
  role: Role,
  ref: ActorRef | null,
  detail: InvolvementDetail = {},
): readonly Involvement[] {
  if (ref === null) return [];
  return [
    {
      role,
      actor: ref.id,
      kind: ref.kind,
      nameAsWritten: ref.nameAsWritten,
      actorOf: ref.of,
      office: ref.office,
      basis: ref.kind === 'class' ? 'class' : 'named',
      capacity: null,
      represents: null,
      saidBy: null,
      ...detail,
    },
    ...listLeftOut(role, ref),
  ];
}

/** Returns the states that the words leave out of a class. Their capacity is the role of the class. */
function listLeftOut(role: Role, { members }: ActorRef): readonly Involvement[] {
  const states = (members?.except ?? []).filter(({ id }) => isCountryCode(id));
  return states.flatMap((state) =>
    involveActor(
      'left-out',
      { ...state, kind: 'state', of: null, office: null, members: null },
      { capacity: role },
    ),
  );
}

/** Returns the involvements of several actors in one role. */
export function involveActors(
  role: Role,
  refs: readonly ActorRef[] | null,
  detail: InvolvementDetail = {},
): readonly Involvement[] {
  return (refs ?? []).flatMap((ref) => involveActor(role, ref, detail));
}

const BASIS_OF_COUNTRY = { stated: 'named', context: 'context', derived: 'derived' } as const;

/** Returns the involvement of a state, or none if no state is given. */
export function involveState(
  role: Role,
  country: CountryValue | null,
  detail: InvolvementDetail = {},
): readonly Involvement[] {
  if (country === null) return [];
  return [
    {
      role,
      actor: country.code,
      kind: 'state',
      nameAsWritten: country.nameAsWritten,
      actorOf: null,
      office: null,
      basis: BASIS_OF_COUNTRY[country.basis],
      capacity: null,
      represents: null,
      saidBy: null,
      ...detail,
    },
  ];
}

/** Returns the involvements of several states in one role. */
export function involveStates(
  role: Role,
  countries: readonly CountryValue[],
  detail: InvolvementDetail = {},
): readonly Involvement[] {
  return countries.flatMap((country) => involveState(role, country, detail));
}

/** Returns the involvements of the states in which places lie. */
export function involvePlaces(
  role: Role,
  places: readonly (Place | null)[],
  detail: InvolvementDetail = {},
): readonly Involvement[] {
  return places.flatMap((place) => involveState(role, place?.country ?? null, detail));
}
