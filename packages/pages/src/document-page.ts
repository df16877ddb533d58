import { around, capitalize, joinParts, spellTerm } from './words/list-words.ts';
import { Fields } from './fields.ts';
import type { PageBlock } from './page-block.ts';
import type { PageContext } from './page-context.ts';
import { buildSection, buildSections, formatRows, type PageItem } from './page-section.ts';
import { spellLanguage } from './words/value-words.ts';

/** Builds the page of a document. */
export function buildDocumentPage(page: Fields, context: PageContext): readonly PageBlock[] {
  const id = page.text('document');
  context.own(id, ...listActorIds(page), ...listSpeakerIds(page));
  // The facts below tell of them too.
  page.skip('facts', 'events', 'registrations', 'descriptions', 'supersessions');
  return [
    {
      kind: 'title',
      text: page.text('title') ?? id ?? 'Document',
      note: joinParts('document', id),
    },
    ...formatRetraction(page),
    { kind: 'paragraph', text: formatLead(page, context) },
    { kind: 'paragraph', text: formatText(page) },
    ...buildSection('Annexed to', formatRows(page.rows('annexedTo'), context, formatAnnex)),
    ...buildSection('Annexes', formatRows(page.rows('annexes'), context, formatAnnex)),
    ...buildSections(page, context, ['versions', 'adoptions', 'dissents', 'factsTold']),
  ];
}

/** Returns the id of the speaker of all facts that have one, if there is only one. */
function listSpeakerIds(page: Fields): readonly string[] {
  const speakers = page.rows('factsTold').map((row) => new Fields(row.peek('assertedBy')));
  const ids = new Set(speakers.flatMap((speaker) => speaker.text('id') ?? []));
  return ids.size === 1 ? [...ids] : [];
}

/** Returns the name of that speaker, unless the page names it as its issuer or author. */
function findSpeakerName(page: Fields): string | null {
  const [id] = listSpeakerIds(page);
  if (id === undefined || listActorIds(page).includes(id)) return null;
  const speakers = page.rows('factsTold').map((row) => new Fields(row.peek('assertedBy')));
  return speakers.find((speaker) => speaker.text('id') === id)?.text('nameAsWritten') ?? null;
}

/** Returns the ids of those who speak in the document: its facts do not name them again. */
function listActorIds(page: Fields): readonly (string | null)[] {
  const issuer = new Fields(page.get('issuer'));
  const adopter = new Fields(new Fields(page.get('adopted')).get('by'));
  return [issuer, adopter, ...page.rows('authors')].map((actor) => actor.text('id'));
}

function formatRetraction(page: Fields): readonly PageBlock[] {
  const event = page.text('retractedBy');
  if (event === null) return [];
  const text = `Retracted: the record no longer has this document. See the event ${event}.`;
  return [{ kind: 'paragraph', text }];
}

function formatLead(page: Fields, context: PageContext): string {
  const [registration = new Fields({})] = page.rows('registrations');
  const data = new Fields(registration.get('data'));
  const about = page.text('about');
  const language = page.text('language');
  const adopted = page.object('adopted');
  adopted.skip('event', ...(page.has('adoptions') ? ['verb', 'on', 'by'] : []));
  const datelined = page.object('datelined');
  const parts = [
    capitalize(spellTerm(page.text('docType') ?? 'document')),
    around('about ', about === null ? null : (context.findName('meeting', about) ?? about)),
    around('issued by ', page.words('issuer')),
    around('by ', page.words('authors')),
    around('published ', page.day('published')),
    joinDateline(datelined),
    page.has('adoptions') ? null : formatAdoption(adopted),
    around('speaking for ', findSpeakerName(page)),
    around('', data.text('rendering')?.replaceAll('-', ' ') ?? null),
    around('a version of ', data.named('versionOf')),
    around('in ', language && spellLanguage(language)),
    around('on the site ', page.text('site')),
    page.text('address'),
    around('known as ', page.words('identifiers')),
  ];
  return `${parts.filter((part) => part !== null).join(', ')}.`;
}

function joinDateline(datelined: Fields): string | null {
  const words = joinParts(datelined.day('date'), around('in ', datelined.words('place')));
  return words === '' ? null : `datelined ${words}`;
}

function formatAdoption(adopted: Fields): string | null {
  const verb = adopted.text('verb');
  if (verb === null) return null;
  return joinParts(spellTerm(verb), adopted.day('on'), around('by ', adopted.words('by')));
}

const COVERAGE_WORDS: Readonly<Record<string, string>> = {
  full: 'The record is from the whole text',
  extract: 'The record is from an extract of the text',
  unknown: 'The record does not say which part of the text it is from',
  cited: 'The record never held the text: other documents cite it',
};

/** Returns the state of the document's text. */
function formatText(page: Fields): string {
  const held = page.text('held') ?? 'unknown';
  const characters = page.number('characters');
  const parts = [
    COVERAGE_WORDS[held] ?? `Coverage of the text: ${held}`,
    characters === null ? null : `${characters} characters`,
    page.get('textHeld') === true ? 'held here' : 'not held here',
    page.get('redistributable') === true ? 'redistributable' : 'not redistributable',
    around('SHA-256 ', page.text('sha256')),
    formatOriginal(page.object('original')),
    around('supersedes ', page.words('supersededSha256')),
  ];
  return `${parts.filter((part) => part !== null).join(', ')}.`;
}

/** Returns the file that the text was read from. */
function formatOriginal(original: Fields): string | null {
  const mediaType = original.text('mediaType');
  if (mediaType === null) return null;
  const bytes = original.number('bytes');
  return `read from a file of type ${mediaType} (${bytes} bytes, SHA-256 ${original.text('sha256')})`;
}

function formatAnnex(row: Fields, context: PageContext): PageItem {
  const span = row.object('span');
  span.skip('start', 'end');
  const text = joinParts(
    row.named('document'),
    around('as “', row.text('titleAsWritten'), '”'),
    around('(', row.text('extent'), ')'),
  );
  return { label: null, text: context.finish(text, row) };
}
