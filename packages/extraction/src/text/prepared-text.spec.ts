import { describe, expect, it } from 'vitest';
import { draftDocument } from '../draft-document.ts';
import { formatDraft } from '../draft-format.ts';
import { PreparedText } from './prepared-text.ts';
import { readLanguages } from '../testing/language-fixture.ts';

const languages = readLanguages();
const repeat = (words: string, length = 1_000_000): string =>
  words.repeat(Math.ceil(length / words.length));

describe('A prepared text', () => {
  it('keeps every place', () => {
    const text = 'A “quoted” word,\u00a0and a non\u2011breaking one ’s';
    const { folded } = new PreparedText(text);
    expect(folded).toBe('A "quoted" word, and a non-breaking one \'s');
    expect(folded).toHaveLength(text.length);
  });

  it('counts code points', () => {
    const text = new PreparedText('😀😀\nThe pier 😀 burnt.');
    const block = text.blocks[1] ?? { start: 0, end: 0 };
    expect(text.toPassage(block)).toEqual({ start: 3, end: 20, line: 2 });
    expect(text.getWords(block)).toBe('The pier 😀 burnt.');
  });

  it('joins the lines of a wrapped paragraph, and no others', () => {
    const text =
      'The Council of Harbours met in the old town hall of the island\nand spoke of piers.\nMalta';
    expect(new PreparedText(text).blocks.map(({ text: words }) => words)).toEqual([
      'The Council of Harbours met in the old town hall of the island and spoke of piers.',
      'Malta',
    ]);
  });

  it.each([
    ['no full stop', repeat('a word and another ')],
    ['open brackets', repeat('"(«[')],
    ['mixed scripts', repeat('Совет 理事会 Council 😀 ')],
    ['states without a full stop', repeat('Malta and Italy and ')],
    ['capitals', repeat('THE COUNCIL OF MINISTERS OF MALTA APPROVED ')],
    ['days without a full stop', repeat('4 May 2031, 5 June 2031, ')],
    // Each line is a sentence, and its search costs more than that of one long line.
    ['short lines', repeat('The Council met.\n', 300_000)],
    ['numbers of paragraphs', repeat('1. Decides ')],
    ['white space', `The Council,\nRecalling it,\n1. Decides${repeat(' ')}x`],
    ['full stops', repeat('.')],
    ['digits', repeat('1234567890')],
    ['brackets', repeat('([{)]}')],
    ['numbers on lines', repeat('1.\n')],
    [
      'lines of one paragraph',
      `The Council,\nRecalling it,\n1. Decides:\n${repeat('(a) piers;\n')}`,
    ],
    [
      'one paragraph with citations',
      `The Council,\nRecalling it,\n1. Requests ${repeat('the parties to act within 60 days, and requests resolution 5 (2030) ')}`,
    ],
  ])('reads hostile texts in linear time, and writes their drafts: %s', (_, text) => {
    const draft = draftDocument(text, languages, { file: 'hostile.txt' });
    expect(formatDraft(draft, text)).toContain('facts:');
  });

  // A sentence of the longest kind that is searched, with a new verb or name every few words.
  it.each([
    ['Chinese verbs', '理事会通过了计划并谴责了袭击'],
    ['Russian verbs', 'совет министров одобрил план и осудил нападение в Мальте 4 мая 2031 года '],
    ['French names', "Conseil des Ministres de l'Union des "],
    ['quotations', '“the “council” said ‘that “it approved”’ '],
    ['full stops', '...'],
  ])('reads long sentences in linear time: %s', (_, words) => {
    const sentence = `Pier ${words.repeat(Math.ceil(2900 / words.length)).slice(0, 2900)}.\n`;
    const text = `Note of the Harbour Council\n${sentence.repeat(10)}`;
    const { unplaced, facts } = draftDocument(text, languages, { file: 'hostile.txt' });
    expect(unplaced.length + facts.length).toBeGreaterThan(0);
  });

  // As YAML, tens of thousands of facts take longer than their rules.
  it.each([
    ['annexes', `The Council,\nRecalling it,\n1. Decides.\nAnnex A\n${repeat('1. A lamp.\n')}`],
    [
      'requests without numbers',
      `The Council,\n${'Requests us to act by 4 May 2031;\n'.repeat(3000)}`,
    ],
  ])('reads hostile texts with many facts in linear time: %s', (_, text) => {
    const { facts } = draftDocument(text, languages, { file: 'hostile.txt' });
    expect(facts.length).toBeGreaterThan(3000);
  });
});
