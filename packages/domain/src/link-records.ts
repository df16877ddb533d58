import { ID_STREAM, type LinkRecords } from '@rapporteur/contracts';
import { checkEvidence, checkNamedId } from './amendment-checks.ts';
import { type Decision, type NewEvent, recordEvents, recordNothing, reject } from './decision.ts';
import { factKeys, findCurrentFacts } from './fact-index.ts';
import type { CollectionState } from './state.ts';

/**
 * Decides to link a thing of this collection to another collection or scheme. Only the own id is
 * checked, because the other collection may be in another partition.
 */
export function decideLinkRecords(state: CollectionState, command: LinkRecords): Decision {
  const { collection: _, ...data } = command;
  const { kind, id, evidence } = data;
  const link: NewEvent = { type: 'RecordsLinked', data, stream: `${ID_STREAM[kind]}-${id}` };
  const [existing] = findCurrentFacts(state, factKeys.subject(link));
  if (existing !== undefined) return recordNothing([existing.id]);

  const rejections = [
    ...checkNamedId(state, { kind, id, field: 'id', code: 'DOMAIN_LINK_UNKNOWN' }),
    ...checkEvidence(state, evidence),
  ];
  return rejections.length > 0 ? reject(...rejections) : recordEvents([link]);
}
