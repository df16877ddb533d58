import { DOCUMENT_FACT_DEFINITIONS } from '@rapporteur/contracts';
import { z } from 'zod';
import type { SubmittedFact } from './submission.ts';

/** The types that introduce a meeting, and the field of its date. */
const DATE_FIELDS: Readonly<Record<string, string>> = {
  MeetingHeld: 'occurredOn',
  MeetingAnnounced: 'scheduledOn',
};

const TYPES_WITH_MEETING: ReadonlySet<string> = new Set(
  DOCUMENT_FACT_DEFINITIONS.filter(({ schema }) => {
    const meeting: unknown = schema.shape['meeting'];
    return meeting instanceof z.ZodType && !meeting.safeParse(null).success;
  }).map(({ type }) => type),
);

/**
 * Gives the meetings without an id the one that they have by rule. If the submission introduces one
 * meeting only, the facts that require a meeting and name none belong to it.
 */
export function inferMeetingIds(facts: readonly SubmittedFact[]): readonly SubmittedFact[] {
  const named = facts.map((fact) => {
    const meeting = fact.type in DATE_FIELDS ? formatMeetingId(fact) : undefined;
    return addMeeting(fact, meeting);
  });

  const introduced = new Set(
    named.filter(({ type }) => type in DATE_FIELDS).map(({ fields }) => fields['meeting']),
  );
  const [only] = introduced;
  if (introduced.size !== 1 || typeof only !== 'string') return named;
  return named.map((fact) => (TYPES_WITH_MEETING.has(fact.type) ? addMeeting(fact, only) : fact));
}

function addMeeting(fact: SubmittedFact, meeting: string | undefined): SubmittedFact {
  if (meeting === undefined || fact.fields['meeting'] !== undefined) return fact;
  return { ...fact, fields: { ...fact.fields, meeting } };
}

/**
 * Returns the id of a meeting: `{body}-{ordinal}`, or `{body}-{date}` without a number. A session
 * that is not ordinary and a series come before the number.
 */
function formatMeetingId({ type, fields }: SubmittedFact): string | undefined {
  const { body, session, series } = fields;
  const ordinal = getField(fields['ordinal'], 'value');
  const edtf = getField(fields[DATE_FIELDS[type] ?? ''], 'edtf');
  const date = /^\d{4}(-\d{2}){0,2}/.exec(String(edtf))?.[0];
  const number = typeof ordinal === 'number' ? String(ordinal) : date;
  if (typeof body !== 'string' || number === undefined) return undefined;

  const parts = [body];
  if (typeof session === 'string' && session !== 'ordinary') parts.push(session);
  if (typeof series === 'string' && typeof ordinal === 'number') parts.push(toSlug(series));
  return [...parts, number].join('-');
}

function getField(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** Returns words as an id: lower-case letters and digits, joined by hyphens. */
export function toSlug(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
