import {
  ActorRef,
  CATALOGUE,
  COMMANDS,
  countryName,
  getValueAt,
  toFieldErrors,
  OpenCollection,
} from '@rapporteur/contracts';
import { isSeq, type Node } from 'yaml';
import { buildBody, PLACEHOLDER } from './command-body.ts';
import {
  expandValue,
  expandObject,
  type ExpansionContext,
  reportUnknownField,
} from './expand-value.ts';
import type { TextPosition, SubmissionProblem } from './problem.ts';
import { parseFacts } from './parse-facts.ts';
import { parseSource } from './parse-source.ts';
import {
  type MappingEntry,
  getEntries,
  isNull,
  SubmissionDocument,
  getScalarText,
} from './submission-document.ts';
import { findFieldPosition, type Submission, type SubmittedFact } from './submission.ts';

const PARTS = ['collection', 'source', 'actors', 'defaults', 'bodies', 'facts'];

/** A submission that may be anchored in its text, or everything that is wrong with it. */
export type ParsedSubmission =
  | { readonly ok: true; readonly submission: Submission }
  | { readonly ok: false; readonly problems: readonly SubmissionProblem[] };

/** Reads a submission, writes its shorthand out and checks it against the vocabulary. Never throws. */
export function parseSubmission(yamlText: string): ParsedSubmission {
  const sheet = new SubmissionDocument(yamlText);
  const submission = sheet.problems.length === 0 ? readSubmission(sheet) : undefined;
  if (submission !== undefined && sheet.problems.length === 0) checkCommands(submission, sheet);
  const { problems } = sheet;
  return submission === undefined || problems.length > 0
    ? { ok: false, problems }
    : { ok: true, submission };
}

function readSubmission(sheet: SubmissionDocument): Submission | undefined {
  const entries = getEntries(sheet.root);
  if (entries === undefined) {
    const remedy = `write ${PARTS.join(', ')} as its parts`;
    sheet.addProblem('DRAFTING_YAML_INVALID', sheet.root, '', 'a submission is a mapping', remedy);
    return undefined;
  }
  const places = new Map<string, TextPosition>();
  const reading = (
    part: string,
    actors: ExpansionContext['actors'] = new Map(),
  ): ExpansionContext => ({
    document: sheet,
    actors,
    part,
    positions: places,
  });
  for (const entry of entries)
    if (!PARTS.includes(entry.key)) reportUnknownField(entry, PARTS, '', reading('submission'));
  const valueOf = (key: string): Node | null =>
    entries.find((entry) => entry.key === key)?.value ?? null;
  const actors = readActors(valueOf('actors'), reading('actors'));
  const { collection, opening } = readCollection(valueOf('collection'), reading('collection'));
  const source = parseSource(valueOf('source'), reading('source', actors));
  const facts = parseFacts(valueOf('facts'), valueOf('defaults'), reading('facts', actors));
  const bodies = readBodies(valueOf('bodies'), reading('bodies', actors));
  if (collection === null || source === undefined) return undefined;
  return {
    collection,
    opening,
    source,
    bodies,
    facts: facts.list,
    command: commandFor(facts),
    positions: places,
  };
}

/** One meeting, which is the default of all facts: everything else is said to belong to it. */
function commandFor(facts: { readonly list: readonly SubmittedFact[]; readonly meeting: unknown }) {
  const held = facts.list.filter(
    ({ type }) => type === 'MeetingHeld' || type === 'MeetingAnnounced',
  );
  const one =
    held.length === 1 && facts.meeting !== null && held[0]?.fields['meeting'] === facts.meeting;
  return one ? 'RecordMeeting' : 'RecordDocument';
}

function readCollection(
  node: Node | null,
  reading: ExpansionContext,
): Pick<Submission, 'opening'> & { collection: string | null } {
  const id = getScalarText(node);
  if (id !== undefined) return { collection: id, opening: null };
  const entries = getEntries(node);
  if (entries === undefined) {
    const remedy = 'write `collection: sco`, or {id, title, rootBody} to open one';
    reading.document.addProblem(
      'DRAFTING_FIELD_MISSING',
      node,
      'collection',
      'the submission names no collection',
      remedy,
    );
    return { collection: null, opening: null };
  }
  const named = entries.map((entry) =>
    entry.key === 'id' ? { ...entry, key: 'collection' } : entry,
  );
  const opening = expandObject(named, OpenCollection, 'collection', reading);
  return {
    collection: typeof opening['collection'] === 'string' ? opening['collection'] : '',
    opening,
  };
}

function readActors(node: Node | null, reading: ExpansionContext): ExpansionContext['actors'] {
  const entries = getEntries(node);
  if (entries === undefined && !isNull(node)) {
    reading.document.addProblem(
      'DRAFTING_VALUE_INVALID',
      node,
      'actors',
      'actors is not a mapping',
      'write `KEY: {kind, …}`',
    );
  }
  return new Map((entries ?? []).map((entry) => [entry.key, readActor(entry, reading)]));
}

// The key is the id unless the actor gives one, and a state's code needs nothing but the name as written.
function readActor(
  { key, keyNode, value }: MappingEntry,
  reading: ExpansionContext,
): Record<string, unknown> {
  const state = countryName(key) === undefined ? {} : { kind: 'state' };
  const nameAsWritten = getScalarText(value);
  const path = `actors.${key}`;
  const entries = nameAsWritten === undefined ? (getEntries(value) ?? []) : [];
  const written =
    nameAsWritten === undefined
      ? expandObject(entries, ActorRef, path, reading)
      : { nameAsWritten };
  const actor = { id: key, ...state, ...written };
  for (const { field, message, remedy } of toFieldErrors(
    ActorRef.safeParse(actor).error?.issues ?? [],
    actor,
  )) {
    const said = `actor ${key}: ${field} ${message}`;
    reading.document.addProblem(
      'DRAFTING_VALUE_INVALID',
      keyNode,
      `${path}.${field}`,
      said,
      remedy,
    );
  }
  return actor;
}

const BODY_SCHEMA = CATALOGUE.getDefinition('BodyRegistered').schema;

function readBodies(node: Node | null, reading: ExpansionContext): readonly unknown[] {
  const nodes = isSeq(node) ? node.items : [];
  if (!isSeq(node) && !isNull(node)) {
    reading.document.addProblem(
      'DRAFTING_VALUE_INVALID',
      node,
      'bodies',
      'bodies is not a list',
      'begin each with `- body:`',
    );
  }
  return nodes.map((body, n) =>
    expandValue(body as Node | null, BODY_SCHEMA, `bodies.${n}`, {
      ...reading,
      part: `body ${n + 1}`,
    }),
  );
}

/** Checks the commands as they will be sent, with a passage to stand for those that are not found yet. */
function checkCommands(submission: Submission, sheet: SubmissionDocument): void {
  if (submission.opening !== null)
    check('OpenCollection', submission.opening, 'collection.', submission, sheet);
  check(
    submission.command,
    buildBody(submission, () => PLACEHOLDER),
    '',
    submission,
    sheet,
  );
}

function check(
  name: string,
  body: unknown,
  prefix: string,
  submission: Submission,
  sheet: SubmissionDocument,
): void {
  const parsed = COMMANDS.get(name)?.parse(body);
  if (parsed === undefined || parsed.ok) return;
  const schema = COMMANDS.get(name)?.schema;
  for (const { field, message, remedy } of toFieldErrors(parsed.issues, body, schema)) {
    const path = `${prefix}${field}`;
    const isMissing = getValueAt(body, field.split('.')) === undefined;
    const code = isMissing ? 'DRAFTING_FIELD_MISSING' : 'DRAFTING_VALUE_INVALID';
    const [part, rest] = partOf(path, submission);
    sheet.addProblem(
      code,
      findFieldPosition(submission.positions, path),
      path,
      `${part}: ${rest} ${message}`.trim(),
      remedy,
    );
  }
}

function partOf(path: string, { facts }: Submission): readonly [part: string, rest: string] {
  const [first = '', second = '', ...rest] = path.split('.');
  const fact = first === 'facts' ? facts[Number(second)] : undefined;
  const within = (keys: readonly string[]) => keys.filter((key) => key !== 'assertion').join('.');
  if (fact !== undefined) return [fact.part, within(rest)];
  if (first === 'bodies') return [`body ${Number(second) + 1}`, within(rest)];
  return [first === 'document' ? 'source' : first, within([second, ...rest])];
}
