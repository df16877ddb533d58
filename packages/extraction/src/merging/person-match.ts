import { type ActorRef, CATALOGUE, findReferences } from '@rapporteur/contracts';
import { foldText } from '@rapporteur/statements';
import type { MergeEvidence } from './draft-merge.ts';
import { type DraftReading, type ReadFact, readMember } from './draft-reading.ts';
import type { KnownFact } from './draft-record.ts';
import type { DraftThing, ThingMatch } from './thing-match.ts';

/** A search for a shorter name would find too much. */
const NAME_LENGTH_MIN = 2;

/** Returns the persons whom a draft names. */
export function listPersons({ facts }: DraftReading): readonly DraftThing[] {
  const persons = new Map<string, ActorRef[]>();
  for (const actor of facts.flatMap(listNamedPersons))
    persons.set(actor.id, [...(persons.get(actor.id) ?? []), actor]);
  return [...persons].map(([id, named]) => toThing(id, named));
}

function listNamedPersons({ type, data }: Pick<ReadFact, 'type' | 'data'>): readonly ActorRef[] {
  return findReferences(CATALOGUE.getDefinition(type).schema, data).flatMap((reference) =>
    reference.to === 'actor' && reference.actor.kind === 'person'
      ? [{ ...reference.actor, office: reference.actor.office ?? readOffice(type, data) }]
      : [],
  );
}

/** An appointment names the office beside the person. */
function readOffice(type: string, data: ReadFact['data']): string | null {
  return type === 'OfficeRecorded' ? (readMember(data, 'office') ?? null) : null;
}

function toThing(id: string, named: readonly ActorRef[]): DraftThing {
  const words = new Set(
    named.map(({ nameAsWritten }) => foldText(nameAsWritten).split(' ').at(-1)),
  );
  const names = [...words].filter((word) => word !== undefined && word.length >= NAME_LENGTH_MIN);
  return {
    kind: 'actor',
    id,
    searches: names.map((name) => ({ q: `"${name}"` })),
    match: (facts) => facts.flatMap((fact) => matchPersons(named, fact)),
  };
}

function matchPersons(own: readonly ActorRef[], fact: KnownFact): readonly ThingMatch[] {
  return listNamedPersons(fact).flatMap((other) => {
    const matches = own.flatMap((person) => comparePersons(person, other) ?? []);
    return matches.length === 0
      ? []
      : [{ known: other.id, exact: false, evidence: mergeEvidence(matches) }];
  });
}

/**
 * Returns what two persons have in common. The whole name must be the same; initials and a family
 * name are enough only with the same office. Persons of two states are two.
 */
function comparePersons(a: ActorRef, b: ActorRef): readonly MergeEvidence[] | undefined {
  if (a.of !== null && b.of !== null && a.of !== b.of) return undefined;
  const isSameOffice =
    a.office !== null && b.office !== null && foldText(a.office) === foldText(b.office);
  const name = foldText(a.nameAsWritten);
  const other = foldText(b.nameAsWritten);
  const isWhole = name === other && name.includes(' ');
  const isShort = isSameOffice && (name === other || isAbbreviatedName(name, other));
  if (!isWhole && !isShort) return undefined;
  return [
    { same: 'name', value: b.nameAsWritten },
    ...(isSameOffice ? [{ same: 'office' as const, value: b.office ?? '' }] : []),
  ];
}

/** Returns whether one name is the other with initials: "J. Vella" for "Joseph Vella". */
function isAbbreviatedName(a: string, b: string): boolean {
  const own = a.split(' ');
  const other = b.split(' ');
  if (own.length !== other.length || own.at(-1) !== other.at(-1)) return false;
  return own.every((word, index) => {
    const same = other[index] ?? '';
    return word === same || (isInitial(word) || isInitial(same) ? word[0] === same[0] : false);
  });
}

function isInitial(word: string): boolean {
  return [...word].length === 1;
}

function mergeEvidence(matches: readonly MergeEvidence[]): readonly MergeEvidence[] {
  return [...new Map(matches.map((one) => [`${one.same} ${one.value}`, one])).values()];
}
