import {
  type FactItem,
  type ItemView,
  type ItemViews,
  formatFieldValue,
  getFields,
  getType,
  listFacts,
  type MergeItem,
  type ReviewContent,
} from '@rapporteur/review';
import type { LoadedDraft } from './loaded-draft.ts';

/** A fact of a draft, as `--list` writes it. */
interface ListedFact {
  readonly type: string;
  readonly status: 'accepted' | 'rejected' | 'open';
  readonly reason: string | null;
  readonly rule: string | null;
  readonly confidence: number | null;
  readonly lines: readonly number[];
  readonly sentences: readonly string[];
  readonly problems: readonly string[];
  readonly fields: object;
}

/** The document that `--list --json` writes. */
export interface ListedDraft {
  readonly schemaVersion: 1;
  readonly file: string;
  readonly sha256: string;
  readonly facts: readonly ListedFact[];
  readonly merges: readonly {
    readonly id: string;
    readonly known: string;
    readonly status: 'taken' | 'left' | 'open';
    readonly sentence: string;
  }[];
  readonly contradictions: readonly { readonly field: string; readonly values: string }[];
  readonly unplaced: readonly { readonly line: number; readonly words: string }[];
}

/** Returns a draft with what was decided on it. */
export function listDraft(
  draft: LoadedDraft,
  content: ReviewContent,
  views: ItemViews,
): ListedDraft {
  const { text, file } = draft;
  return {
    schemaVersion: 1,
    file,
    sha256: text.sha256,
    facts: listFacts(content).map((item) => listFact(content, item, views.facts.get(item.key))),
    merges: content.items.flatMap((item) =>
      item.kind === 'merge' ? [listMerge(content, item)] : [],
    ),
    contradictions: content.items.flatMap((item) =>
      item.kind === 'contradiction' ? [{ field: item.field, values: item.values }] : [],
    ),
    unplaced: content.items.flatMap((item) =>
      item.kind === 'sentence'
        ? [{ line: item.range.line, words: text.slice(item.range.start, item.range.end) ?? '' }]
        : [],
    ),
  };
}

function listMerge(
  { outcomes }: ReviewContent,
  { key, fields, sentence }: MergeItem,
): ListedDraft['merges'][number] {
  const status = outcomes.get(key)?.status;
  return {
    id: formatFieldValue(fields['id']),
    known: formatFieldValue(fields['known']),
    status: status === undefined ? 'open' : status === 'accepted' ? 'taken' : 'left',
    sentence,
  };
}

function listFact(content: ReviewContent, item: FactItem, view: ItemView | undefined): ListedFact {
  const fields = getFields(content, item);
  const outcome = content.outcomes.get(item.key);
  const ranges = view?.ranges ?? item.ranges;
  return {
    type: getType(fields),
    status: outcome === undefined || outcome.status === 'seen' ? 'open' : outcome.status,
    reason: outcome?.reason ?? null,
    rule: item.rule,
    confidence: item.confidence,
    lines: [...new Set(ranges.map(({ line }) => line))],
    sentences: view?.sentences ?? [],
    problems: view?.problems ?? [],
    fields,
  };
}

/** Returns the list for people: a line for each fact, with its sentences and problems below. */
export function formatListedDraft({
  facts,
  merges,
  contradictions,
  unplaced,
}: ListedDraft): readonly string[] {
  return [
    ...merges.map(({ status, sentence }) => `Known thing, ${status}: ${sentence}`),
    ...facts.flatMap((fact, index) => {
      const { type, status, reason, confidence, lines, sentences, problems } = fact;
      const sure = confidence === null ? '    ' : confidence.toFixed(2);
      const why = reason === null ? '' : ` (${reason})`;
      const place = lines.length === 0 ? '' : `, line ${lines.join(', ')}`;
      return [
        `${String(index + 1).padStart(3)}  ${sure}  ${status.padEnd(8)}  ${type}${place}${why}`,
        ...sentences.map((sentence) => `       ${sentence}`),
        ...problems.map((problem) => `       Problem: ${problem}`),
      ];
    }),
    ...contradictions.map(
      ({ field, values }) => `The text contradicts itself: ${field} is ${values}.`,
    ),
    ...unplaced.map(
      ({ line, words }) => `Without a fact, line ${line}: ${words.replaceAll(/\s+/g, ' ')}`,
    ),
  ];
}
