import { createRejection } from '../rejection.ts';
import { type CollectionState, factKeys, findCurrentFacts } from '../state.ts';
import type { FactRule } from './rule.ts';

function parentsOf(state: CollectionState, body: string): readonly string[] {
  return findCurrentFacts(state, factKeys.introduces('body', body)).flatMap(({ event }) =>
    event.type === 'BodyRegistered' ? event.data.parents : [],
  );
}

/** Every body above this one, without end even where a correction once closed a circle. */
function ancestorsOf(state: CollectionState, bodies: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [...bodies];
  for (let body = pending.pop(); body !== undefined; body = pending.pop()) {
    if (found.has(body)) continue;
    found.add(body);
    pending.push(...parentsOf(state, body));
  }
  return found;
}

/** A body is no organ of itself, directly or through others. */
export const checkBodyAncestors: FactRule = (event, { state }) => {
  if (event.type !== 'BodyRegistered') return [];
  const { body, parents } = event.data;
  if (!ancestorsOf(state, parents).has(body)) return [];
  return [
    createRejection(
      'DOMAIN_BODY_OWN_ANCESTOR',
      `${body} would be an organ of itself`,
      'name the bodies it belongs to',
      {
        field: 'parents',
      },
    ),
  ];
};
