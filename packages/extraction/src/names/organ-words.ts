import type { DraftValue } from '../draft.ts';
import type { DraftActors } from './draft-actors.ts';
import type { SentenceMention } from '../notes/sentence-reader.ts';

/** Articles and small words before a name: "à la Commission", "l'Agence". */
const SMALL_WORDS = /^(?:\p{Ll}+[\s'])*$/u;

/** Returns the body that the words consist of, or else an office or organ by their words. */
export function readOrgan(
  words: string,
  mentions: readonly SentenceMention[],
  actors: DraftActors,
): DraftValue {
  const [only] = mentions;
  // "The Council requested Malta to report."
  if (only?.kind === 'state' && words.endsWith(only.name)) {
    const isWhole = SMALL_WORDS.test(words.slice(0, -only.name.length));
    if (isWhole) return { [only.code]: only.name };
  }
  const [named] = mentions.flatMap((one) => (one.kind === 'body' ? [one] : []));
  const isBody =
    named !== undefined &&
    words.endsWith(named.name) &&
    SMALL_WORDS.test(words.slice(0, -named.name.length));
  return isBody ? actors.resolveBody(named.body, named.name) : actors.declareOrgan(words);
}
