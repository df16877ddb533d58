import { describe, expect, it } from 'vitest';
import { readDocx } from './docx-reader.ts';
import { createDocx } from './testing/docx-file.ts';

const run = (words: string): string => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`;
const p = (words: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr>${run(words)}</w:p>`;
const item = (words: string, list: number, level: number): string =>
  p(words, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);

const LEVELS = `<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>`;

describe('A Word document', () => {
  it('has the numbers that Word prints before paragraphs', () => {
    const body = [
      item('Asks', 1, 0),
      item('to light', 1, 1),
      item('to mark', 1, 1),
      item('at once', 1, 2),
      item('Thanks', 1, 0),
      item('again', 1, 1),
      item('point', 2, 0),
      item('Seventh', 3, 0),
      item('Eighth', 3, 0),
    ].join('');
    expect(readDocx(createDocx(body, { numbering: LEVELS })).text.split('\n')).toEqual([
      '1. Asks',
      '(a) to light',
      '(b) to mark',
      '1.i at once',
      '2. Thanks',
      '(a) again',
      'point',
      '7. Seventh',
      '8. Eighth',
      '',
    ]);
  });

  it('has the numbers of a style', () => {
    const styles = `<w:style w:styleId="Base"><w:name w:val="base"/><w:pPr><w:numPr>
        <w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:styleId="Op"><w:name w:val="Operative"/><w:basedOn w:val="Base"/></w:style>`;
    const style = '<w:pStyle w:val="Op"/>';
    const none = '<w:numPr><w:numId w:val="0"/></w:numPr>';
    const body = p('Asks', style) + p('plain', style + none) + p('Thanks', style);
    const { text, paragraphs } = readDocx(createDocx(body, { styles, numbering: LEVELS }));
    expect(text).toBe('1. Asks\nplain\n2. Thanks\n');
    expect(paragraphs[0]?.element).toBe('Operative');
  });

  it('has the cells of a row on one line, and footnotes after their paragraph', () => {
    const footnotes = `<w:footnote w:id="2">${p('As charted.')}</w:footnote>`;
    const cell = (words: string): string => `<w:tc>${p(words)}${p('more')}</w:tc>`;
    const body = `<w:p>${run('The mole')}<w:r><w:footnoteReference w:id="2"/></w:r>${run(' is long.')}</w:p>
      <w:tbl><w:tr>${cell('Port')}${cell('Piers')}</w:tr><w:tr>${cell('Gozo')}</w:tr></w:tbl>`;
    expect(readDocx(createDocx(body, { footnotes })).text).toBe(
      'The mole is long.\n1 As charted.\nPort more\tPiers more\nGozo more\n',
    );
  });

  it('has no deleted words, no field codes and no second copy of a text box', () => {
    const body = `<w:p>${run('Kept ')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>
      <w:ins>${run('new')}</w:ins><w:r><w:instrText>PAGE</w:instrText></w:r><w:r>
      <mc:AlternateContent><mc:Choice>${run(' once')}</mc:Choice>
      <mc:Fallback>${run(' twice')}</mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    expect(readDocx(createDocx(body)).text).toBe('Kept new once\n');
  });

  it('counts each break of a page once, and has no pages without one', () => {
    const marked = '<w:r><w:lastRenderedPageBreak/></w:r>';
    const body = `${p('One')}<w:p><w:r><w:br w:type="page"/></w:r></w:p>
      <w:p>${marked}${run('two')}${marked}${run(' three')}</w:p>${p('Four')}`;
    const { text, paragraphs } = readDocx(createDocx(body));
    expect(text).toBe('One\ntwo three\nFour\n');
    expect(paragraphs.map(({ page, pageStarts }) => [page, pageStarts])).toEqual([
      [1, []],
      [2, [{ start: 7, page: 3 }]],
      [3, []],
    ]);
    expect(readDocx(createDocx(p('One'))).paragraphs[0]?.page).toBeUndefined();
  });

  it('has the title and the language that it states', () => {
    const core = '<dc:title>A note</dc:title><dc:language>fr-FR</dc:language>';
    expect(readDocx(createDocx(p('One'), { core }))).toMatchObject({
      title: 'A note',
      language: 'fr-FR',
    });
  });
});
