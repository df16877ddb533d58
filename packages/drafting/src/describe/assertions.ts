import type { ActorRef, Assertion, DomainEvent } from '@rapporteur/contracts';
import { compose, formatOptional, joinWords } from './english.ts';
import type { Phrases } from './phrases.ts';

/** Types that report the words of an actor, so that a document only carries them. */
const SPEECHES: ReadonlySet<string> = new Set<DomainEvent['type']>([
  'AssessmentReported',
  'IncidentCondemned',
  'IntentReported',
  'PositionStated',
]);

/** The members of a fact that tell whose words it has, and which document it is about. */
interface SpokenFact {
  readonly assertion: Pick<Assertion, 'attributedTo' | 'modality' | 'statedIn'>;
  readonly by?: ActorRef | readonly ActorRef[] | null;
  readonly condemner?: ActorRef;
  readonly document?: string | null;
  readonly annex?: string;
  readonly parent?: string;
}

/** Returns the speaker to whom the source attributes a fact, unless the sentence names it. */
function findSpeaker(type: string, { assertion, by, condemner }: SpokenFact): ActorRef | null {
  // An assessment always names its speaker.
  const { attributedTo } = assertion;
  if (attributedTo === null || type === 'AssessmentReported') return null;
  const actors = [by ?? [], condemner ?? []].flat();
  return actors.some(({ id }) => id === attributedTo.id) ? null : attributedTo;
}

/**
 * Adds the speaker to whom the source attributes a fact, and the document that it quotes:
 * `According to President Vladimir Putin, …`, `In the Tianjin Declaration, …`.
 */
export function addSpeaker(
  clause: string,
  type: string,
  data: SpokenFact,
  phrases: Phrases,
): string {
  const { statedIn, modality } = data.assertion;
  if (modality === 'metadata') return clause;
  const isOwn = [data.document, data.annex, data.parent].includes(statedIn);
  const document = statedIn === null || isOwn ? null : phrases.formatDocument(statedIn);
  const speaker = findSpeaker(type, data);
  if (speaker !== null)
    return compose(
      `according to ${phrases.formatActor(speaker)}`,
      formatOptional('in ', document),
      ',',
      clause,
    );
  if (document === null) return clause;
  return `${SPEECHES.has(type) ? 'in' : 'according to'} ${document}, ${clause}`;
}

/** Returns the modality, the speaker and the lines of a fact: `reported by the Council, line 3`. */
export function formatAssertion(
  {
    modality,
    passages,
    assertedBy,
    attributedTo,
    statedIn,
  }: Omit<Assertion, 'passages'> & {
    readonly passages: readonly { readonly line: number }[];
  },
  phrases: Phrases,
): string {
  const lines = [...new Set(passages.map(({ line }) => line))].map(String);
  return compose(
    modality,
    formatOptional('by ', assertedBy === null ? null : phrases.formatActor(assertedBy)),
    formatOptional(', said by ', attributedTo === null ? null : phrases.formatActor(attributedTo)),
    formatOptional(', in ', statedIn === null ? null : phrases.formatDocument(statedIn)),
    formatOptional(lines.length === 1 ? ', line ' : ', lines ', joinWords(lines)),
  );
}
