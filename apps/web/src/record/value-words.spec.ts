import { expect, it } from 'vitest';
import { formatValueWords } from './value-words.ts';

it('shows actors and places by their names, with the key behind', () => {
  expect(formatValueWords({ MLT: 'Malta' })).toBe('Malta (MLT)');
  expect(formatValueWords({ 'pilot-office': 'the Pilot Office' })).toBe(
    'the Pilot Office (pilot-office)',
  );
  expect(formatValueWords([{ name: 'Lisbon', country: { PRT: 'Portugal' } }])).toBe(
    'Lisbon, Portugal (PRT)',
  );
});

it('shows other members with their names, and texts without quotation marks', () => {
  expect(
    formatValueWords({ incident: 'pier-2031', occurredOn: '2031', place: { name: 'Bar' } }),
  ).toBe('incident: pier-2031, occurred on: 2031, place: Bar');
  expect(formatValueWords('2033')).toBe('2033');
  expect(formatValueWords(['MLT', { PRT: 'Portugal' }])).toBe('MLT; Portugal (PRT)');
});
