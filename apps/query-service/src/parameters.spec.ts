import { Problem } from '@rapporteur/platform';
import { describe, expect, it } from 'vitest';
import {
  choiceParameter,
  COMMON_PARAMETERS,
  DATE_PARAMETERS,
  combineDates,
  booleanParameter,
  listParameter,
  PAGE_PARAMETERS,
  parseParameters,
  parseTime,
  periodParameter,
} from './parameters.ts';

const SHAPE = {
  ...COMMON_PARAMETERS,
  ...PAGE_PARAMETERS,
  ...DATE_PARAMETERS,
  meeting: listParameter('Meeting'),
  dated: booleanParameter('Dated'),
  due: periodParameter('Due'),
  kind: choiceParameter(['a', 'b'], 'Kind'),
};

function findProblem(query: Record<string, unknown>) {
  try {
    parseParameters(SHAPE, query);
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, ...error.details.errors?.[0] };
    throw error;
  }
  return undefined;
}

describe('The parameters of a query', () => {
  it('are parsed as lists, booleans, numbers and periods', () => {
    expect(
      parseParameters(SHAPE, {
        meeting: 'a-1, b-2',
        dated: 'false',
        limit: '5',
        due: '2026',
        kind: 'b',
      }),
    ).toEqual({
      meeting: ['a-1', 'b-2'],
      dated: false,
      limit: 5,
      due: { from: '2026-01-01', to: '2026-12-31' },
      kind: ['b'],
    });
    expect(parseParameters(SHAPE, {})).toEqual({ limit: 100 });
  });

  it('are rejected if unknown, with a similar name', () => {
    expect(findProblem({ metting: 'x' })).toMatchObject({
      code: 'PARAMETER_UNKNOWN',
      field: 'metting',
      remedy: 'Did you mean `meeting`?',
    });
  });

  it.each([
    ['limit', '0'],
    ['limit', '1001'],
    ['limit', '-1'],
    ['limit', '1e3'],
    ['limit', '9007199254740993'],
    ['asOf', '2025-02-29'],
    ['asOf', '2025'],
    ['asOf', 'yesterday'],
    ['from', '2025-13'],
    ['due', '2026/2025'],
    ['due', '2025-02-30'],
    ['asOf', '0000-01-01'],
    ['from', '0000'],
    ['due', '../0000'],
    ['meeting', 'a\u0000'],
    ['dated', 'yes'],
    ['kind', 'c'],
    ['meeting', 'a,,b'],
    ['meeting', ''],
    ['sources', '1'],
  ])('are rejected if invalid: %s=%s', (name, value) => {
    const problem = findProblem({ [name]: value });
    expect(problem).toMatchObject({ code: 'PARAMETER_INVALID', rule: 'PARAMETER_INVALID' });
    expect(problem?.field).toBe(name);
    expect(problem?.message).not.toBe('');
    expect(problem?.remedy).not.toBe('');
  });

  it('are rejected with a similar value for a value of a list', () => {
    const shape = { status: choiceParameter(['open', 'done'], 'Status') };
    expect(() => parseParameters(shape, { status: 'done,opn' })).toThrow('Did you mean `open`?');
  });

  it('are rejected if given twice', () => {
    expect(findProblem({ meeting: ['a', 'b'] })).toMatchObject({
      field: 'meeting',
      code: 'PARAMETER_INVALID',
    });
  });

  it('combine from and to by the days they may mean, and reject them in reverse order', () => {
    const combine = (query: Record<string, unknown>) => combineDates(parseParameters(SHAPE, query));
    expect(combine({ from: '2025-03', to: '2025' })).toEqual({
      from: '2025-03-01',
      to: '2025-12-31',
    });
    expect(combine({ to: '2009' })).toEqual({ from: null, to: '2009-12-31' });
    expect(() => combine({ from: '2026', to: '2025' })).toThrow('from is after to');
  });
});

describe('A record time', () => {
  it('is a time with its zone, or the start or end of a day', () => {
    expect(parseTime('2026-01-31T12:00:00+02:00', 'end')?.toISOString()).toBe(
      '2026-01-31T10:00:00.000Z',
    );
    expect(parseTime('2026-01-31', 'start')?.toISOString()).toBe('2026-01-31T00:00:00.000Z');
    expect(parseTime('2026-01-31', 'end')?.toISOString()).toBe('2026-01-31T23:59:59.999Z');
  });

  it('is rejected in any other form', () => {
    for (const wrong of ['2026-02-29', '2026-01-31T12:00:00', '2026-01-31T25:00:00Z', 'now', '']) {
      expect(parseTime(wrong, 'end'), wrong).toBeNull();
    }
  });
});
