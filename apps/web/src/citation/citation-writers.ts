/** A page of the record, as a text cites it. */
export interface CitedPage {
  readonly title: string;
  /** The address that shows the page as it is now. */
  readonly url: string;
  /** The position of the record; an empty text if the page has none. */
  readonly position: string;
  /** The day in the world that the page is about, `YYYY-MM-DD`; null: all days. */
  readonly asOf: string | null;
  /** The day of reading, `YYYY-MM-DD`. */
  readonly accessed: string;
}

const PUBLISHER = 'Rapporteur';
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function splitDay(day: string): readonly [year: number, month: number, day: number] {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return [year, month, date];
}

function spellDay(day: string): string {
  const [year, month, date] = splitDay(day);
  return `${date} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** Returns which moments of the world and of the record a page shows. */
function describeMoment({ asOf, position }: CitedPage): string {
  const parts = [
    asOf === null ? '' : `as of ${spellDay(asOf)}`,
    position === '' ? '' : `as recorded at position ${position}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Returns a citation in words. */
export function formatPlainCitation(page: CitedPage): string {
  const moment = describeMoment(page);
  const title = /[.?!…]$/.test(page.title) ? page.title : `${page.title}.`;
  return [
    `“${title}”`,
    `${PUBLISHER}${moment === '' ? '' : `, ${moment}`}.`,
    `${page.url} (accessed ${spellDay(page.accessed)}).`,
  ].join(' ');
}

const BIBTEX_ESCAPES: Readonly<Record<string, string>> = {
  '\\': String.raw`\textbackslash{}`,
  '{': String.raw`\{`,
  '}': String.raw`\}`,
  $: String.raw`\$`,
  '&': String.raw`\&`,
  '#': String.raw`\#`,
  '%': String.raw`\%`,
  _: String.raw`\_`,
  '~': String.raw`\textasciitilde{}`,
  '^': String.raw`\textasciicircum{}`,
};

/** Returns a text of which BibTeX and TeX read each character as itself. */
export function escapeBibtex(text: string): string {
  return text
    .replaceAll(/[\\{}$&#%_~^]/g, (character) => BIBTEX_ESCAPES[character] ?? character)
    .replaceAll(/\s+/g, ' ');
}

/** Returns an entry of BibLaTeX. Its `url` is verbatim there, but for braces and backslashes. */
export function formatBibtex(page: CitedPage): string {
  const url = page.url.replaceAll(/[\\{}\s]/g, (character) => encodeURIComponent(character));
  const moment = describeMoment(page);
  const fields = [
    // The second braces keep the capital letters of names.
    `title = {{${escapeBibtex(page.title)}}}`,
    `organization = {${PUBLISHER}}`,
    ...(moment === '' ? [] : [`note = {${escapeBibtex(moment)}}`]),
    `url = {${url}}`,
    `urldate = {${page.accessed}}`,
  ];
  return `@online{${createKey(page)},\n${fields.map((field) => `  ${field}`).join(',\n')}\n}\n`;
}

/** Returns the item of a list in CSL JSON. */
export function formatCslJson(page: CitedPage): string {
  const moment = describeMoment(page);
  const item = {
    id: createKey(page),
    type: 'webpage',
    title: page.title,
    'container-title': PUBLISHER,
    publisher: PUBLISHER,
    ...(page.position === '' ? {} : { version: page.position }),
    ...(moment === '' ? {} : { note: moment }),
    URL: page.url,
    accessed: { 'date-parts': [splitDay(page.accessed)] },
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}

/** Returns a key of ASCII letters and digits: the last part of the path, and the position. */
function createKey({ url, position }: CitedPage): string {
  const last = new URL(url).pathname.split('/').findLast((part) => part !== '') ?? 'record';
  const parts = [PUBLISHER, decodeURIComponent(last), position];
  const words = parts.map((part) => part.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'));
  return words
    .map((word) => word.replaceAll(/^-|-$/g, ''))
    .filter((word) => word !== '')
    .join('-');
}
