import { describe, expect, it } from 'vitest';
import {
  type CitedPage,
  escapeBibtex,
  formatBibtex,
  formatCslJson,
  formatPlainCitation,
} from './citation-writers.ts';

const PAGE: CitedPage = {
  title: 'The “Pier” & 100 % of {its} cost_',
  url: 'https://record.example/collections/harbours/bodies/harbour-council?asOf=2031-05-04&asOfRecorded=0:42',
  position: '0:42',
  asOf: '2031-05-04',
  accessed: '2031-06-01',
};

describe('A citation', () => {
  it('in words names the page, both moments, the address and the day', () =>
    expect(formatPlainCitation(PAGE)).toBe(
      '“The “Pier” & 100 % of {its} cost_.” Rapporteur, as of 4 May 2031, as recorded at position ' +
        `0:42. ${PAGE.url} (accessed 1 June 2031).`,
    ));

  it('of a page without moments has none', () =>
    expect(formatPlainCitation({ ...PAGE, title: 'Who?', asOf: null, position: '' })).toBe(
      `“Who?” Rapporteur. ${PAGE.url} (accessed 1 June 2031).`,
    ));

  it('in BibTeX escapes what TeX would read as a command', () => {
    expect(escapeBibtex('a\\b{c}$&#%_~^d\n e')).toBe(
      String.raw`a\textbackslash{}b\{c\}\$\&\#\%\_\textasciitilde{}\textasciicircum{}d e`,
    );
    const entry = formatBibtex(PAGE);
    expect(entry).toContain(String.raw`title = {{The “Pier” \& 100 \% of \{its\} cost\_}}`);
    expect(entry).toContain(`url = {${PAGE.url}}`);
    expect(entry).toMatch(/^@online\{rapporteur-harbour-council-0-42,\n/);
  });

  it('in BibTeX has balanced braces, whatever the page is called', () => {
    const entry = formatBibtex({ ...PAGE, title: '}}{', url: 'https://record.example/a}b{' });
    const bare = entry.replaceAll(/\\[{}]/g, '');
    expect(bare.split('{')).toHaveLength(bare.split('}').length);
    expect(entry).toContain('url = {https://record.example/a%7Db%7B}');
  });

  it('in CSL JSON is a list of one web page', () =>
    expect(JSON.parse(formatCslJson({ ...PAGE, title: 'A "quote" \\ slash' }))).toEqual([
      {
        id: 'rapporteur-harbour-council-0-42',
        type: 'webpage',
        title: 'A "quote" \\ slash',
        'container-title': 'Rapporteur',
        publisher: 'Rapporteur',
        version: '0:42',
        note: 'as of 4 May 2031, as recorded at position 0:42',
        URL: PAGE.url,
        accessed: { 'date-parts': [[2031, 6, 1]] },
      },
    ]));
});
