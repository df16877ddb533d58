/** A feed as Atom (RFC 4287). All texts are plain: a reader shows no mark-up of theirs. */
export interface AtomFeed {
  readonly id: string;
  readonly title: string;
  /** The address of the feed, and that of the page for people. */
  readonly self: string;
  readonly page: string;
  readonly entries: readonly AtomEntry[];
}

/** An entry of a feed. */
export interface AtomEntry {
  readonly id: string;
  readonly title: string;
  readonly page: string;
  /** RFC 3339. */
  readonly updated: string;
  readonly category: string;
  readonly summary: string;
}

/** The time of a feed without entries: RFC 4287 requires one. */
const NEVER = '1970-01-01T00:00:00Z';

/** Returns the XML of a feed; the latest entry decides its time. */
export function formatAtom({ id, title, self, page, entries }: AtomFeed): string {
  const updated =
    entries
      .map((entry) => entry.updated)
      .toSorted()
      .at(-1) ?? NEVER;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    element('id', id),
    element('title', title),
    element('updated', updated),
    `<author>${element('name', 'Rapporteur')}</author>`,
    link('self', self, 'application/atom+xml'),
    link('alternate', page, 'text/html'),
    ...entries.map(formatEntry),
    '</feed>',
    '',
  ].join('\n');
}

function formatEntry({ id, title, page, updated, category, summary }: AtomEntry): string {
  return [
    '<entry>',
    element('id', id),
    element('title', title),
    element('updated', updated),
    link('alternate', page, 'text/html'),
    `<category term="${escapeXml(category)}"/>`,
    element('summary', summary),
    '</entry>',
  ].join('\n');
}

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

const link = (rel: string, href: string, type: string): string =>
  `<link rel="${rel}" type="${type}" href="${escapeXml(href)}"/>`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** XML has no way to write these characters. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(FORBIDDEN, '\uFFFD')
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
