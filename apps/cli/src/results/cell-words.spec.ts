import { describe, expect, it } from 'vitest';
import { formatField } from './cell-words.ts';

const format = (kind: string, fields: Readonly<Record<string, string>>): string =>
  formatField(kind, 'value', (column) => fields[column]);

describe('formatField', () => {
  it.each([
    ['text', '{draft} statute', '{draft} statute'],
    ['text', '[2025-09-10,2025-09-11]', '[2025-09-10,2025-09-11]'],
    ['text', '2025/2027', '2025/2027'],
    ['date', '[2025-09-10,2025-09-11]', '2025-09-10 or 2025-09-11'],
    ['date', '../2026', 'by 2026'],
    ['boolean', 'true', 'yes'],
    ['list', 'a; "b; c"; "d ""e"""', 'a; b; c; d "e"'],
    ['list', 'null; "null"', 'not stated; null'],
    ['json', '"[a title in brackets]"', '[a title in brackets]'],
    ['json', '[{"edtf":"2025-09-10"},"{x"]', '2025-09-10; {x'],
    ['json', '7', '7'],
    ['another kind', '{x', '{x'],
  ])('formats a field of the kind %s: %s', (kind, value, words) =>
    expect(format(kind, { value })).toBe(words),
  );

  it('adds the basis of a date, unless the source states it', () => {
    expect(format('date', { value: '2025', value_basis: 'derived' })).toBe('2025 (derived)');
    expect(format('date', { value: '2025', value_basis: 'stated' })).toBe('2025');
  });

  it('says that a value is not stated, where the table distinguishes that', () => {
    expect(format('date', { value: '', value_stated: 'false' })).toBe('not stated');
    expect(format('date', { value: '' })).toBe('');
  });
});
