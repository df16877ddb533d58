import { type CitationFinder, type CitingDocument, toSlug } from './citations.ts';
import type { Draft, DraftBody, DraftFact, DraftFields, DraftOptions } from '../draft.ts';
import { BodyRegister } from '../names/body-names.ts';
import { DraftActors } from '../names/draft-actors.ts';
import type { Language } from '../language/language.ts';
import { completeCover, outlineMarkedUp } from './marked-up-outline.ts';
import { ParagraphDrafter } from './paragraph-facts.ts';
import type { PreparedText } from '../text/prepared-text.ts';
import { draftAnnexes } from './resolution-annex-facts.ts';
import { readCover, type ResolutionCover, toMeetingId, toTitleCase } from './resolution-cover.ts';
import { outlineResolution, type ResolutionOutline } from './resolution-outline.ts';

const HEADER_CONFIDENCE = 0.98;

/**
 * Drafts a resolution: its adoption and its numbered paragraphs. Returns undefined for another
 * text.
 */
export function draftResolution(
  text: PreparedText,
  language: Language,
  options: DraftOptions,
): Draft | undefined {
  const { paragraphs: words } = language;
  if (words === undefined) return undefined;
  const plain = outlineResolution(text, words, language.numbers);
  const { structure } = options;
  const outline =
    structure === undefined
      ? plain
      : outlineMarkedUp(text, structure, { plain, verbs: words.verbs });
  if (outline === undefined || outline.paragraphs.length === 0) return undefined;
  const cover = completeCover(readCover(outline, language), structure, text);
  const isNamed = cover.symbol !== undefined || cover.number !== undefined;
  if (outline.paragraphs.length === 1 && !isNamed) return undefined;

  const organization = cover.organization;
  const root = organization === undefined ? undefined : toAcronym(organization);
  const name = toTitleCase(outline.issuer);
  const created = createBody(name, root);
  const body =
    findBody(name, options.bodies ?? []) ?? nameInFull(created, outline.cover, language) ?? created;
  const issuer = body.body;
  const document = { issuer: name, symbol: cover.symbol };
  const decision = toDecisionId(cover, words.citations, document);
  const bodies = [body];
  const actors = new DraftActors(language.states, [...bodies, ...(options.bodies ?? [])], root);
  const adoptedOn = cover.adoptedOn?.precision === 'day' ? cover.adoptedOn.edtf : undefined;
  const context = { decision, issuer, document, adoptedOn, actors };
  const drafter = new ParagraphDrafter(text, words, context);
  const facts = [
    ...draftAdoption(text, cover, context),
    ...outline.paragraphs.flatMap((paragraph) => drafter.draft(paragraph)),
    ...draftAnnexes(text, outline.annexes, decision),
  ];
  return {
    shape: 'resolution',
    collection: toCollection(options, organization, root),
    source: toSource({ cover, decision, language, options, meeting: toMeetingId(issuer, cover) }),
    sourcePassage: text.toPassage(cover.titleSpan),
    bodies,
    actors: actors.declared,
    defaults: { modality: 'decided', assertedBy: issuer },
    facts,
    unplaced: [],
    contradictions: [],
  };
}

/**
 * Returns the id of a resolution: by its symbol, by its number if its body has a series, or its
 * title.
 */
function toDecisionId(
  { symbol, number, title }: ResolutionCover,
  citations: CitationFinder,
  document: CitingDocument,
): string {
  if (symbol !== undefined && citations.findSeriesOf(symbol) !== undefined)
    return citations.toId(symbol);
  const own = number === undefined ? undefined : citations.toOwnId(number, document);
  return own ?? (symbol === undefined ? toSlug(title) : citations.toId(symbol));
}

function draftAdoption(
  text: PreparedText,
  cover: ResolutionCover,
  { decision, issuer }: { readonly decision: string; readonly issuer: string },
): readonly DraftFact[] {
  const passage = text.toPassage(cover.adoptedSpan);
  const found = { passage, words: text.getWords(cover.adoptedSpan), confidence: HEADER_CONFIDENCE };
  const day = cover.adoptedOn?.edtf;
  const meeting = toMeetingId(issuer, cover);
  const series = cover.meeting?.series;
  const held: DraftFields = {
    body: issuer,
    ordinal: cover.meeting?.ordinal ?? null,
    ...(series === undefined ? {} : { series }),
    ...(day === undefined ? {} : { occurredOn: day }),
  };
  const adopted: DraftFields = {
    decision,
    ...(cover.symbol === undefined ? {} : { identifiers: [toIdentifier(cover.symbol)] }),
    ...(meeting === undefined ? {} : { meeting }),
    by: issuer,
    kind: cover.kind,
    subject: cover.title,
    verb: 'adopted',
    ...(day === undefined ? {} : { adoptedOn: day }),
  };
  return [
    ...(meeting === undefined
      ? []
      : [{ ...found, type: 'MeetingHeld', fields: held, rule: 'adoption-line' }]),
    { ...found, type: 'DecisionAdopted', fields: adopted, rule: 'adoption-line' },
    ...draftVote(text, cover, {
      decision,
      body: issuer,
      ...(day === undefined ? {} : { occurredOn: day }),
    }),
  ];
}

/** Returns the vote that the line of the adoption tells of. */
function draftVote(
  text: PreparedText,
  { vote, title }: ResolutionCover,
  fields: DraftFields,
): readonly DraftFact[] {
  if (vote === undefined) return [];
  const { span, outcome, tally } = vote;
  return [
    {
      type: 'VoteTaken',
      fields: {
        ...fields,
        modality: 'reported',
        subject: title,
        outcome,
        ...(tally === undefined ? {} : { tally }),
      },
      passage: text.toPassage(span),
      words: text.getWords(span),
      confidence: HEADER_CONFIDENCE,
      rule: 'vote',
    },
  ];
}

function toSource({
  cover,
  decision,
  language,
  options,
  meeting,
}: {
  readonly cover: ResolutionCover;
  readonly decision: string;
  readonly language: Language;
  readonly options: DraftOptions;
  readonly meeting: string | undefined;
}): DraftFields {
  return {
    document: `${decision}-text`,
    docType: cover.kind,
    title: cover.title,
    ...(meeting === undefined ? {} : { about: meeting }),
    language: language.file.language,
    ...(cover.symbol === undefined ? {} : { identifiers: [toIdentifier(cover.symbol)] }),
    file: options.file,
    redistributable: options.redistributable ?? false,
  };
}

function toIdentifier(symbol: string): DraftFields {
  return { scheme: /^[ASETDC]\//.test(symbol) ? 'un-symbol' : 'symbol', value: symbol };
}

/** Returns a known body by its id or one of its names. */
function findBody(name: string, known: NonNullable<DraftOptions['bodies']>): DraftBody | undefined {
  const id = toSlug(name);
  const small = name.toLowerCase();
  const same =
    known.find(({ body }) => body === id) ??
    known.find((one) =>
      [one.name, ...(one.otherNames ?? [])].some((other) => other.toLowerCase() === small),
    );
  return same === undefined ? undefined : { ...same, parents: same.parents ?? [], otherNames: [] };
}

/**
 * "Adopted by the Port Council (PC) of the Union of Ports (UP)" has the full name of the Port
 * Council.
 */
function nameInFull(
  body: DraftBody,
  cover: ResolutionOutline['cover'],
  { bodies }: Language,
): DraftBody | undefined {
  const register = new BodyRegister([]);
  for (const { text } of cover) if (text.includes('(')) bodies.find(text, register);
  const named = register.find(body.name);
  return named === undefined ? undefined : { ...body, body: named.body, name: named.name };
}

function createBody(name: string, root: string | undefined): DraftBody {
  const parents = root === undefined ? [] : [root];
  return { body: toSlug(name), name, kind: 'organ', parents, otherNames: [] };
}

/** Returns the collection, with its opening unless the caller knows that it is open. */
function toCollection(
  { collection, isOpen }: DraftOptions,
  name: string | undefined,
  root: string | undefined,
): Draft['collection'] {
  if (name === undefined || root === undefined || isOpen === true) return collection ?? null;
  return {
    id: collection ?? root,
    title: name,
    rootBody: { body: root, name, kind: 'organization' },
  };
}

/** Returns the initials of a name in small letters: `un` for the United Nations. */
function toAcronym(name: string): string {
  const initials =
    name
      .match(/\b\p{Lu}/gu)
      ?.join('')
      .toLowerCase() ?? '';
  return initials.length >= 2 ? toSlug(initials) : toSlug(name);
}
