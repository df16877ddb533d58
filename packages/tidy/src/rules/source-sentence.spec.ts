import { describe, expect, it } from 'vitest';
import { noSentenceOf, sentencesOf } from './source-sentence.ts';

const sentence =
  'The assembly of “lighthouse keepers” convened beside the northern harbour and adopted nothing at all.';
const source = `A HEADING\n\n${sentence} Short one. ${sentence.replace('northern', 'southern')}\n`;
const rule = noSentenceOf([source]);

describe('Sentences of the sources', () => {
  it('are what is long enough and ends like one', () =>
    expect(sentencesOf(source)).toHaveLength(2));

  it('are found as they stand', () =>
    expect(rule([{ path: 'a.md', text: `x ${sentence} y` }])).toEqual([
      { path: 'a.md', says: expect.stringContaining('copies a source') },
    ]));

  it('are found behind other quotes, line breaks and comment marks', () =>
    expect(
      rule([
        {
          path: 'a.ts',
          text: `// ${sentence.replace(/[“”]/g, '"').replace(' convened', '\n// convened').toUpperCase()}`,
        },
      ]),
    ).toHaveLength(1));

  it('are not found in other words', () =>
    expect(rule([{ path: 'a.md', text: sentence.replace('adopted', 'approved') }])).toEqual([]));
});
