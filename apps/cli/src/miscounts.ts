import type { Count } from '@rapporteur/contracts';
import { formatCount } from '@rapporteur/drafting';
import { agreesWithList, type ListedParticipant } from '@rapporteur/statements';
import type { PlannedFields } from './same-things.ts';

/** A meeting of a file of which it states another number of participants than it lists. */
export interface Miscount {
  readonly meeting: string;
  /** The stated number in words. */
  readonly stated: string;
  readonly listed: number;
}

/** The participant of a fact by its type. */
const PARTICIPANT_FIELDS: Readonly<Record<string, string>> = {
  DelegationAttended: 'state',
  OrganAttended: 'organ',
};

/** Returns the meetings whose list in the file does not agree with the number that it states. */
export function findMiscounts(body: PlannedFields): readonly Miscount[] {
  const facts = (body['facts'] ?? []) as readonly (PlannedFields & { readonly type: string })[];
  return facts.flatMap(({ type, ...fields }) => {
    const { meeting, participants = null } = fields;
    if (type !== 'MeetingHeld') return [];
    const count = participants as Count | null;
    if (count === null) return [];
    const listed = facts.flatMap((fact) =>
      fact['meeting'] === meeting ? listParticipants(fact) : [],
    );
    if (agreesWithList(count, listed) !== false) return [];
    const size = new Set(listed.map(({ actor }) => actor)).size;
    return [{ meeting: String(meeting), stated: formatCount(count), listed: size }];
  });
}

function listParticipants(
  fact: PlannedFields & { readonly type: string },
): readonly ListedParticipant[] {
  const field = PARTICIPANT_FIELDS[fact.type];
  if (field === undefined) return [];
  const { id, kind } = fact[field] as { readonly id: string; readonly kind: string };
  return [{ actor: id, kind, isGuest: fact['capacity'] === 'guest' }];
}
