import type { JsonFields } from '@rapporteur/pages';

/** Returns a text of an answer; an empty one if it has none. */
export function readWords(fields: JsonFields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

/** Returns a time of recording for people: `2026-05-03 14:05 UTC`. */
export function formatTime(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}
