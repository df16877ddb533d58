import { describe, expect, it } from 'vitest';
import { TextComposer } from './text-composer.ts';

describe('The composer of a text', () => {
  it('counts code points', () => {
    const composer = new TextComposer();
    composer.write('𝔸 pier');
    expect([composer.lastPoint, composer.nextPoint]).toEqual([6, 6]);
    composer.writeSpace(' ');
    expect([composer.lastPoint, composer.nextPoint]).toEqual([6, 7]);
    expect(composer.endParagraph()).toMatchObject({ start: 0, end: 6 });
    composer.write('next');
    expect(composer.endParagraph()).toMatchObject({ start: 7, end: 11 });
  });

  it('collapses white space', () => {
    const composer = new TextComposer();
    for (const words of [' \n a', 'b  \r\n', '\t', 'c\0d ', ' e\u00a0f ']) composer.write(words);
    expect(composer.finish().text).toBe('ab c d e\u00a0f\n');
  });

  it('finds each paragraph at its offsets', () => {
    const composer = new TextComposer();
    for (const words of ['One 𝔸', '', 'Three']) {
      composer.write(words);
      composer.endParagraph({ element: 'p' });
    }
    const { text, paragraphs } = composer.finish();
    const points = Array.from(text);
    expect(paragraphs.map(({ start, end }) => points.slice(start, end).join(''))).toEqual([
      'One 𝔸',
      'Three',
    ]);
  });

  it('writes a footnote after the paragraph that it belongs to', () => {
    const composer = new TextComposer();
    composer.write('The mole');
    composer.openInnerLine();
    composer.write('1 As charted.');
    composer.endParagraph();
    composer.closeInnerLine({ element: 'note' });
    composer.write(' is long.');
    composer.endParagraph();
    expect(composer.finish().text).toBe('The mole is long.\n1 As charted.\n');
  });

  it('leaves out hyphens that only a layout shows', () => {
    const composer = new TextComposer();
    composer.write('break\u00adwater\u200b');
    expect(composer.finish().text).toBe('breakwater\n');
  });

  it('takes linear time for white space', () => {
    const composer = new TextComposer();
    const before = process.cpuUsage();
    composer.write(`a${' '.repeat(4_000_000)}b`);
    const { user } = process.cpuUsage(before);
    expect(user / 1e6).toBeLessThan(2);
    expect(composer.finish().text).toBe('a b\n');
  });
});
