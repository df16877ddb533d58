import { isJsonFields, type JsonFields, readText } from './words/json-object.ts';
import { around } from './words/list-words.ts';
import { formatFieldName, formatValue } from './words/value-words.ts';
import type { Fields } from './fields.ts';
import type { NameFinder } from './name-members.ts';

/** The members of a row that are for programs, or that repeat another member. */
const TECHNICAL = [
  'commitment',
  'condemnerKind',
  'dateOf',
  'dates',
  'event',
  'events',
  'kindOfActor',
  'placedBy',
  'placedOn',
  'position',
  'recordedAt',
  'recordedBy',
  'rung',
  'textHeld',
];

/** The members that the numbers of the documents replace. */
const DOCUMENTS = ['document', 'documents', 'documentName', 'documentNames', 'documentsNames'];

interface DocumentLines {
  readonly document: string;
  readonly lines: Set<number>;
}

/** The choices of the caller. */
export interface PageOptions {
  readonly showIds: boolean;
  readonly showStatements: boolean;
  /** The line that lists the open conflicts. */
  readonly conflictsCall: string;
  /** How to see all statements, where sources differ. */
  readonly statementsHint?: string | null;
}

/** Formats the parts that all items of a page share: their sources, ids and statements. */
export class PageContext {
  readonly options: PageOptions;
  readonly #sources: JsonFields;
  readonly #names: NameFinder;
  /** The ids of the page's own thing, which its items do not repeat. */
  readonly #own = new Set<string>();
  readonly #ownCollections = new Set<string>();
  readonly #documents: readonly DocumentLines[];

  constructor(sources: JsonFields, options: PageOptions, names: NameFinder) {
    this.options = options;
    this.#names = names;
    this.#sources = sources;
    this.#documents = listDocuments(sources);
  }

  /** Returns whether an id is that of the page's own thing. */
  isOwn(id: unknown): boolean {
    return typeof id === 'string' && this.#own.has(id);
  }

  /**
   * Returns the day of a row, unless the row has it from its meeting or decision, which is the page's own. The
   * day of its document is that of the report only.
   */
  formatOwnDay(row: Fields, name = 'date'): string | null {
    const day = row.day(name);
    const dateOf = row.get('dateOf');
    if (dateOf === 'document') return around('reported ', day);
    // The day of an incident is not that of the words about it.
    if (dateOf === 'incident') return null;
    if (dateOf === 'decision' && this.isOwn(row.peek('partOf') ?? row.peek('decision')))
      return null;
    return dateOf === 'meeting' && this.isOwn(row.peek('meeting')) ? null : day;
  }

  /** Returns the day before the sentence of a fact: `4 May 2023`, `Reported in June 2023`. */
  formatLeadingDay(row: Fields, name = 'date'): string | null {
    const isReported = row.get('dateOf') === 'document';
    return isReported ? around('Reported ', row.day(name)) : row.plainDay(name);
  }

  /** Registers an id of the page's own thing. */
  own(...ids: readonly (string | null)[]): void {
    for (const id of ids) if (id !== null) this.#own.add(id);
  }

  /** Registers the collection of the page's own thing. A body may have the same id. */
  ownCollection(...ids: readonly (string | null)[]): void {
    for (const id of ids) if (id !== null) this.#ownCollections.add(id);
  }

  /**
   * Returns the text of an item with all that the item holds beside it: members that its text does
   * not show, its id on request, and its sources.
   */
  finish(text: string, row: Fields, id: string | null = null): string {
    return this.finishUnmarked(text, row, id) + this.formatMarks(listEvents(row));
  }

  /** Returns the same text without the numbers of its documents. */
  finishUnmarked(text: string, row: Fields, id: string | null = null): string {
    const events = listEvents(row);
    if (events.some((event) => listPassages(this.#sources[String(event)]).length > 0))
      row.skip(...DOCUMENTS);
    row.skip(...TECHNICAL, 'statements', 'conflicts', 'agreement');
    const rest = row
      .rest()
      .filter(([name, value]) => !this.isRepeated(name, row.peek(name) ?? value))
      .map(([name, value]) => `${formatFieldName(name)}: ${this.formatProse(value)}`);
    const ids = this.options.showIds && id !== null ? [id] : [];
    const notes = [...rest, ...ids];
    return notes.length === 0 ? text : `${text} (${notes.join('; ')})`;
  }

  /** Returns the sentence of the fact that a row is from; null if the answer has no sources. */
  findSentence(row: Fields): string | null {
    const [event] = listEvents(row);
    const source = this.#sources[String(event)];
    return isJsonFields(source) ? readText(source, 'sentence') : null;
  }

  formatProse(value: unknown): string {
    return formatValue(value, { days: 'spelled' });
  }

  /** Returns ` [1]`, the numbers of the documents of these events, if the page has several. */
  formatMarks(events: readonly unknown[]): string {
    if (this.#documents.length < 2) return '';
    const named = new Set(
      events.flatMap((event) => listPassages(this.#sources[String(event)])).map(readDocument),
    );
    const numbers = this.#documents.flatMap(({ document }, n) =>
      named.has(document) ? [n + 1] : [],
    );
    return numbers.length === 0 ? '' : ` [${numbers.join(', ')}]`;
  }

  /** Returns the name of a thing; null if the answer has none. */
  findName(kind: string, id: string): string | null {
    return this.#names.find(kind, id);
  }

  /** Returns the documents of the page, numbered as in the marks. */
  listDocumentItems(): readonly string[] {
    return this.#documents.map(({ document, lines }, n) => {
      const number = this.#documents.length < 2 ? '' : `[${n + 1}] `;
      const name = around('', this.#names.find('document', document), ', ');
      return `${number}${name ?? ''}${document}${formatLines(lines)}`;
    });
  }

  /** Returns whether a member only repeats the page's own thing, or its collection. */
  isRepeated(name: string, value: unknown): boolean {
    const isCollection = /^collections?$/.test(name) && [value].flat().every(this.#isOwnCollection);
    return isCollection || this.repeats(value);
  }

  readonly #isOwnCollection = (id: unknown): boolean => this.#ownCollections.has(String(id));

  /** Returns whether a value is only the page's own thing: its items do not name it again. */
  repeats(value: unknown): boolean {
    if (Array.isArray(value)) return value.every((item) => this.repeats(item));
    return this.isOwn(isJsonFields(value) ? value['id'] : value);
  }
}

/** Returns the events that a row is from. */
export function listEvents(row: Fields): readonly unknown[] {
  return [row.get('event'), ...row.list('events')].filter((event) => typeof event === 'string');
}

function listPassages(source: unknown): readonly JsonFields[] {
  if (!isJsonFields(source) || !Array.isArray(source['passages'])) return [];
  return source['passages'].filter(isJsonFields);
}

const readDocument = (passage: JsonFields): string => readText(passage, 'document') ?? '';

/** Returns the documents of all sources with the cited lines, sorted by id. */
function listDocuments(sources: JsonFields): readonly DocumentLines[] {
  const found = new Map<string, Set<number>>();
  for (const passage of Object.values(sources).flatMap(listPassages)) {
    const lines = found.get(readDocument(passage)) ?? new Set<number>();
    if (typeof passage['line'] === 'number') lines.add(passage['line']);
    found.set(readDocument(passage), lines);
  }
  const ids = [...found.keys()].filter((id) => id !== '').toSorted();
  return ids.map((document) => ({ document, lines: found.get(document) ?? new Set() }));
}

function formatLines(lines: ReadonlySet<number>): string {
  const sorted = [...lines].toSorted((a, b) => a - b);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return '';
  return first === last ? `, line ${first}` : `, lines ${first} to ${last}`;
}
