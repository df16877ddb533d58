import {
  ActorRef,
  CATALOGUE,
  CollectionOpening,
  COMMANDS,
  getValueAt,
  isCountryCode,
  toFieldErrors,
} from '@rapporteur/contracts';
import { isSeq, type Node } from 'yaml';
import { buildBody, PLACEHOLDER } from './command-body.ts';
import { expandObject, expandValue } from './expand-value.ts';
import { type ExpansionContext, reportProblem, reportUnknownField } from './expansion-context.ts';
import { type ParsedFacts, parseFacts } from './parse-facts.ts';
import { parseSource } from './parse-source.ts';
import type { SubmissionProblem } from './problem.ts';
import {
  getEntries,
  getEntryValue,
  getScalarText,
  isNull,
  type MappingEntry,
  SubmissionDocument,
} from './submission-document.ts';
import { findFieldPosition, type Submission } from './submission.ts';

const PARTS = ['collection', 'source', 'actors', 'defaults', 'bodies', 'facts'];

/** A valid submission whose passages can be anchored, or all its problems. */
export type SubmissionParseResult =
  | { readonly ok: true; readonly submission: Submission }
  | { readonly ok: false; readonly problems: readonly SubmissionProblem[] };

/**
 * Parses a submission, expands its shorthand and checks it against the vocabulary. Never
 * throws.
 */
export function parseSubmission(yaml: string): SubmissionParseResult {
  const document = new SubmissionDocument(yaml);
  const submission = document.problems.length === 0 ? parseParts(document) : undefined;
  if (submission !== undefined && document.problems.length === 0)
    checkCommand(submission, document);

  const { problems } = document;
  return submission === undefined || problems.length > 0
    ? { ok: false, problems }
    : { ok: true, submission };
}

function parseParts(document: SubmissionDocument): Submission | undefined {
  const baseContext: ExpansionContext = {
    document,
    actors: new Map(),
    part: 'submission',
    path: '',
    positions: new Map(),
  };
  const entries = getEntries(document.root);
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
    if (!PARTS.includes(entry.key)) reportUnknownField(entry, PARTS, baseContext);

  const getValue = (key: string): Node | null => getEntryValue(entries, key);
  const actors = parseActors(getValue('actors'), baseContext);
  const createContext = (part: string): ExpansionContext => ({
    ...baseContext,
    actors,
    part,
    path: part,
  });
  const collection = parseCollection(getValue('collection'), createContext('collection'));
  const source = parseSource(getValue('source'), createContext('source'));
  const parsedFacts = parseFacts(getValue('facts'), getValue('defaults'), createContext('facts'));
  const bodies = parseBodies(getValue('bodies'), createContext('bodies'));
  if (collection === undefined || source === undefined) return undefined;

  return {
    ...collection,
    source,
    bodies,
    facts: parsedFacts.facts,
    command: chooseCommand(parsedFacts),
    positions: baseContext.positions,
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

function parseCollection(
  node: Node | null,
  context: ExpansionContext,
): Pick<Submission, 'collection' | 'opening'> | undefined {
  context.positions.set('collection', context.document.getPosition(node));
  const id = getScalarText(node);
  if (id !== undefined) return { collection: id, opening: null };

  const entries = getEntries(node);
  if (entries === undefined) {
    reportProblem(context, {
      code: 'DRAFTING_FIELD_MISSING',
      place: node,
      message: 'The submission must name a collection.',
      remedy: 'Write `collection: sco`, or {id, title, rootBody} to open one.',
    });
    return undefined;
  }

  const collection = getScalarText(getEntryValue(entries, 'id'));
  if (collection === undefined) {
    reportProblem(context, {
      code: 'DRAFTING_FIELD_MISSING',
      place: node,
      message: 'The collection to open must have an id.',
      remedy: 'Write {id, title, rootBody}.',
    });
    return undefined;
  }

  const fields = entries.filter(({ key }) => key !== 'id');
  const opening = expandObject(fields, CollectionOpening, { ...context, path: 'opening' });
  context.positions.set('opening', context.document.getPosition(node));
  return { collection, opening };
}

function parseActors(node: Node | null, baseContext: ExpansionContext): ExpansionContext['actors'] {
  const entries = getEntries(node);
  if (entries === undefined && !isNull(node)) {
    reportProblem(
      { ...baseContext, part: 'actors', path: 'actors' },
      { place: node, message: '`actors` must be a mapping.', remedy: 'Write `KEY: {kind, …}`.' },
    );
  }
  return new Map((entries ?? []).map((entry) => [entry.key, parseActor(entry, baseContext)]));
}

// The key is the default id. A state needs only its code as key and its name as written.
function parseActor(
  { key, keyNode, value }: MappingEntry,
  baseContext: ExpansionContext,
): Record<string, unknown> {
  const context = { ...baseContext, part: `actor ${key}`, path: `actors.${key}` };
  const nameAsWritten = getScalarText(value);
  const fields =
    nameAsWritten === undefined
      ? expandObject(getEntries(value) ?? [], ActorRef, context)
      : { nameAsWritten };
  const kind = isCountryCode(key) ? { kind: 'state' } : {};
  const actor = { id: key, ...kind, ...fields };

  const { error } = ActorRef.safeParse(actor);
  for (const { field, message, remedy } of toFieldErrors(error?.issues ?? [], actor, ActorRef)) {
    const fieldContext = { ...context, path: `${context.path}.${field}` };
    reportProblem(fieldContext, { place: keyNode, message: `${field} ${message}.`, remedy });
  }
  return actor;
}

const BODY_SCHEMA = CATALOGUE.getDefinition('BodyRegistered').schema;

function parseBodies(node: Node | null, context: ExpansionContext): readonly unknown[] {
  if (isSeq(node)) {
    return node.items.map((body, index) =>
      expandValue(body as Node | null, BODY_SCHEMA, {
        ...context,
        part: `body ${index + 1}`,
        path: `bodies.${index}`,
      }),
    );
  }

  if (!isNull(node)) {
    const remedy = 'Begin each body with `- body:`.';
    reportProblem(context, { place: node, message: '`bodies` must be a list.', remedy });
  }
  return [];
}

/** Checks the command as it will be sent, with placeholders for the passages. */
function checkCommand(submission: Submission, document: SubmissionDocument): void {
  const definition = COMMANDS.get(submission.command);
  const body = buildBody(submission, { resolve: () => PLACEHOLDER, text: null });
  const parsed = definition?.parse(body);
  if (parsed === undefined || parsed.ok) return;

  for (const { field, message, remedy } of toFieldErrors(parsed.issues, body, definition?.schema)) {
    const isMissing = getValueAt(body, field.split('.')) === undefined;
    const { part, fieldInPart } = splitField(field, submission);
    document.addProblem({
      code: isMissing ? 'DRAFTING_FIELD_MISSING' : 'DRAFTING_VALUE_INVALID',
      place: findFieldPosition(submission.positions, field),
      field,
      message: `${part}: ${`${fieldInPart} ${message}`.trim()}.`,
      remedy,
    });
  }
}

/** The parts of a submission whose fields have another name in the command. */
const PART_NAMES: Readonly<Record<string, string>> = { document: 'source', opening: 'collection' };

function splitField(
  field: string,
  { facts }: Submission,
): { readonly part: string; readonly fieldInPart: string } {
  const [first = '', second = '', ...rest] = field.split('.');
  const join = (keys: readonly string[]) => keys.filter((key) => key !== 'assertion').join('.');

  const fact = first === 'facts' ? facts[Number(second)] : undefined;
  if (fact !== undefined) return { part: fact.part, fieldInPart: join(rest) };
  if (first === 'bodies') return { part: `body ${Number(second) + 1}`, fieldInPart: join(rest) };
  return { part: PART_NAMES[first] ?? first, fieldInPart: join([second, ...rest]) };
}
