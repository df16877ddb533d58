import type { z } from 'zod';
import { DOCUMENT_FACT_DEFINITIONS } from '../fact-definitions.ts';
import {
  type Command,
  type CommandDefinition,
  type CommandFact,
  type ParsedCommand,
  parseWith,
} from './command.ts';
import { RecordDocument, RecordMeeting } from './document-schemas.ts';

const TYPES_WITH_MEETING = new Set(
  DOCUMENT_FACT_DEFINITIONS.filter(({ schema }) => 'meeting' in schema.shape).map(
    ({ type }) => type,
  ),
);

/** The commands that record a whole document. */
export const DOCUMENT_COMMANDS: readonly CommandDefinition[] = [
  {
    name: 'RecordDocument',
    doc: 'Records a document with its bodies and facts, all of them or none.',
    schema: RecordDocument,
    parse: (body) => parseDocument('RecordDocument', body),
  },
  {
    name: 'RecordMeeting',
    doc: 'Records a document about one meeting; a fact without `meeting` belongs to that meeting.',
    schema: RecordMeeting,
    parse: parseMeeting,
  },
];

function parseDocument(name: string, body: unknown): ParsedCommand {
  return parseWith(RecordDocument, body, (parsed) => buildDocumentCommand(name, parsed));
}

function parseMeeting(body: unknown): ParsedCommand {
  const facts = isObject(body) ? (body['facts'] ?? []) : undefined;
  if (!isObject(body) || !Array.isArray(facts)) return parseDocument('RecordMeeting', body);

  const meetings = facts.filter(isMeetingFact);
  if (meetings.length !== 1) {
    const message =
      `must contain exactly one MeetingHeld or MeetingAnnounced, not ${meetings.length}; ` +
      'use RecordDocument for several meetings or none';
    return { ok: false, issues: [{ code: 'custom', path: ['facts'], message, input: undefined }] };
  }

  const meeting = meetings[0]?.meeting;
  const factsWithMeeting = facts.map((fact: unknown) =>
    isObject(fact) && !('meeting' in fact) && TYPES_WITH_MEETING.has(String(fact['type']))
      ? { ...fact, meeting }
      : fact,
  );
  return parseDocument('RecordMeeting', { ...body, facts: factsWithMeeting });
}

function buildDocumentCommand(name: string, parsed: z.output<typeof RecordDocument>): Command {
  const { collection, opening } = parsed;
  const source = {
    type: 'SourceDocumentRegistered' as const,
    data: parsed.document,
    path: 'document',
  };
  const bodies = parsed.bodies.map((data, index) => ({
    type: 'BodyRegistered' as const,
    data,
    path: `bodies.${index}`,
  }));
  const facts = parsed.facts.map(({ type, ...data }, index) => ({
    type,
    data: data as Record<string, unknown>,
    path: `facts.${index}`,
  }));
  return {
    name,
    collection,
    kind: 'facts',
    opening: opening === null ? null : { collection, ...opening },
    facts: [source, ...bodies, ...facts] as readonly CommandFact[],
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMeetingFact(fact: unknown): fact is { readonly meeting: unknown } {
  return isObject(fact) && (fact['type'] === 'MeetingHeld' || fact['type'] === 'MeetingAnnounced');
}
