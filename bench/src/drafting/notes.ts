import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ComparedField,
  compareDocument,
  compareDraft,
  type Draft,
  draftDocument,
  type KnownBody,
  type Languages,
} from '@rapporteur/extraction';
import { parse } from 'yaml';
import { z } from 'zod';
import { formatTable } from '../table.ts';
import { FieldScores, formatPercent } from './field-scores.ts';
import { readLanguageFiles } from './language-files.ts';

/** The values of the document itself. */
const MeasuredDocument = z.strictObject({
  title: z.string().optional(),
  symbol: z.string().optional(),
  issuer: z.string().optional(),
  date: z.string().optional(),
  language: z.string(),
  citations: z.array(z.string()).optional(),
});

/** A text of the caller, the core fields of its facts, and perhaps the values of the document. */
const MeasuredNote = z.strictObject({
  name: z.string(),
  published: z.string().optional(),
  bodies: z.array(z.custom<KnownBody>((value) => typeof value === 'object')).optional(),
  text: z.string(),
  document: MeasuredDocument.optional(),
  facts: z.array(z.looseObject({ type: z.string() })),
  contradictions: z.array(z.string()).optional(),
});
type MeasuredNote = z.output<typeof MeasuredNote>;

/** Compared fields, with the name of their note. */
type NoteComparison = ComparedField & { readonly note: string };

const CONFIDENCE_STEPS = 20;
/** The type of the values of a document. */
const DOCUMENT = 'Document';

/**
 * Drafts the notes of all YAML files of a folder and compares them with the facts that each gives.
 * Writes precision and recall by field, the facts that a person need not touch, the values that belong
 * to another fact or to none, the share of right values by confidence, and each difference. Throws an
 * Error that names the file and the place if a file is not valid.
 */
export function measureNotes(folder: string, write: (text: string) => void): void {
  const languages = readLanguageFiles();
  const notes = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => readNotes(folder, name));
  const compared: NoteComparison[] = [];
  let characters = 0;
  let seconds = 0;
  for (const note of notes) {
    const before = process.cpuUsage();
    const draft = draftNote(note, languages);
    const { user, system } = process.cpuUsage(before);
    seconds += (user + system) / 1e6;
    characters += note.text.length;
    const fields = [
      ...compareDraft(note.facts, draft),
      ...(note.document === undefined ? [] : compareDocument(note.document, draft)),
    ];
    compared.push(...fields.map((field) => ({ ...field, note: note.name })));
  }
  write(`\nDrafts of ${notes.length} notes\n\n${scoreFields(compared).format()}\n`);
  write(`\n${formatWork(compared)}\n`);
  write(`\nattribution leaks: ${compared.filter(({ isLeaked }) => isLeaked).length}\n`);
  write(`invented values: ${compared.filter(({ isInvented }) => isInvented).length}\n`);
  write(`\n${formatConfidence(compared)}\n`);
  write(`\n${formatRules(compared)}\n`);
  write(`\n${formatDifferences(compared)}\n`);
  write(`\n${(characters / 1e6 / seconds).toFixed(2)} million characters per second\n`);
}

function readNotes(folder: string, name: string): readonly MeasuredNote[] {
  const parsed = z.array(MeasuredNote).safeParse(parse(readFileSync(join(folder, name), 'utf8')));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The file \`${name}\` must be a list of notes. ${faults.join('; ')}`);
}

function draftNote({ text, published, bodies }: MeasuredNote, languages: Languages): Draft {
  return draftDocument(text, languages, { file: 'note.txt', published, bodies });
}

/** Scores the fields of facts together and each, then those of documents. */
function scoreFields(compared: readonly NoteComparison[]): FieldScores {
  const scores = new FieldScores();
  const names = compared.map(nameField);
  for (const name of ['all fields of facts', 'all fields of documents', ...new Set(names)])
    for (const [index, { type, expected, drafted }] of compared.entries()) {
      const all = type === DOCUMENT ? 'all fields of documents' : 'all fields of facts';
      if (name === names[index] || name === all) scores.compareFound(name, expected, drafted);
    }
  return scores;
}

function nameField({ type, field }: NoteComparison): string {
  return type === DOCUMENT ? `document: ${field}` : field;
}

/** Returns the work that a person has with the drafts: facts to accept, to edit, to enter and to reject. */
function formatWork(compared: readonly NoteComparison[]): string {
  const fields = compared.filter(({ type }) => type !== DOCUMENT);
  const facts = [...Map.groupBy(fields, ({ note, pair }) => `${note} ${pair}`).values()];
  const recorded = facts.filter((fact) => fact.some(({ expected }) => expected !== undefined));
  const drafted = recorded.filter((fact) => fact.some((one) => one.drafted !== undefined));
  const unchanged = drafted.filter((fact) => fact.every(isRight));
  const share = (part: number): string => `${part} (${formatPercent(part, recorded.length)})`;
  return [
    `facts recorded: ${recorded.length}`,
    `accepted unchanged: ${share(unchanged.length)}`,
    `edited: ${share(drafted.length - unchanged.length)}`,
    `entered by hand: ${share(recorded.length - drafted.length)}`,
    `rejected: ${facts.length - recorded.length}`,
  ].join('\n');
}

/** Returns the share of right values for each step of the confidence. */
function formatConfidence(compared: readonly NoteComparison[]): string {
  const drafted = compared.filter((one) => one.drafted !== undefined && one.type !== DOCUMENT);
  const steps = Map.groupBy(drafted, ({ confidence }) =>
    Math.floor(confidence * CONFIDENCE_STEPS + 1e-9),
  );
  const rows = [...steps]
    .toSorted(([a], [b]) => b - a)
    .map(([step, fields]) => {
      const right = fields.filter((field) => field.expected === field.drafted).length;
      return [
        `from ${(step / CONFIDENCE_STEPS).toFixed(2)}`,
        formatPercent(right, fields.length),
        String(fields.length),
      ];
    });
  return formatTable([['confidence', 'right', 'values'], ...rows]);
}

/** Returns how many facts of each rule have all their core fields right, as `confidence.yaml` counts. */
function formatRules(compared: readonly NoteComparison[]): string {
  const drafted = compared.filter(({ rule }) => rule !== '');
  const rows = [...Map.groupBy(drafted, ({ rule }) => rule)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, fields]) => {
      const facts = [...Map.groupBy(fields, ({ note, pair }) => `${note} ${pair}`).values()];
      const right = facts.filter((fact) => fact.every(isRight)).length;
      const confidence = fields[0]?.confidence ?? 0;
      return [
        rule,
        `[${right}, ${facts.length}]`,
        formatPercent(right, facts.length),
        confidence.toFixed(2),
      ];
    });
  return formatTable([['rule', 'right of drafted', 'share', 'confidence'], ...rows]);
}

function isRight({ expected, drafted }: NoteComparison): boolean {
  return expected === drafted;
}

function formatDifferences(compared: readonly NoteComparison[]): string {
  const rows = compared
    .filter(({ expected, drafted }) => expected !== drafted)
    .map(({ note, type, field, expected = '-', drafted = '-', isLeaked, isInvented }) => [
      note.slice(0, 40),
      type,
      field,
      expected,
      drafted,
      isLeaked ? 'leaked' : isInvented ? 'invented' : '',
    ]);
  return formatTable([['note', 'type', 'field', 'truth', 'draft', ''], ...rows]);
}
