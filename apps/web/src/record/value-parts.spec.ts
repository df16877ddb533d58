import { findFactField, type FactField } from '@rapporteur/review';
import { describe, expect, it } from 'vitest';
import {
  changeElement,
  changePart,
  findPartField,
  readElements,
  readParts,
} from './value-parts.ts';

const createField = (shape: string): FactField => ({
  name: 'value',
  help: '',
  isRequired: false,
  choices: [],
  isText: false,
  shape,
  isList: false,
});
const ACTOR = createField('ActorRef');
const COUNT = createField('Count');
const PLACE = createField('Place');

describe('The parts of a structured value', () => {
  it('are the id and the name of the shorthand', () => {
    const input = '{KGZ: the Kyrgyz Republic}';
    expect(readParts(input, ACTOR)).toEqual([
      { name: 'id', input: 'KGZ' },
      { name: 'nameAsWritten', input: 'the Kyrgyz Republic' },
    ]);
    expect(changePart(input, ACTOR, { name: 'id', input: 'KAZ' })).toBe(
      '{KAZ: the Kyrgyz Republic}',
    );
    const renamed = changePart(input, ACTOR, { name: 'nameAsWritten', input: 'Kyrgyzstan' });
    expect(renamed).toBe('{KGZ: Kyrgyzstan}');
  });

  it('are the members of a shape, those without a value too', () => {
    const input = '{min: 301, qualifier: more than 300}';
    expect(readParts(input, COUNT)?.map(({ name, input: own }) => [name, own])).toEqual([
      ['min', '301'],
      ['max', ''],
      ['qualifier', 'more than 300'],
      ['ofWhat', ''],
    ]);
    expect(changePart(input, COUNT, { name: 'max', input: '400' })).toBe(
      '{min: 301, qualifier: more than 300, max: 400}',
    );
    expect(changePart('{min: 301}', COUNT, { name: 'min', input: '' })).toBe('');
  });

  it('keep a value within a value', () => {
    const input = '{name: Valletta, country: {MLT: Malta}}';
    expect(readParts(input, PLACE)?.[1]).toEqual({ name: 'country', input: '{MLT: Malta}' });
    expect(changePart(input, PLACE, { name: 'name', input: 'Mdina' })).toBe(
      '{name: Mdina, country: {MLT: Malta}}',
    );
  });

  it('are those of each element of a list', () => {
    const places = { ...PLACE, isList: true };
    const elements = readElements('[{name: Valletta, country: {MLT: Malta}}]', places) ?? [];
    expect(elements).toEqual(['{name: Valletta, country: {MLT: Malta}}']);
    expect(changeElement(elements, 0, '{name: Mdina}')).toBe('[{name: Mdina}]');
    expect(changeElement(elements, 0, '')).toBe('');
    expect(readElements('[Valletta, Mdina]', places)).toBeNull();
    expect(readElements('[{name: Mdina}]', PLACE)).toBeNull();
    expect(findPartField(PLACE, 'country').shape).toBe('CountryValue');
  });

  it('are none of a plain value, a list, or an input that is not complete', () => {
    const field = findFactField('MeetingHeld', 'occurredOn') ?? ACTOR;
    for (const input of ['', 'KGZ', '2025-09-10', '[KGZ, KAZ]', '{KGZ: '])
      expect(readParts(input, field)).toBeNull();
  });
});
