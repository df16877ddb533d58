import type { EventData, OpenCollection } from '@rapporteur/contracts';
import { isDeepStrictEqual } from 'node:util';
import { type Decision, recordNothing, recordEvents, reject } from './decision.ts';
import { createRejection } from './rejection.ts';
import { type CollectionState, factKeys, findCurrentFacts } from './state.ts';

/** Opens a collection and registers its root body; opening it again as it is changes nothing. */
export function decideOpenCollection(
  state: CollectionState | undefined,
  command: OpenCollection,
): Decision {
  const { collection, title, rootBody } = command;
  const opened: EventData<'CollectionOpened'> = { collection, title, rootBody: rootBody.body };
  const body: EventData<'BodyRegistered'> = {
    ...rootBody,
    parents: [],
    otherNames: [],
    identifiers: [],
  };
  if (state === undefined) {
    return recordEvents([
      { type: 'CollectionOpened', data: opened, stream: `collection-${collection}` },
      { type: 'BodyRegistered', data: body, stream: `body-${rootBody.body}` },
    ]);
  }
  const [root] = findCurrentFacts(state, factKeys.introduces('body', rootBody.body));
  const sameRoot =
    root?.event.type === 'BodyRegistered' &&
    root.event.data.name === rootBody.name &&
    root.event.data.kind === rootBody.kind;
  if (isDeepStrictEqual(state.opened, opened) && sameRoot) return recordNothing([root.id]);
  return reject(
    createRejection(
      'DOMAIN_COLLECTION_DIFFERS',
      `${collection} is open with another title or root body`,
      'record into it is',
      { field: 'collection' },
    ),
  );
}
