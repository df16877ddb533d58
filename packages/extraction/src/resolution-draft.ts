import { toSlug } from './citations.ts';
import type { Draft, DraftBody, DraftFact, DraftFields, DraftOptions } from './draft.ts';
import { DraftActors } from './draft-actors.ts';
import type { DatePhrase } from './dates.ts';
import type { Language } from './language.ts';
import { ParagraphDrafter } from './paragraph-facts.ts';
import { compilePattern } from './pattern.ts';
import type { PreparedText, TextBlock, UnitSpan } from './prepared-text.ts';
import { outlineResolution, type ResolutionOutline } from './resolution-outline.ts';
import { splitSentences } from './sentences.ts';

/** The words on the cover of a resolution. */
interface ResolutionCover {
  readonly symbol: string | undefined;
  readonly title: string;
  readonly titleSpan: UnitSpan;
  /** The line that tells of the adoption; else that of the title. */
  readonly adoptedSpan: UnitSpan;
  readonly adoptedOn: DatePhrase | undefined;
  readonly meeting: number | undefined;
  readonly organization: string | undefined;
}

const SYMBOL = /^[A-Z]{1,8}(?:\/[A-Z0-9][A-Za-z0-9.-]*)+(?:\s?\((?:19|20)\d{2}\))?$/;
const TITLE =
  /^(?:resolution|decision|declaration|communiqu[ée]|presidential statement|note|décision|résolution|déclaration)\b/i;
const ORGANIZATION =
  /\b(?:Nations|Union|Organi[sz]ation|Community|League|Association|Commonwealth)\b/;
const HEADER_CONFIDENCE = 0.98;

/** Drafts a resolution: its adoption and its numbered paragraphs. Returns undefined for another text. */
export function draftResolution(
  text: PreparedText,
  language: Language,
  options: DraftOptions,
): Draft | undefined {
  const { paragraphs: words } = language;
  if (words === undefined) return undefined;
  const outline = outlineResolution(text, words.words, words.verbs);
  if (outline === undefined || outline.paragraphs.length < 2) return undefined;

  const cover = readCover(outline, language);
  const organization = cover.organization;
  const root = organization === undefined ? undefined : toAcronym(organization);
  const issuer = toSlug(outline.issuer);
  const decision =
    cover.symbol === undefined ? toSlug(cover.title) : words.citations.toId(cover.symbol);
  const bodies = listBodies(outline.issuer, issuer, { root, known: options.bodies ?? [] });
  const actors = new DraftActors(language.states, [...bodies, ...(options.bodies ?? [])], root);
  const adoptedOn = cover.adoptedOn?.precision === 'day' ? cover.adoptedOn.edtf : undefined;
  const context = { decision, issuer, issuerName: outline.issuer, adoptedOn, actors };
  const drafter = new ParagraphDrafter(text, words, context);
  const facts = [
    ...draftAdoption(text, cover, context),
    ...outline.paragraphs.flatMap((paragraph) => drafter.draft(paragraph)),
  ];
  return {
    shape: 'resolution',
    collection: toCollection(options, organization, root),
    source: toSource({ cover, decision, language, options, meeting: toMeeting(issuer, cover) }),
    sourcePassage: text.toPassage(cover.titleSpan),
    bodies,
    actors: actors.declared,
    defaults: { modality: 'decided', assertedBy: issuer },
    facts,
    unplaced: listUnplaced(text, outline, language),
    contradictions: [],
  };
}

function readCover(outline: ResolutionOutline, language: Language): ResolutionCover {
  const { cover, issuer } = outline;
  const symbolLine = cover.find(({ text }) => SYMBOL.test(text));
  const titleLine = cover.find(({ text }) => TITLE.test(text)) ?? symbolLine ?? cover.at(-1);
  const adopted = findAdoption(cover, language);
  const dates = cover.flatMap(({ text }) => language.dates.find(text, undefined));
  const organization = cover.find(
    ({ text }) =>
      ORGANIZATION.test(text) && text.length < 80 && text !== issuer && !/[.:,\d]/.test(text),
  );
  const titleSpan = titleLine ?? outline.paragraphs[0] ?? { start: 0, end: 1 };
  return {
    symbol: symbolLine?.text.replace(/(?<=\d)\s?\(/, ' ('),
    title: titleLine?.text ?? issuer,
    titleSpan,
    adoptedSpan: adopted?.block ?? titleSpan,
    adoptedOn: adopted?.date ?? dates.find(({ precision }) => precision === 'day'),
    meeting: adopted?.meeting,
    organization: organization?.text,
  };
}

function findAdoption(
  cover: readonly TextBlock[],
  { paragraphs, dates, numbers }: Language,
):
  | {
      readonly block: TextBlock;
      readonly date: DatePhrase | undefined;
      readonly meeting: number | undefined;
    }
  | undefined {
  const forms = { name: '[^,;]{3,120}?', ordinal: numbers.ordinalForm, date: '.{6,40}' };
  for (const pattern of paragraphs?.words.adopted ?? []) {
    const { regExp, slots } = compilePattern(pattern, forms);
    for (const block of cover) {
      regExp.lastIndex = 0;
      const match = regExp.exec(block.text);
      if (match === null) continue;
      const slot = slots.find(({ kind }) => kind === 'ordinal');
      const ordinal = slot === undefined ? undefined : match.groups?.[slot.group];
      const [date] = dates
        .find(block.text, undefined)
        .filter(({ precision }) => precision === 'day');
      return {
        block,
        date,
        meeting: ordinal === undefined ? undefined : numbers.parseOrdinal(ordinal),
      };
    }
  }
  return undefined;
}

function toMeeting(issuer: string, { meeting }: ResolutionCover): string | undefined {
  return meeting === undefined ? undefined : `${issuer}-${meeting}`;
}

function draftAdoption(
  text: PreparedText,
  cover: ResolutionCover,
  { decision, issuer }: { readonly decision: string; readonly issuer: string },
): readonly DraftFact[] {
  const passage = text.toPassage(cover.adoptedSpan);
  const found = { passage, words: text.getWords(cover.adoptedSpan), confidence: HEADER_CONFIDENCE };
  const day = cover.adoptedOn?.edtf;
  const meeting = toMeeting(issuer, cover);
  const held: DraftFields = {
    body: issuer,
    ordinal: cover.meeting ?? null,
    ...(day === undefined ? {} : { occurredOn: day }),
  };
  const adopted: DraftFields = {
    decision,
    ...(cover.symbol === undefined ? {} : { identifiers: [toIdentifier(cover.symbol)] }),
    ...(meeting === undefined ? {} : { meeting }),
    by: issuer,
    kind: 'resolution',
    subject: cover.title,
    verb: 'adopted',
    ...(day === undefined ? {} : { adoptedOn: day }),
  };
  return [
    ...(meeting === undefined
      ? []
      : [{ ...found, type: 'MeetingHeld', fields: held, rule: 'adoption-line' }]),
    { ...found, type: 'DecisionAdopted', fields: adopted, rule: 'adoption-line' },
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
    docType: 'resolution',
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

function listBodies(
  name: string,
  body: string,
  {
    root,
    known,
  }: { readonly root: string | undefined; readonly known: NonNullable<DraftOptions['bodies']> },
): readonly DraftBody[] {
  const same = known.find((one) => one.body === body);
  if (same !== undefined)
    return [
      { body, name: same.name, kind: same.kind, parents: same.parents ?? [], otherNames: [] },
    ];
  return [{ body, name, kind: 'organ', parents: root === undefined ? [] : [root], otherNames: [] }];
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

function listUnplaced(
  text: PreparedText,
  { annexes }: ResolutionOutline,
  { abbreviations }: Language,
): Draft['unplaced'] {
  return annexes
    .flatMap((block) => splitSentences(block, abbreviations))
    .map((sentence) => ({
      passage: text.toPassage(sentence),
      words: text.getWords(sentence),
      reason: 'no-rule' as const,
    }));
}
