import { CATALOGUE } from '@rapporteur/contracts';
import { replaceThingIds } from '@rapporteur/drafting';
import type { Draft } from '../draft.ts';
import { listDecisions } from './decision-match.ts';
import { matchTranslation, toDocumentThing } from './document-match.ts';
import type { DraftMerge } from './draft-merge.ts';
import { type DraftReading, namesThing, readDraft } from './draft-reading.ts';
import type { DraftRecord } from './draft-record.ts';
import { compareFacts } from './fact-comparison.ts';
import { listIncidents } from './incident-match.ts';
import { listMeetings } from './meeting-match.ts';
import { renameThings } from './merged-draft.ts';
import { listPersons } from './person-match.ts';
import { type FoundThing, RecordSearch } from './record-search.ts';
import type { DraftThing, ThingMatch } from './thing-match.ts';

/** The most things of one draft that are compared, and the most known things that each may be. */
const COMPARED_MAX = 200;
const PROPOSED_MAX = 3;
/** The most documents that are listed as sources, or compared in another language. */
const SOURCES_MAX = 10;

/**
 * Returns a draft with the things that the record has already. An exact identifier uses the known id
 * at once. Anything weaker gets an id of its own, and is a proposal that a person takes or leaves.
 */
export async function proposeMerges(
  draft: Draft,
  text: string,
  record: DraftRecord,
): Promise<Draft> {
  const reading = readDraft(draft, text);
  return reading === undefined
    ? { ...draft, merges: [] }
    : new MergeProposer(reading, new RecordSearch(record)).propose(draft);
}

class MergeProposer {
  readonly #reading: DraftReading;
  readonly #search: RecordSearch;
  readonly #ids = new Map<string, string>();

  constructor(reading: DraftReading, search: RecordSearch) {
    this.#reading = reading;
    this.#search = search;
  }

  async propose(draft: Draft): Promise<Draft> {
    const document = await this.#search.find(toDocumentThing(this.#reading), undefined);
    const sameText = document.matches.find(({ evidence }) => evidence.some(isText))?.known;
    const found = await this.#findThings(sameText);
    const merges = [...(await this.#proposeDocument(document, { found, sameText }))];
    for (const each of found) {
      const id = await this.#chooseId(each);
      const isWhole = each.matches.some(({ evidence }) => evidence.some(isText));
      const proposed = each.matches.slice(0, each.matches[0]?.exact === true ? 1 : PROPOSED_MAX);
      // Of a text that the record has, everything is known: the document says it once.
      if (!isWhole)
        for (const match of proposed) merges.push(await this.#toMerge(each.thing, match, id));
    }
    return { ...renameThings(draft, this.#reading.facts, this.#ids), merges };
  }

  /** Finds the things of the draft: first those by which others are recognised. */
  async #findThings(sameText: string | undefined): Promise<readonly FoundThing[]> {
    const known = new Map<string, string>();
    const found = new Map<string, FoundThing>();
    const add = async (things: readonly DraftThing[]): Promise<void> => {
      const fresh = new Map(
        things.map((thing) => [toKey(thing), thing] as const).filter(([key]) => !found.has(key)),
      );
      const some = [...fresh.values()].slice(0, COMPARED_MAX - found.size);
      for (const each of await this.#search.findAll(some, sameText)) {
        found.set(toKey(each.thing), each);
        const [best] = each.matches;
        if (best !== undefined) known.set(toKey(each.thing), best.known);
      }
    };
    const reading = this.#reading;
    const paragraphs = new Set(
      reading.facts.flatMap(({ data }) => (data['partOf'] == null ? [] : [data['decision']])),
    );
    await add([...listMeetings(reading), ...listIncidents(reading), ...listPersons(reading)]);
    await add(listDecisions(reading, known).filter(({ id }) => !paragraphs.has(id)));
    await add(listDecisions(reading, known));
    return [...found.values()];
  }

  /** Tells that the record has the text, or a version of it under the same symbol or language. */
  async #proposeDocument(
    document: FoundThing,
    {
      found,
      sameText,
    }: { readonly found: readonly FoundThing[]; readonly sameText: string | undefined },
  ): Promise<readonly DraftMerge[]> {
    if (sameText !== undefined) {
      this.#ids.set(toKey(document.thing), sameText);
      const match = document.matches.find(({ known }) => known === sameText);
      const evidence = match?.evidence ?? [];
      const same = { id: sameText, known: sameText, relation: 'confirmation', evidence } as const;
      return [{ ...toDocumentMerge(same), take: true, exact: true }];
    }
    const id = await this.#chooseId({ ...document, matches: [] });
    const matches =
      document.matches.length > 0 ? document.matches : await this.#findTranslations(found);
    return matches.slice(0, PROPOSED_MAX).map(({ known, exact, evidence }) => ({
      ...toDocumentMerge({ id, known, relation: 'version', evidence }),
      take: exact,
      exact,
    }));
  }

  async #findTranslations(found: readonly FoundThing[]): Promise<readonly ThingMatch[]> {
    const own = this.#reading.document;
    const about = found.find(({ thing }) => thing.kind === 'meeting' && thing.id === own['about']);
    const known = about?.matches[0]?.known;
    if (known === undefined) return [];
    const documents = await this.#listSources('meeting', known);
    if (documents.length === 0) return [];
    const registered = await this.#search.facts({
      type: 'SourceDocumentRegistered',
      document: documents.join(','),
    });
    return registered.flatMap((fact) => matchTranslation(own, fact));
  }

  async #listSources(kind: DraftThing['kind'], known: string): Promise<readonly string[]> {
    const facts = await this.#search.factsOf(kind, known);
    return [...new Set(facts.flatMap(({ documents }) => documents))].slice(0, SOURCES_MAX);
  }

  async #toMerge(thing: DraftThing, match: ThingMatch, id: string): Promise<DraftMerge> {
    const { kind } = thing;
    const { known, exact, evidence } = match;
    const merge = { kind, id: thing.id, known } as const;
    const facts = this.#reading.facts.flatMap((fact, index) => {
      if (!namesThing(fact, kind, thing.id)) return [];
      const { schema } = CATALOGUE.getDefinition(fact.type);
      return [{ ...fact, index, data: replaceThingIds(fact.data, { schema, merges: [merge] }) }];
    });
    const recorded = await this.#search.factsOf(kind, known);
    const sources = await this.#listSources(kind, known);
    const compared = compareFacts(known, facts, recorded);
    return { kind, id, known, take: exact, exact, evidence, sources, ...compared };
  }

  /** Sets the id of a thing: the known id of an exact match; else one that the record lacks. */
  async #chooseId({ thing, matches: [best], isIdUsed }: FoundThing): Promise<string> {
    let id = best?.exact === true ? best.known : thing.id;
    if (best?.exact !== true && isIdUsed)
      for (let count = 2; await this.#isUsed(thing.kind, id); count += 1)
        id = `${thing.id}-${count}`;
    if (id !== thing.id) this.#ids.set(toKey(thing), id);
    return id;
  }

  async #isUsed(kind: DraftThing['kind'], id: string): Promise<boolean> {
    if (this.#reading.introduced.has(`${kind} ${id}`)) return true;
    return (await this.#search.factsOf(kind, id)).length > 0;
  }
}

const isText = ({ same }: { readonly same: string }): boolean => same === 'text';
const toKey = ({ kind, id }: Pick<DraftThing, 'kind' | 'id'>): string => `${kind} ${id}`;

function toDocumentMerge(merge: Pick<DraftMerge, 'id' | 'known' | 'relation' | 'evidence'>) {
  return {
    kind: 'document',
    ...merge,
    sources: [merge.known],
    facts: [],
    differences: [],
  } as const;
}
