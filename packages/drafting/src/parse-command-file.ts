import {
  Assertion,
  COMMANDS,
  type CommandDefinition,
  DocumentAssertion,
  EventId,
  Evidence,
  getValueAt,
  type Passage,
  suggestName,
  toFieldErrors,
  unwrapSchema,
} from '@rapporteur/contracts';
import type { Node } from 'yaml';
import { z } from 'zod';
import { ActorDirectory, type ActorLookup } from './actor-directory.ts';
import { DocumentWords } from './document-words.ts';
import { expandObject, expandValue } from './expand-value.ts';
import {
  type ExpansionContext,
  reportProblem,
  reportUnknownField,
  type ShorthandExpander,
} from './expansion-context.ts';
import { expandCorrection } from './expand-correction.ts';
import { EventNaming } from './name-event.ts';
import { parseActors } from './parse-actors.ts';
import { isPassageField, parsePassages } from './passage-requests.ts';
import type { SubmissionProblem, TextPosition } from './problem.ts';
import { type OpenQuestions, type RecordAnswers, RecordQuestions } from './record-questions.ts';
import {
  getEntries,
  getEntryValue,
  getScalarText,
  type MappingEntry,
  SubmissionDocument,
} from './submission-document.ts';
import { findFieldPosition } from './submission.ts';

/** Knowledge from outside the file. */
export interface CommandFileOptions {
  readonly answers: RecordAnswers;
  /** Finds the actors of the collection that the file does not declare. */
  readonly findActor?: ActorLookup | undefined;
  /** The collection of a file that names none. */
  readonly defaultCollection?: string | undefined;
}

/** The command of a file, as far as the record has answered. */
export interface ParsedCommandFile {
  readonly name: string;
  readonly collection: string | undefined;
  /** Valid only without problems and open questions. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly problems: readonly SubmissionProblem[];
  /** Answer these and parse again, until there are none. */
  readonly questions: OpenQuestions;
  /** Returns the position in the YAML of a field of the body. */
  findPosition(field: string): TextPosition;
}

/** Returns whether a YAML text has a command, such as a correction, and not a submission. */
export function isCommandFile(yaml: string): boolean {
  const entries = getEntries(new SubmissionDocument(yaml).root) ?? [];
  return entries.some(({ key }) => key === 'command');
}

/**
 * Parses a file with one command, with the shorthand of submissions, and checks it against the
 * vocabulary. Events are named by their content, passages by their words. Never throws.
 */
export function parseCommandFile(yaml: string, options: CommandFileOptions): ParsedCommandFile {
  const document = new SubmissionDocument(yaml);
  const parser = new CommandFileParser(document, options);
  if (document.problems.length === 0) parser.parse();
  return parser.result;
}

class CommandFileParser {
  readonly #document: SubmissionDocument;
  readonly #options: CommandFileOptions;
  readonly #record: RecordQuestions;
  readonly #words: DocumentWords;
  readonly #positions = new Map<string, TextPosition>();
  #actors = new ActorDirectory();
  #name = '';
  #body: Readonly<Record<string, unknown>> = {};

  constructor(document: SubmissionDocument, options: CommandFileOptions) {
    this.#document = document;
    this.#options = options;
    this.#record = new RecordQuestions(options.answers);
    this.#words = new DocumentWords(this.#record);
  }

  get result(): ParsedCommandFile {
    const { collection } = this.#body;
    return {
      name: this.#name,
      collection: typeof collection === 'string' ? collection : undefined,
      body: this.#body,
      problems: this.#document.problems,
      questions: { ...this.#record.listOpen(), actors: [...this.#actors.unknownKeys] },
      findPosition: (field) => findFieldPosition(this.#positions, field),
    };
  }

  parse(): void {
    const all = getEntries(this.#document.root) ?? [];
    const commandEntry = all.find(({ key }) => key === 'command');
    const definition = this.#findCommand(commandEntry);
    if (definition === undefined) return;

    const { schema } = definition;
    if (!(schema instanceof z.ZodObject)) return;
    const context = this.#createContext(all, schema);
    const entries = all.filter(
      (entry) => entry !== commandEntry && (entry.key !== 'actors' || 'actors' in schema.shape),
    );
    const { defaultCollection } = this.#options;
    this.#body = {
      ...(defaultCollection === undefined ? {} : { collection: defaultCollection }),
      ...(definition.name === 'CorrectRecord'
        ? expandCorrection(entries, context, this.#record)
        : this.#expandBody(entries, schema, context)),
    };
    this.#check(definition);
  }

  #findCommand(entry: MappingEntry | undefined): CommandDefinition | undefined {
    const name = getScalarText(entry?.value ?? null);
    const definition = COMMANDS.get(name ?? '');
    this.#name = name ?? '';
    if (definition !== undefined) return definition;

    reportProblem(this.#createBaseContext('command'), {
      place: entry?.value ?? entry?.keyNode ?? null,
      message: '`command` must be the name of a command.',
      remedy:
        name === undefined
          ? 'Write for example `command: CorrectRecord`.'
          : suggestName(name, [...COMMANDS.keys()]),
    });
    return undefined;
  }

  #createBaseContext(part: string): ExpansionContext {
    const { findActor = () => undefined } = this.#options;
    this.#actors = new ActorDirectory([], findActor);
    return {
      document: this.#document,
      actors: this.#actors,
      words: '',
      part,
      path: '',
      positions: this.#positions,
    };
  }

  #createContext(entries: readonly MappingEntry[], schema: z.ZodObject): ExpansionContext {
    const context = this.#createBaseContext(this.#name);
    const { findActor: findRecorded = () => undefined } = this.#options;
    if (!('actors' in schema.shape)) {
      const known = { bodies: [], findRecorded };
      this.#actors = parseActors(getEntryValue(entries, 'actors'), known, context);
    }
    const naming = new EventNaming(this.#record, this.#words);
    const shorthands: Readonly<Record<string, ShorthandExpander>> = {
      EventId: naming.expand,
      AnyId: expandId,
      JsonValue: (node) => node?.toJSON() as unknown,
      SlugId: expandId,
      Passage: (node, inner) => this.#expandPassage(node, inner),
      Evidence: (node, inner) => this.#expandStated(node, Evidence, inner),
      Assertion: (node, inner) => this.#expandStated(node, Assertion, inner),
      DocumentAssertion: (node, inner) => this.#expandStated(node, DocumentAssertion, inner),
    };
    return { ...context, actors: this.#actors, shorthands };
  }

  #expandBody(
    entries: readonly MappingEntry[],
    schema: z.ZodObject,
    context: ExpansionContext,
  ): Readonly<Record<string, unknown>> {
    // In a file, `command` is the name of the command.
    const commandOf = entries.find(({ key }) => key === 'commandOf');
    if (commandOf === undefined || this.#name !== 'RetractRecord')
      return expandObject(entries, schema, context);

    const others = entries.filter((entry) => entry !== commandOf);
    const inner = { ...context, path: 'command' };
    const event = expandValue(commandOf.value, EventId, inner);
    return {
      ...expandObject(others, schema, context),
      command: String(event).replace(/\.[1-9][0-9]*$/, ''),
    };
  }

  /** Expands a passage of a document that is named by its words or offsets. */
  #expandPassage(node: Node | null, context: ExpansionContext): Passage | undefined {
    const entries = getEntries(node);
    if (entries?.some(({ key }) => isPassageField(key)) !== true) return undefined;
    for (const entry of entries)
      if (entry.key !== 'document' && !isPassageField(entry.key))
        reportUnknownField(entry, ['document', 'quote', 'nth', 'passage'], context);
    return this.#anchor(node, entries, context)[0];
  }

  /** Expands evidence or an assertion, whose words may be quoted. A text alone is a note. */
  #expandStated(
    node: Node | null,
    schema: z.ZodObject,
    context: ExpansionContext,
  ): Readonly<Record<string, unknown>> | undefined {
    const note = getScalarText(node);
    if (note !== undefined && 'note' in schema.shape) return { note };
    const entries = getEntries(node);
    if (entries === undefined) return undefined;

    const isWord = ({ key }: MappingEntry): boolean => isPassageField(key) && key !== 'passages';
    const words = entries.filter(isWord);
    if (words.length === 0) return expandObject(entries, schema, context);
    const others = entries.filter((entry) => !isWord(entry) && entry.key !== 'document');
    const expanded = expandObject(others, schema, context);
    const { passages = [] } = expanded as { readonly passages?: readonly unknown[] };
    const document = entries.filter(({ key }) => key === 'document');
    const anchored = this.#anchor(node, [...document, ...words], context);
    return { ...expanded, passages: [...passages, ...anchored] };
  }

  #anchor(
    node: Node | null,
    entries: readonly MappingEntry[],
    context: ExpansionContext,
  ): readonly Passage[] {
    const document = getScalarText(getEntryValue(entries, 'document'));
    const requests = parsePassages(entries, context);
    return this.#words.anchor({ document, requests, node }, context);
  }

  /** Checks the body against the schema. A value whose problem is reported is not reported again. */
  #check(definition: CommandDefinition): void {
    const parsed = definition.parse(this.#body);
    if (parsed.ok) return;

    const reported = this.#document.problems;
    for (const error of toFieldErrors(parsed.issues, this.#body, unwrapSchema(definition.schema))) {
      const { field, message, remedy } = error;
      const position = findFieldPosition(this.#positions, field);
      const isReported = reported.some(
        (problem) =>
          problem.field === field ||
          (problem.line === position.line && problem.column === position.column),
      );
      const isMissing = getValueAt(this.#body, field.split('.')) === undefined;
      const mayBeMisspelled = reported.some(({ code }) => code === 'DRAFTING_FIELD_UNKNOWN');
      if (isReported || (isMissing && mayBeMisspelled)) continue;
      this.#document.addProblem({
        code: isMissing && field !== '' ? 'DRAFTING_FIELD_MISSING' : 'DRAFTING_VALUE_INVALID',
        place: position,
        part: this.#name,
        field,
        message: `${this.#name}: ${`${field} ${message}`.trim()}.`,
        remedy,
      });
    }
  }
}

/** Expands the key of an actor that the file declares; any other id stands for itself. */
const expandId: ShorthandExpander = (node, { actors }) =>
  actors.findDeclared(getScalarText(node) ?? '')?.fields['id'];
