import { DEFINITIONS, type DomainEvent, isCountryCode } from '@rapporteur/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeEvent } from './describe-events.ts';
import { createEvents } from './testing/arbitrary-events.ts';

/** Returns the texts of a value at any depth. */
function listTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listTexts) : [];
}

const isSlug = (text: string): boolean => /^[a-z\d]+(?:-[a-z\d]+)+$/.test(text);

function expectSentence(event: DomainEvent): void {
  const sentence = describeEvent(event);
  expect(sentence).toMatch(/^[^\p{Ll}\s,;:.].*[^\s,;:.([][.!?]”?$/u);
  expect(sentence).not.toMatch(
    /null|undefined|\[object|NaN|\n| {2}|[([] | [,;:.)]|[,;:]{2}|,\.|\(\)/,
  );
  const hidden = listTexts(event.data).filter((text) => isSlug(text) || isCountryCode(text));
  expect(hidden.filter((text) => new RegExp(`\\b${text}\\b`).test(sentence))).toEqual([]);
}

describe('The sentence of any event', () => {
  it.each(DEFINITIONS.map(({ type }) => type))(
    'of type %s begins with a capital, ends with a full stop, and has no ids and codes',
    (type) => {
      fc.assert(fc.property(createEvents(type), expectSentence), { numRuns: 200 });
    },
  );
});
