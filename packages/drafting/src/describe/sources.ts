import type { EventData } from '@rapporteur/contracts';
import { formatDate, formatPlainDate } from './dates.ts';
import {
  compose,
  formatOptional,
  formatTerm,
  formatVerb,
  formatWas,
  stripStop,
  toClause,
  toParticiple,
} from './english.ts';
import { formatTitle, type Phrases } from './phrases.ts';

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

const RENDERINGS = {
  original: 'the original',
  translation: 'a translation',
  'machine-translation': 'a machine translation',
} as const;

/** The files that a text is read from, by their media types. */
const FILES: Readonly<Record<string, string>> = {
  'application/pdf': 'read from a PDF file',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
    'read from a Word file',
  'text/html': 'read from an HTML page',
  'application/akn+xml': 'read from Akoma Ntoso',
};

const EXTENTS = { full: null, extract: 'an extract', unknown: 'of unknown extent' } as const;

export function describeSourceDocumentRegistered(
  data: EventData<'SourceDocumentRegistered'>,
  phrases: Phrases,
): string {
  const { docType, title, issuer, about, rendering, language, versionOf, site, original } = data;
  const details = [
    `in ${languages.of(language.split('-')[0] ?? language) ?? 'another language'}`,
    rendering === null ? null : RENDERINGS[rendering],
    data.sha256 === null ? 'its text was not seen' : EXTENTS[data.extent],
    original === null ? null : (FILES[original.mediaType] ?? `read from ${original.mediaType}`),
    formatOptional('issued by ', issuer === null ? null : phrases.formatActor(issuer)),
    formatOptional('published at ', site === null ? null : stripStop(site)),
    formatOptional('about ', about === null ? null : phrases.formatMeeting(about)),
    formatOptional('a version of ', versionOf === null ? null : phrases.formatDocument(versionOf)),
  ].filter((part) => part !== null && part !== '');
  return compose(
    `the ${formatTerm(docType)} “${title}”`,
    `(${details.join(', ')})`,
    `${formatWas(formatTerm(docType))} registered as a source`,
  );
}

export function describeDocumentDescribed(
  { document, aspect, occurredOn, place, person, capacity }: EventData<'DocumentDescribed'>,
  phrases: Phrases,
): string {
  const name = phrases.formatDocument(document);
  const author = formatOptional(
    'by ',
    person === null ? null : phrases.formatActor(person),
    formatOptional(', ', capacity === null ? null : toClause(capacity), ','),
  );
  const signed =
    author === '' ? formatOptional('by ', capacity === null ? null : toClause(capacity)) : author;
  const where = phrases.formatPlace(place);
  if (aspect === 'datelined')
    return compose(
      name,
      'is datelined',
      where?.replace(/^(?:in|at) /, '').replace(/,?$/, ','),
      formatPlainDate(occurredOn) ?? (where === null ? 'without a place or day' : null),
      signed,
    );
  const verb = aspect === 'published' ? 'was published' : 'was written';
  return compose(name, verb, signed, where, formatDate(occurredOn));
}

export function describeDocumentAdopted(
  data: EventData<'DocumentAdopted'>,
  phrases: Phrases,
): string {
  const { title, docType, by, parties, meeting, adoptedOn, verb, establishes } = data;
  const named = title === null ? phrases.formatDocument(data.document) : formatTitle(title);
  const document = named.startsWith('“')
    ? `the ${docType === null ? 'document' : formatTerm(docType)} ${named}`
    : named;
  const actor = by === null ? null : phrases.formatActor(by);
  const end = [
    formatOptional(', creating ', establishes === null ? null : toClause(establishes)),
    formatOptional(
      ', with ',
      phrases.formatActors(parties),
      ` as ${parties.length === 1 ? 'party' : 'parties'}`,
    ),
  ];
  const at = phrases.formatAtMeeting(meeting, actor);
  if (verb === 'dated')
    return compose(
      document,
      formatOptional('of ', actor),
      at,
      `is dated ${formatPlainDate(adoptedOn) ?? 'without a day'}`,
      ...end,
    );
  return actor === null
    ? compose(
        document,
        formatWas(document),
        toParticiple(formatVerb(verb)),
        at,
        formatDate(adoptedOn),
        ...end,
      )
    : compose(actor, formatVerb(verb), document, at, formatDate(adoptedOn), ...end);
}

export function describeDocumentAnnexed(
  { parent, annex, extent, titleAsWritten }: EventData<'DocumentAnnexed'>,
  phrases: Phrases,
): string {
  const annexed = phrases.formatDocument(annex);
  return compose(
    extent === 'full' ? annexed : `an extract of ${annexed}`,
    extent === 'full' ? 'is annexed in full to' : 'is annexed to',
    phrases.formatDocument(parent),
    formatOptional('under the title “', titleAsWritten, '”'),
  );
}

export function describeDocumentSuperseded(
  { document, characters }: EventData<'DocumentSuperseded'>,
  phrases: Phrases,
): string {
  const size = characters === null ? null : `of ${characters.toLocaleString('en')} characters`;
  return compose(
    'the text of',
    phrases.formatDocument(document),
    'was replaced by a newer one',
    size,
  );
}
