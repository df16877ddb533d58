import { formatId } from '@rapporteur/drafting';
import { isJsonFields, type JsonFields, nameState } from '@rapporteur/pages';
import type { Answer } from '../api/query-answers.ts';

/** Returns an object; an empty one if the value is none. */
export function readFields(value: unknown): JsonFields {
  return isJsonFields(value) ? value : {};
}

/** Returns a text; an empty one if the value is none. */
export function readText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Returns the texts of a list. */
export function listTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** Returns a day with its limits; undefined if no source states it. */
export function readStated<Day extends { readonly stated: boolean }>(
  day: Day,
): Extract<Day, { readonly stated: true }> | undefined {
  return day.stated ? (day as Extract<Day, { readonly stated: true }>) : undefined;
}

/** A thing of one collection, by its kind. */
interface AnswerThing {
  readonly kind: string;
  readonly id: string;
  readonly collection: string;
}

/** Returns the name of a thing in an answer; its id in words without one. */
export function nameThing({ names }: Answer, { kind, id, collection }: AnswerThing): string {
  return names?.[kind]?.[`${collection}/${id}`] ?? nameState(id) ?? formatId(id);
}

/** Returns the name of a state by its code. */
export function nameActor(id: string): string {
  return nameState(id) ?? id.replaceAll('-', ' ');
}
