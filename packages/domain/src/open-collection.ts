import type { EventData, OpenCollection } from '@rapporteur/contracts';
import { isDeepStrictEqual } from 'node:util';
import { type Decision, recordEvents, recordNothing, reject } from './decision.ts';
import { createRejection } from './rejection.ts';
import { type CurrentFact, factKeys, findCurrentFacts } from './fact-index.ts';
import type { CollectionState } from './state.ts';

/** Returns whether the record has the root body with every value that the opening gives. */
function isSameBody(rootBody: OpenCollection['rootBody'], root: CurrentFact): boolean {
  if (root.event.type !== 'BodyRegistered') return false;
  const { data } = root.event;
  return isDeepStrictEqual({ ...data, ...rootBody }, data);
}

/** Decides to open a collection and register its root body. Opening it again changes nothing. */
export function decideOpenCollection(
  state: CollectionState | undefined,
  command: OpenCollection,
): Decision {
  const { collection, title, rootBody } = command;
  const opened: EventData<'CollectionOpened'> = { collection, title, rootBody: rootBody.body };
  if (state === undefined) {
    const { otherNames = [], identifiers = [], ...rest } = rootBody;
    const body: EventData<'BodyRegistered'> = { ...rest, parents: [], otherNames, identifiers };
    return recordEvents([
      { type: 'CollectionOpened', data: opened, stream: `collection-${collection}` },
      { type: 'BodyRegistered', data: body, stream: `body-${rootBody.body}` },
    ]);
  }

  const [root] = findCurrentFacts(state, factKeys.introduces('body', rootBody.body));
  if (root !== undefined && isDeepStrictEqual(state.opened, opened) && isSameBody(rootBody, root))
    return recordNothing([root.id]);

  return reject(
    createRejection('DOMAIN_COLLECTION_DIFFERS', {
      message: `The collection \`${collection}\` is open with another title or root body.`,
      remedy: 'Use the collection as it is: leave out its title and root body.',
      field: 'collection',
    }),
  );
}
