import type { MergedKind } from './draft-merge.ts';
import { namesThing } from './draft-reading.ts';
import type { DraftRecord, FactSearch, KnownFact } from './draft-record.ts';
import type { DraftThing, ThingMatch } from './thing-match.ts';

/** The searches of a draft that are sent at the same time. */
const PARALLEL_MAX = 8;

/** A thing of a draft with the known things that it may be, the best first. */
export interface FoundThing {
  readonly thing: DraftThing;
  readonly matches: readonly ThingMatch[];
  /** Whether the record has the id of the draft, for this thing or for another. */
  readonly isIdUsed: boolean;
}

/** The searches of one draft, each sent once. */
export class RecordSearch {
  readonly #record: DraftRecord;
  readonly #answers = new Map<string, Promise<readonly KnownFact[]>>();

  constructor(record: DraftRecord) {
    this.#record = record;
  }

  facts(search: FactSearch): Promise<readonly KnownFact[]> {
    const key = JSON.stringify(search);
    const answer = this.#answers.get(key) ?? this.#record.findFacts(search);
    this.#answers.set(key, answer);
    return answer;
  }

  /** Returns the facts of the record about a thing with an id. */
  async factsOf(kind: MergedKind, id: string): Promise<readonly KnownFact[]> {
    const facts = await this.facts({ [kind]: id });
    return facts.filter((fact) => namesThing(fact, kind, id));
  }

  /** Finds things in the record. With the same text, a thing with the same id is the same thing. */
  async findAll(
    things: readonly DraftThing[],
    sameText: string | undefined,
  ): Promise<readonly FoundThing[]> {
    const found: FoundThing[] = [];
    for (let start = 0; start < things.length; start += PARALLEL_MAX) {
      const some = things.slice(start, start + PARALLEL_MAX);
      found.push(...(await Promise.all(some.map((thing) => this.find(thing, sameText)))));
    }
    return found;
  }

  async find(thing: DraftThing, sameText: string | undefined): Promise<FoundThing> {
    const own = await this.factsOf(thing.kind, thing.id);
    const isIdUsed = own.length > 0;
    if (sameText !== undefined && own.some(({ documents }) => documents.includes(sameText))) {
      const evidence = [{ same: 'text' as const, value: sameText }];
      return { thing, matches: [{ known: thing.id, exact: true, evidence }], isIdUsed };
    }
    const answers = await Promise.all(thing.searches.map((search) => this.facts(search)));
    const facts = new Map([...own, ...answers.flat()].map((fact) => [fact.event, fact]));
    return { thing, matches: rankMatches(thing.match([...facts.values()])), isIdUsed };
  }
}

/**
 * Returns each known thing once with all evidence: exact ones first, then those with the most. If an
 * identifier names several known things, a person must choose.
 */
function rankMatches(matches: readonly ThingMatch[]): readonly ThingMatch[] {
  const isExact = new Set(matches.filter(({ exact }) => exact).map(({ known }) => known));
  return [...Map.groupBy(matches, ({ known }) => known)]
    .map(([known, same]) => {
      const evidence = same
        .flatMap((match) => match.evidence)
        .map((one) => [one.same, one] as const);
      return {
        known,
        exact: isExact.size === 1 && isExact.has(known),
        evidence: [...new Map(evidence).values()],
      };
    })
    .toSorted(
      (a, b) =>
        Number(b.exact) - Number(a.exact) ||
        b.evidence.length - a.evidence.length ||
        (a.known < b.known ? -1 : 1),
    );
}
