import type { Draft } from '@rapporteur/extraction';
import type { DraftedFile, RefusedFile } from './drafted-files.ts';
import { formatCount } from './progress-display.ts';

/** A text or thing that several files of a batch have. */
interface BatchDuplicate {
  /** `text` for the same text, else the kind of the thing. */
  readonly kind: string;
  readonly id: string;
  readonly files: readonly string[];
}

/** The figures of a batch of drafts. */
interface DraftReport {
  readonly documents: number;
  readonly facts: number;
  /** The mean of the confidences of all facts, from 0 to 1; null without facts. */
  readonly meanConfidence: number | null;
  readonly unplaced: number;
  /** The same texts and things within the batch. */
  readonly duplicates: readonly BatchDuplicate[];
  /** The number of things that the record has, or may have, already. */
  readonly known: number;
  /** The documents that cannot be read. */
  readonly refused: readonly RefusedFile[];
}

/** The fields by which facts introduce a thing that two files may share. */
const THING_FIELDS: Readonly<Record<string, string>> = {
  MeetingHeld: 'meeting',
  MeetingAnnounced: 'meeting',
  IncidentRecorded: 'incident',
};

/** Returns the things of a draft that another file may tell of: `meeting council-7`. */
export function listSharedThings({ facts, source }: Draft): readonly string[] {
  const symbols = (source['identifiers'] ?? []) as readonly { readonly value: string }[];
  const things = facts.flatMap(({ type, fields }) => {
    const field = THING_FIELDS[type] ?? '';
    const id = fields[field];
    return typeof id === 'string' ? [`${field} ${id}`] : [];
  });
  return [...new Set([...things, ...symbols.map(({ value }) => `symbol ${value}`)])];
}

/** Returns the mean of numbers to three digits; null for none. */
export function computeMean(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sum = numbers.reduce((total, one) => total + one, 0);
  return Number((sum / numbers.length).toFixed(3));
}

/** Returns the figures of a batch, and what several of its files have in common. */
export function reportDrafts(
  drafted: readonly DraftedFile[],
  refused: readonly RefusedFile[] = [],
): DraftReport {
  const sum = (count: (file: DraftedFile) => number): number =>
    drafted.reduce((total, file) => total + count(file), 0);
  const facts = sum((file) => file.facts);
  const confidence = sum((file) => file.facts * (file.meanConfidence ?? 0));
  return {
    documents: drafted.length,
    facts,
    meanConfidence: facts === 0 ? null : Number((confidence / facts).toFixed(3)),
    unplaced: sum((file) => file.unplaced),
    duplicates: listDuplicates(drafted),
    known: sum(({ known }) => known.length),
    refused,
  };
}

function listDuplicates(drafted: readonly DraftedFile[]): readonly BatchDuplicate[] {
  const files = new Map<string, string[]>();
  for (const { file, sha256, things } of drafted)
    for (const key of [`text ${sha256}`, ...things])
      files.set(key, [...(files.get(key) ?? []), file]);
  return [...files]
    .filter(([, named]) => named.length > 1)
    .map(([key, named]) => {
      const space = key.indexOf(' ');
      return { kind: key.slice(0, space), id: key.slice(space + 1), files: named };
    });
}

/** Returns a report in lines for people. */
export function formatReport(report: DraftReport): readonly string[] {
  const { documents, facts, meanConfidence, unplaced, duplicates, known, refused } = report;
  const confidence = meanConfidence === null ? '' : ` (mean confidence ${meanConfidence})`;
  return [
    `${formatCount(documents, 'document')}: ${formatCount(facts, 'fact')}${confidence}, ` +
      `${formatCount(unplaced, 'sentence')} not placed, ` +
      `${formatCount(known, 'thing')} that the record has or may have`,
    ...duplicates.map(({ kind, id, files }) => {
      const shared = kind === 'text' ? 'The same text' : `The same ${kind} \`${id}\``;
      return `  ${shared} in ${formatList(files)}`;
    }),
    ...refused.map(({ reason }) => `  Not drafted: ${reason}`),
  ];
}

const formatList = (items: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);
