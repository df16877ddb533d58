import { describe, expect, it } from 'vitest';
import { decisionRecordsAreIndexed } from './decision-record.ts';

const index = { path: 'docs/adr/README.md', text: '- [1](0001-first.md)\n- [2](0002-second.md)\n' };
const first = { path: 'docs/adr/0001-first.md', text: '# 1\n\nStatus: accepted\n' };
const second = { path: 'docs/adr/0002-second.md', text: '# 2\n\nStatus: superseded by 0003\n' };

describe('Decision records', () => {
  it('are fine when numbered, listed and stated', () =>
    expect(decisionRecordsAreIndexed([index, first, second])).toEqual([]));

  it('must be listed', () =>
    expect(decisionRecordsAreIndexed([{ ...index, text: '' }, first])).toEqual([
      { path: first.path, says: 'is not listed in docs/adr/README.md' },
    ]));

  it('leave no gap', () =>
    expect(decisionRecordsAreIndexed([index, second])).toEqual([
      { path: second.path, says: 'is numbered 2 where 1 is due' },
    ]));

  it('state their status', () =>
    expect(decisionRecordsAreIndexed([index, { ...first, text: '# 1\n' }])).toEqual([
      { path: first.path, says: 'states no status' },
    ]));
});
