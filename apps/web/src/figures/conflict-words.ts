import { formatMeetingName } from '@rapporteur/drafting';
import { isJsonFields } from '@rapporteur/pages';
import type { Answer, Schemas } from '../api/query-answers.ts';
import { spellValue } from '../components/day-words.ts';
import { nameThing, readText } from '../components/read-json.ts';

type ConflictThing = NonNullable<Schemas['Conflict']['thing']>;

/**
 * Returns the name of the thing that sources differ about. The number of a meeting in a series has the
 * id `{body}/{session}/{ordinal}`.
 */
export function nameConflictThing(
  answer: Answer,
  { kind, id }: ConflictThing,
  collection: string,
): string {
  const [body = '', session = null, ordinal] = id.split('/');
  if (kind !== 'series-number' || ordinal === undefined)
    return nameThing(answer, { kind, id, collection });
  const bodyName = nameThing(answer, { kind: 'body', id: body, collection });
  return formatMeetingName({ bodyName, session, ordinal: Number(ordinal) });
}

/** Returns one of the values of a conflict in words. A number of a series belongs to a meeting. */
export function spellConflictValue(answer: Answer, value: unknown, collection: string): string {
  const meeting = isJsonFields(value) ? readText(value['meeting']) : '';
  if (meeting === '') return spellValue(value);
  // Both meetings have the same name, so that the id tells them apart.
  return `${nameThing(answer, { kind: 'meeting', id: meeting, collection })} (${meeting})`;
}
