import type { EventData, OpenCollection } from '@rapporteur/contracts';
import { isDeepStrictEqual } from 'node:util';
import { type Decision, recordEvents, recordNothing, reject } from './decision.ts';
import { createRejection } from './rejection.ts';
import { type CollectionState, factKeys, findCurrentFacts } from './state.ts';

/** Decides to open a collection and register its root body. Opening it again changes nothing. */
export function decideOpenCollection(
  state: CollectionState | undefined,
  command: OpenCollection,
): Decision {
  const { collection, title, rootBody } = command;
  const opened: EventData<'CollectionOpened'> = { collection, title, rootBody: rootBody.body };
  if (state === undefined) {
    const body: EventData<'BodyRegistered'> = {
      ...rootBody,
      parents: [],
      otherNames: [],
      identifiers: [],
    };
    return recordEvents([
      { type: 'CollectionOpened', data: opened, stream: `collection-${collection}` },
      { type: 'BodyRegistered', data: body, stream: `body-${rootBody.body}` },
    ]);
  }

  const [root] = findCurrentFacts(state, factKeys.introduces('body', rootBody.body));
  const isSameRoot =
    root?.event.type === 'BodyRegistered' &&
    root.event.data.name === rootBody.name &&
    root.event.data.kind === rootBody.kind;
  if (isDeepStrictEqual(state.opened, opened) && isSameRoot) return recordNothing([root.id]);

  return reject(
    createRejection('DOMAIN_COLLECTION_DIFFERS', {
      message: `The collection \`${collection}\` is open with another title or root body.`,
      remedy: 'Use the collection as it is: leave out its title and root body.',
      field: 'collection',
    }),
  );
}
