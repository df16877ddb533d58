import { createRejection } from '../rejection.ts';
import { factKeys, findCurrentFacts } from '../fact-index.ts';
import type { CollectionState } from '../state.ts';
import type { FactRule } from './rule.ts';

function listParents(state: CollectionState, body: string): readonly string[] {
  return findCurrentFacts(state, factKeys.introduces('body', body)).flatMap(({ event }) =>
    event.type === 'BodyRegistered' ? event.data.parents : [],
  );
}

// Terminates even if a correction made two bodies each other's ancestors.
function findAncestors(state: CollectionState, bodies: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [...bodies];

  for (let body = pending.pop(); body !== undefined; body = pending.pop()) {
    if (found.has(body)) continue;
    found.add(body);
    pending.push(...listParents(state, body));
  }

  return found;
}

/** A body must not be an organ of itself, directly or through other bodies. */
export const checkBodyAncestors: FactRule = (event, { state }) => {
  if (event.type !== 'BodyRegistered') return [];
  const { body, parents } = event.data;
  if (!findAncestors(state, parents).has(body)) return [];

  return [
    createRejection('DOMAIN_BODY_OWN_ANCESTOR', {
      message: `The body \`${body}\` must not be an organ of itself.`,
      remedy: 'Give the bodies above it as its parents.',
      field: 'parents',
    }),
  ];
};
