import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readDocument, type ReadDocument } from '@rapporteur/document-readers';
import { type Draft, draftDocument } from '@rapporteur/extraction';
import { FieldScores } from './field-scores.ts';
import { readLanguageFiles } from './language-files.ts';

/** A published text, as its mark-up tells of it. */
interface PublishedTruth {
  readonly file: string;
  /** The name of the document with its mark-up. */
  readonly xml: string;
  readonly symbol: string;
  readonly adoptedOn: string;
  readonly meeting: string;
  readonly paragraphs: readonly {
    readonly part: 'operative' | 'preamble';
    readonly num: string | null;
    readonly verb: string | null;
    readonly cites: readonly string[];
  }[];
}

/** A paragraph of the truth or of a draft. */
interface MeasuredParagraph {
  readonly verb: string | null;
  readonly cites: ReadonlySet<string>;
}

/**
 * Compares the drafts of a folder `text` with `truth.json` beside it, and writes precision and recall by
 * field, and the speed in processor time. With `fromMarkup`, the drafts are those of the documents of
 * the folder `xml`: the time is that of drafting, without reading.
 */
export async function measureDrafting(
  folder: string,
  { fromMarkup, write }: { readonly fromMarkup: boolean; readonly write: (text: string) => void },
): Promise<void> {
  const languages = readLanguageFiles();
  const all = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as PublishedTruth[];
  const scores = new FieldScores();
  let characters = 0;
  let seconds = 0;
  for (const truth of all) {
    const { text, structure } = fromMarkup
      ? await readMarkup(join(folder, 'xml', truth.xml))
      : { text: readFileSync(join(folder, 'text', truth.file), 'utf8'), structure: undefined };
    const before = process.cpuUsage();
    const draft = draftDocument(text, languages, { file: truth.file, structure });
    const { user, system } = process.cpuUsage(before);
    seconds += (user + system) / 1e6;
    characters += text.length;
    compareHeader(truth, draft, scores);
    compareParagraphs(truth, draft, scores);
  }
  const kind = fromMarkup ? 'documents in Akoma Ntoso' : 'texts';
  write(`\nDrafts of ${all.length} ${kind}\n\n${scores.format()}\n`);
  write(`${(characters / 1e6 / seconds).toFixed(1)} million characters per second\n`);
}

async function readMarkup(file: string): Promise<ReadDocument> {
  return readDocument(readFileSync(file), { name: basename(file) });
}

function compareHeader(truth: PublishedTruth, { facts }: Draft, scores: FieldScores): void {
  const find = (type: string) => facts.find((fact) => fact.type === type)?.fields ?? {};
  const adopted = find('DecisionAdopted');
  const [identifier] = (adopted['identifiers'] ?? []) as readonly { readonly value: string }[];
  const ordinal = find('MeetingHeld')['ordinal'];
  scores.compareValue('symbol', truth.symbol, identifier?.value);
  scores.compareValue('day', truth.adoptedOn, adopted['adoptedOn']);
  scores.compareValue('meeting', parseInt(truth.meeting, 10), ordinal);
}

function compareParagraphs(truth: PublishedTruth, draft: Draft, scores: FieldScores): void {
  const expected = listTrueParagraphs(truth);
  const drafted = listDraftedParagraphs(draft);
  scores.compareSets('paragraphs', new Set(expected.keys()), new Set(drafted.keys()));
  for (const [number, { verb, cites }] of expected) {
    const found = drafted.get(number);
    scores.compareValue('paragraphs unchanged', true, isUnchanged({ verb, cites }, found));
    if (verb !== null) {
      scores.compareValue('verb, exactly', verb, found?.verb ?? undefined);
      // Italics differ: "Expressing" here, "Expressing deep concern" there.
      const isPart = isSameVerb(verb, found?.verb ?? '');
      scores.compareValue('verb', verb, isPart ? verb : (found?.verb ?? undefined));
    }
    scores.compareSets('citations', cites, found?.cites ?? new Set());
  }
}

/** Returns whether a person may accept a paragraph as it is; undefined if it was not drafted. */
function isUnchanged(
  { verb, cites }: MeasuredParagraph,
  found: MeasuredParagraph | undefined,
): boolean | undefined {
  if (found === undefined) return undefined;
  const isRight = verb === null || isSameVerb(verb, found.verb ?? '');
  return isRight && cites.symmetricDifference(found.cites).size === 0;
}

function isSameVerb(verb: string, drafted: string): boolean {
  return drafted !== '' && (verb.startsWith(drafted) || drafted.startsWith(verb));
}

/** Headings have neither a number nor a verb, and are no paragraphs. */
function listTrueParagraphs({ paragraphs }: PublishedTruth): Map<string, MeasuredParagraph> {
  let preambular = 0;
  const numbered = paragraphs.flatMap(({ part, num, verb, cites }) => {
    if (part === 'operative' && num === null && verb === null) return [];
    if (part === 'preamble') preambular += 1;
    const number =
      part === 'preamble'
        ? `preamble ${preambular}`
        : `op. ${num === null ? 1 : parseInt(num, 10)}`;
    const numbers = cites.flatMap((cited) => /\/(\d+)\(/.exec(cited)?.[1] ?? []);
    return [[number, { verb, cites: new Set(numbers) }] as const];
  });
  return new Map(numbered);
}

function listDraftedParagraphs({ facts }: Draft): Map<string, MeasuredParagraph> {
  const paragraphs = new Map<string, { verb: string | null; cites: Set<string> }>();
  for (const { fields } of facts) {
    const { paragraph, verbAsWritten, instruments = [] } = fields;
    // The truth lists no paragraphs of annexes.
    if (typeof paragraph !== 'string' || !/^(?:op\.|preamble)/.test(paragraph)) continue;
    const known = paragraphs.get(paragraph) ?? { verb: null, cites: new Set<string>() };
    paragraphs.set(paragraph, known);
    if (typeof verbAsWritten === 'string') known.verb ??= verbAsWritten;
    for (const { id } of instruments as readonly { readonly id: string }[]) {
      const number = /^unscr-(\d+)$/.exec(id)?.[1];
      if (number !== undefined) known.cites.add(number);
    }
  }
  return paragraphs;
}
