import { parseParagraphAddress } from '@rapporteur/contracts';
import { findNamedThings, findParagraphFacts, type ThingRef } from '@rapporteur/read-models';
import { createUnknownIdProblem, type IdLookup } from './resolve-ids.ts';

const EXAMPLE = 'Write the symbol or id of the text and the number: "S/RES/2664 (2022), para. 3".';

/** Returns the facts of a paragraph by its address. Rejects with a Problem 404 without one. */
export async function resolveParagraph(
  { database, scope }: IdLookup,
  address: string | undefined,
): Promise<readonly string[] | undefined> {
  if (address === undefined) return undefined;
  const { text, paragraph } = parseParagraphAddress(address) ?? {};
  const facts =
    text === undefined || paragraph === undefined
      ? []
      : await findParagraphFacts(database, scope, text, paragraph);
  if (facts.length > 0) return facts.map(({ event }) => event);
  throw createUnknownIdProblem('paragraph', address, [], EXAMPLE);
}

/**
 * Returns the decision that an id, a symbol or the address of an operative paragraph names, with its
 * merged and linked ids.
 */
export async function resolveDecision(
  { database, scope }: IdLookup,
  text: string,
): Promise<readonly ThingRef[]> {
  const address = parseParagraphAddress(text);
  if (address === null) return findNamedThings(database, scope, 'decision', text);
  const facts = await findParagraphFacts(database, scope, address.text, address.paragraph);
  const [first] = facts.flatMap(({ collection, decision }) =>
    decision === null ? [] : [`${collection}/${decision}`],
  );
  return first === undefined ? [] : scope.aliases.things('decision', first);
}
