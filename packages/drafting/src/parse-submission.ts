import { CATALOGUE, CollectionOpening, listIntroducedThings } from '@rapporteur/contracts';
import { isSeq, type Node } from 'yaml';
import { ActorDirectory, type ActorLookup } from './actor-directory.ts';
import { checkCommand } from './check-command.ts';
import { expandObject, expandValue } from './expand-value.ts';
import { type ExpansionContext, reportProblem, reportUnknownField } from './expansion-context.ts';
import { parseActors } from './parse-actors.ts';
import { type ParsedFacts, parseFacts } from './parse-facts.ts';
import { applyMerges, parseMerges } from './parse-merges.ts';
import { parseSource } from './parse-source.ts';
import type { SubmissionProblem } from './problem.ts';
import {
  getEntries,
  getEntryValue,
  getScalarText,
  isNull,
  SubmissionDocument,
} from './submission-document.ts';
import type { IncompleteSubmission, Submission, SubmittedBody } from './submission.ts';

const PARTS = ['collection', 'source', 'actors', 'defaults', 'bodies', 'merges', 'facts'];

/** A valid submission whose passages can be anchored, or all its problems. */
export type SubmissionParseResult =
  | { readonly ok: true; readonly submission: Submission; readonly actors: ActorDirectory }
  | {
      readonly ok: false;
      readonly problems: readonly SubmissionProblem[];
      /** The collection, as far as the submission names one. */
      readonly collection: string | undefined;
      /** The keys of actors that the submission does not declare. The record may know them. */
      readonly unknownActors: readonly string[];
      /** The valid parts, whose words can be checked all the same; undefined without a source. */
      readonly incomplete: IncompleteSubmission | undefined;
    };

/** Knowledge from outside the file. */
export interface ParseOptions {
  /** Finds the actors of the collection that the file does not declare. */
  readonly findActor?: ActorLookup | undefined;
  /** The collection of a submission that names none. */
  readonly defaultCollection?: string | undefined;
  /** The parts that the caller reads itself; the rest of the file is a submission. */
  readonly otherParts?: readonly string[];
}

/**
 * Parses a submission, expands its shorthand and checks it against the vocabulary. Never
 * throws.
 */
export function parseSubmission(yaml: string, options: ParseOptions = {}): SubmissionParseResult {
  return parseSubmissionDocument(new SubmissionDocument(yaml), options);
}

/** As {@link parseSubmission}, of a document that is parsed already. */
export function parseSubmissionDocument(
  document: SubmissionDocument,
  options: ParseOptions = {},
): SubmissionParseResult {
  const parts = document.problems.length === 0 ? parseParts(document, options) : undefined;
  if (parts !== undefined) checkCommand(parts.submission, document);

  const { problems, invalidParts } = document;
  if (parts !== undefined && problems.length === 0)
    return { ok: true, submission: parts.submission, actors: parts.actors };

  return {
    ok: false,
    problems,
    collection: parts?.submission.collection,
    unknownActors: [...(parts?.actors.unknownKeys ?? [])],
    incomplete:
      parts === undefined
        ? undefined
        : {
            submission: parts.submission,
            invalidParts,
            missingIds: listMissingIds(parts, invalidParts),
          },
  };
}

interface ParsedParts {
  readonly submission: Submission;
  readonly actors: ActorDirectory;
  /** The scalars of facts without a known type. */
  readonly untypedTexts: ReadonlySet<string>;
}

function parseParts(document: SubmissionDocument, options: ParseOptions): ParsedParts | undefined {
  const baseContext: ExpansionContext = {
    document,
    actors: new ActorDirectory(),
    words: '',
    part: 'submission',
    path: '',
    positions: new Map(),
  };
  const { otherParts = [] } = options;
  const entries = getEntries(document.root)?.filter(({ key }) => !otherParts.includes(key));
  if (entries === undefined) {
    reportProblem(baseContext, {
      code: 'DRAFTING_YAML_INVALID',
      place: document.root,
      message: 'A submission must be a mapping.',
      remedy: `Write the parts ${PARTS.join(', ')}.`,
    });
    return undefined;
  }
  for (const entry of entries)
    if (!PARTS.includes(entry.key))
      reportUnknownField(entry, [...new Set([...PARTS, ...otherParts])], baseContext);

  const getValue = (key: string): Node | null => getEntryValue(entries, key);
  const createContext = (part: string): ExpansionContext => ({ ...baseContext, part, path: part });
  const collection = parseCollection(getValue('collection'), createContext('collection'), options);
  const bodies = parseBodies(getValue('bodies'), createContext('bodies'));
  const known = {
    bodies: [collection.opening?.['rootBody'], ...bodies.map(({ value }) => value)],
    findRecorded: options.findActor ?? (() => undefined),
  };
  const actors = parseActors(getValue('actors'), known, baseContext);
  const source = parseSource(getValue('source'), { ...createContext('source'), actors });
  const parsedFacts = parseFacts(getValue('facts'), getValue('defaults'), {
    ...createContext('facts'),
    actors,
  });
  const submission = {
    ...collection,
    source,
    bodies,
    facts: parsedFacts.facts,
    command: chooseCommand(parsedFacts),
    positions: baseContext.positions,
  };
  const merges = parseMerges(getValue('merges'), createContext('merges'));
  return {
    submission: applyMerges(submission, merges),
    actors,
    untypedTexts: parsedFacts.untypedTexts,
  };
}

/** RecordMeeting requires one meeting, which must also be the default of all facts. */
function chooseCommand({ facts, meeting }: ParsedFacts): Submission['command'] {
  const meetings = facts.filter(
    ({ type }) => type === 'MeetingHeld' || type === 'MeetingAnnounced',
  );
  const isMeeting =
    meetings.length === 1 && meeting !== null && meetings[0]?.fields['meeting'] === meeting;
  return isMeeting ? 'RecordMeeting' : 'RecordDocument';
}

/** Stands for a collection whose problem is reported, while the other parts are checked. */
const PLACEHOLDER_COLLECTION = { collection: 'placeholder', opening: null };

function parseCollection(
  node: Node | null,
  context: ExpansionContext,
  { defaultCollection }: ParseOptions,
): Pick<Submission, 'collection' | 'opening'> {
  context.positions.set('collection', context.document.getPosition(node));
  const id = getScalarText(node) ?? (isNull(node) ? defaultCollection : undefined);
  if (id !== undefined) return { collection: id, opening: null };

  const entries = getEntries(node);
  if (entries === undefined) {
    reportProblem(context, {
      code: 'DRAFTING_FIELD_MISSING',
      place: node,
      message: 'The submission must name a collection.',
      remedy: 'Write `collection: sco`, or {id, title, rootBody} to open one.',
    });
    return PLACEHOLDER_COLLECTION;
  }

  const collection = getScalarText(getEntryValue(entries, 'id'));
  if (collection === undefined) {
    reportProblem(context, {
      code: 'DRAFTING_FIELD_MISSING',
      place: node,
      message: 'The collection to open must have an id.',
      remedy: 'Write {id, title, rootBody}.',
    });
    return PLACEHOLDER_COLLECTION;
  }

  const fields = entries.filter(({ key }) => key !== 'id');
  const opening = expandObject(fields, CollectionOpening, { ...context, path: 'opening' });
  context.positions.set('opening', context.document.getPosition(node));
  return { collection, opening };
}

const BODY_SCHEMA = CATALOGUE.getDefinition('BodyRegistered').schema;

function parseBodies(node: Node | null, context: ExpansionContext): readonly SubmittedBody[] {
  if (isSeq(node)) {
    return node.items.map((body, index) => {
      const part = `body ${index + 1}`;
      const path = `bodies.${index}`;
      const value = expandValue(body as Node | null, BODY_SCHEMA, { ...context, part, path });
      return { part, path, value };
    });
  }

  if (!isNull(node)) {
    const remedy = 'Begin each body with `- body:`.';
    reportProblem(context, { place: node, message: '`bodies` must be a list.', remedy });
  }
  return [];
}

/** Returns the ids that only invalid parts introduce, as far as can be told. */
function listMissingIds(
  { submission, untypedTexts }: ParsedParts,
  invalidParts: ReadonlySet<string>,
): ReadonlySet<string> {
  const ids = new Set(untypedTexts);
  for (const { type, part, fields } of submission.facts) {
    if (!invalidParts.has(part)) continue;
    for (const { id } of listIntroducedThings(CATALOGUE.getDefinition(type), fields)) ids.add(id);
  }
  for (const { part, value } of submission.bodies)
    if (invalidParts.has(part))
      ids.add(String((value as { readonly body?: unknown } | null)?.body));
  return ids;
}
