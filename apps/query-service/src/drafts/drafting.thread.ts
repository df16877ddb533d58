/** The program of the thread that drafts texts. It asks the process for facts of the record. */
import { readdirSync, readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import {
  type Draft,
  draftWithRecord,
  filterFacts,
  formatDraft,
  Languages,
  LANGUAGES_FOLDER,
  type KnownFact,
} from '@rapporteur/extraction';
import { listRejectedFacts } from '@rapporteur/review';
import type {
  DraftingAnswer,
  DraftingOutcome,
  DraftingQuestion,
  DraftingRequest,
  FactPassage,
} from './drafting-messages.ts';

const port = parentPort;
const questions = new Map<number, (answer: DraftingAnswer) => void>();
let languages: Languages | undefined;

function readLanguages(): Languages {
  const names = readdirSync(LANGUAGES_FOLDER).filter((name) => name.endsWith('.yaml'));
  return new Languages(
    new Map(names.map((name) => [name, readFileSync(new URL(name, LANGUAGES_FOLDER), 'utf8')])),
  );
}

function ask(
  question: { kind: 'search'; search: Readonly<Record<string, string>> } | PagesQuestion,
): Promise<DraftingAnswer> {
  const number = questions.size + 1;
  const answered = Promise.withResolvers<DraftingAnswer>();
  questions.set(number, answered.resolve);
  port?.postMessage({ ...question, number } satisfies DraftingQuestion);
  return answered.promise;
}

interface PagesQuestion {
  readonly kind: 'pages';
  readonly passages: readonly FactPassage[];
}

async function findFacts(search: Readonly<Record<string, string>>): Promise<readonly KnownFact[]> {
  const answer = await ask({ kind: 'search', search });
  return answer.kind === 'found' ? answer.facts : [];
}

async function draft(request: DraftingRequest): Promise<DraftingOutcome> {
  const { text, options, isCompared } = request;
  questions.clear();
  languages ??= readLanguages();
  const record = isCompared ? { findFacts } : undefined;
  const proposed = await draftWithRecord(text, languages, { ...options, record });
  const { drafted, ...rejections } = applyRejections(proposed, request);
  const passages = drafted.facts.map(({ passage: { start, end } }) => ({ start, end }));
  const answer = await ask({ kind: 'pages', passages });
  const pages = answer.kind === 'pages' ? answer.pages : [];
  const places = new Map(passages.map(({ start, end }, n) => [`${start}-${end}`, pages[n]]));
  const yaml = formatDraft(
    drafted,
    text,
    (start, end) => places.get(`${start}-${end}`) ?? undefined,
  );
  return { kind: 'drafted', draft: drafted, yaml, pages, ...rejections };
}

/** Leaves out the facts that a review of the text rejected, or marks them. */
function applyRejections(
  proposed: Draft,
  { rejected: keys, keepsRejected }: DraftingRequest,
): { readonly drafted: Draft; readonly marks: readonly boolean[]; readonly rejected: number } {
  const rejected = listRejectedFacts(proposed.facts, new Set(keys));
  const drafted = keepsRejected ? proposed : filterFacts(proposed, (fact) => !rejected.has(fact));
  const marks = drafted.facts.map((fact) => rejected.has(fact));
  return { drafted, marks, rejected: rejected.size };
}

port?.on('message', (message: DraftingRequest | DraftingAnswer) => {
  if (message.kind !== 'draft') {
    questions.get(message.number)?.(message);
    return;
  }
  draft(message).then(
    (outcome) => port.postMessage(outcome),
    (error: unknown) =>
      port.postMessage({
        kind: error instanceof RangeError ? 'language-unknown' : 'failed',
        message: error instanceof Error ? error.message : String(error),
      } satisfies DraftingOutcome),
  );
});
