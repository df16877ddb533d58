import type { DraftFields } from '../draft.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';

const TYPE = 'DelegationAttended';
const ORGAN_TYPE = 'OrganAttended';

/**
 * Returns proposals without the delegations that another sentence names with their head: "The
 * delegation of Malta was headed by Ana Sa" tells of a delegation that a list has already.
 */
export function joinHeads(all: readonly FactProposal[]): readonly FactProposal[] {
  const proposals = dropNamedOrgans(dropRepeated(completeChairs(all)));
  const plain = new Map<string, FactProposal>();
  const headed = new Set<string>();
  for (const proposal of proposals) {
    if (proposal.type !== TYPE) continue;
    const state = getState(proposal.fields);
    if (proposal.fields['heads'] !== undefined) headed.add(state);
    else plain.set(state, proposal);
  }
  const told = new Set<string>();
  return proposals.flatMap((proposal) => {
    const state = getState(proposal.fields);
    if (proposal.type !== TYPE || !headed.has(state)) return [proposal];
    if (proposal.fields['heads'] === undefined) return [];
    // Two rules may find the same head in other words.
    const key = [state, ...listKeys(proposal.fields['heads'])].join();
    if (told.has(key)) return [];
    told.add(key);
    const capacity = plain.get(state)?.fields['capacity'];
    if (capacity === undefined) return [proposal];
    return [{ ...proposal, fields: { capacity, ...proposal.fields } }];
  });
}

/**
 * "Ana Sa chaired": the state of the chair is that of the delegation which she heads; else none is
 * known.
 */
function completeChairs(proposals: readonly FactProposal[]): readonly FactProposal[] {
  return proposals.flatMap((proposal) => {
    const { chairs } = proposal.fields;
    if (proposal.type !== 'MeetingChaired' || chairs !== undefined) return [proposal];
    const [person] = listKeys(proposal.fields['person']);
    const led = proposals.find(
      ({ type, fields }) => type === TYPE && listKeys(fields['heads'] ?? []).includes(person ?? ''),
    );
    const state = led?.fields['state'];
    if (state === undefined) return [];
    return [{ ...proposal, fields: { chairs: [state], ...proposal.fields } }];
  });
}

/** An organ that a list names with its head is named before it without one: one fact. */
function dropNamedOrgans(proposals: readonly FactProposal[]): readonly FactProposal[] {
  const headed = new Set(
    proposals.flatMap(({ type, fields }) =>
      type === ORGAN_TYPE && fields['heads'] !== undefined ? listKeys(fields['organ']) : [],
    ),
  );
  return proposals.filter(
    ({ type, fields }) =>
      type !== ORGAN_TYPE ||
      fields['heads'] !== undefined ||
      !listKeys(fields['organ']).some((organ) => headed.has(organ)),
  );
}

/** A state that attended is named again where the meeting welcomes it: one fact. */
function dropRepeated(proposals: readonly FactProposal[]): readonly FactProposal[] {
  const seen = new Set<string>();
  return proposals.filter(({ type, fields }) => {
    if (type !== TYPE || fields['heads'] !== undefined) return true;
    const { capacity, meeting, statedIn } = fields;
    const key = JSON.stringify([getState(fields), capacity, meeting, statedIn]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Returns the keys of actors, without the names as written. */
function listKeys(heads: DraftFields[string] | undefined): readonly string[] {
  const all = Array.isArray(heads) ? (heads as readonly DraftFields[string][]) : [heads ?? ''];
  return all.map((head) =>
    typeof head === 'object' && head !== null ? (Object.keys(head)[0] ?? '') : String(head),
  );
}

function getState({ state }: DraftFields): string {
  if (typeof state === 'string') return state;
  return Object.keys(state ?? {})[0] ?? '';
}
