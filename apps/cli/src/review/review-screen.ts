import { basename } from 'node:path';
import {
  countOutcomes,
  findFactField,
  type ItemViews,
  formatFieldValue,
  getFields,
  getItem,
  getType,
  isDoubtful,
  type MergeItem,
  type ReviewItem,
  type ReviewState,
  type TextRange,
} from '@rapporteur/review';
import { formatCount } from '../progress-display.ts';
import { type KeyHelp, listKeys } from './key-help.ts';
import { layoutInput } from './input-screen.ts';
import { formatOverview, type ReviewOverview } from './overview-screen.ts';
import {
  createRule,
  cutLine,
  measureLine,
  signMarks,
  styled,
  type ScreenLine,
  type StyledSpan,
  wrapSpans,
} from './styled-text.ts';
import type { TextContext } from './text-context.ts';

/** The contents of the screen beside the state. */
export interface ScreenContext {
  readonly file: string;
  readonly views: ItemViews;
  readonly text: TextContext;
  readonly overview: ReviewOverview;
  /** False: marked words are put in signs. */
  readonly useColour: boolean;
}

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** The lines of a screen, and the place of the cursor; null hides it. */
export interface ScreenContent {
  readonly lines: readonly ScreenLine[];
  readonly cursor: { readonly row: number; readonly column: number } | null;
}

/** Below this height, the keys have two lines, and a message takes a line of the body. */
const LOW = 12;

/** Returns the screen of a state. It always has the keys, and never more lines than rows. */
export function layoutScreen(
  state: ReviewState,
  context: ScreenContext,
  size: ScreenSize,
): ScreenContent {
  const { columns, rows } = size;
  const input = layoutInput(state, size);
  // On a low screen, the keys and the input come first, then the body, then the head.
  const foot = (input?.foot ?? layoutFoot(state, size)).slice(-Math.max(2, rows - 2));
  const body = input?.body ?? layoutBody(state, context, columns);
  const head = layoutHead(state, context, columns).slice(0, Math.max(0, rows - foot.length - 1));
  const room = Math.max(1, rows - head.length - foot.length);
  const shown = scrollBody(body, input?.scroll ?? state.scroll, { room, columns });
  const padding = Array.from({ length: Math.max(0, room - shown.length) }, () => []);
  const lines = [...head, ...shown, ...padding, ...foot];
  const cursor = input === undefined ? null : { row: lines.length - 1, column: input.column };
  return { lines: lines.map((line) => cutLine(line, columns)), cursor };
}

function layoutHead(
  { content, index }: ReviewState,
  { file }: ScreenContext,
  columns: number,
): readonly ScreenLine[] {
  const { accepted, rejected, open } = countOutcomes(content);
  const total = content.items.length;
  const place = index < total ? `${index + 1} of ${total}` : 'overview';
  const name = styled(basename(file), 'strong');
  const right = styled(`${place} | ${accepted} accepted, ${rejected} rejected, ${open} open`);
  const short = styled(`${place} | ${accepted} acc., ${rejected} rej., ${open} open`);
  const gap = columns - measureLine([name, right]);
  const fitting = measureLine([right]) <= columns ? right : short;
  const line = gap >= 2 ? [name, styled(' '.repeat(gap)), right] : [fitting];
  return [line, createRule(columns)];
}

/** The part of the body that fits, with a sign for the lines below. */
function scrollBody(
  body: readonly ScreenLine[],
  scroll: number,
  { room, columns }: { readonly room: number; readonly columns: number },
): readonly ScreenLine[] {
  const start = Math.min(scroll, Math.max(0, body.length - room));
  const shown = body.slice(start, start + room);
  const below = body.length - start - shown.length;
  if (below <= 0 || room < 3) return shown;
  const more = styled(`↓ ${formatCount(below + 1, 'more line')}`, 'dim');
  return [...shown.slice(0, -1), [styled(' '.repeat(Math.max(0, columns - 18))), more]];
}

function layoutFoot(state: ReviewState, { columns, rows }: ScreenSize): readonly ScreenLine[] {
  const linesMax = rows < LOW ? 2 : 3;
  const message =
    state.message === null
      ? Array.from({ length: rows < 20 ? 0 : 1 }, () => [])
      : wrapSpans([styled(state.message, 'warning')], { width: columns }).slice(0, linesMax);
  return [...message, ...layoutKeys(listKeys(getItem(state)?.kind), { columns, linesMax })];
}

/** Returns the keys in a few lines; `? keys` is always among them. */
function layoutKeys(
  keys: readonly KeyHelp[],
  { columns, linesMax }: { readonly columns: number; readonly linesMax: number },
): readonly ScreenLine[] {
  const all = { key: '?', short: 'all keys', long: '' };
  const wrap = (shown: readonly KeyHelp[]): readonly ScreenLine[] => {
    const lines: StyledSpan[][] = [[]];
    for (const { key, short } of [...shown, all]) {
      const entry = [styled(key, 'strong'), styled(` ${short}`)];
      const last = lines.at(-1) ?? [];
      if (last.length > 0 && measureLine([...last, ...entry]) + 2 > columns) lines.push(entry);
      else last.push(...(last.length > 0 ? [styled('  ')] : []), ...entry);
    }
    return lines;
  };
  for (let count = keys.length; count > 0; count -= 1) {
    const lines = wrap(keys.slice(0, count));
    if (lines.length <= linesMax) return lines;
  }
  return wrap([]);
}

function layoutBody(
  state: ReviewState,
  context: ScreenContext,
  columns: number,
): readonly ScreenLine[] {
  const item = getItem(state);
  if (state.mode.kind === 'keys') return layoutKeyHelp(item, columns);
  if (state.mode.kind === 'notice') return layoutNotice(state.mode.lines, columns);
  if (item === undefined) return formatOverview(context.overview, columns);
  switch (item.kind) {
    case 'merge':
      return layoutMerge(state, item, { context, columns });
    case 'fact':
      return layoutFact(state, item, { context, columns });
    case 'sentence':
      return [
        layoutTitle(['A sentence without a fact', formatPlaces([item.range])], state, item),
        ...layoutQuotes(context.text.quote([item.range]), { context, columns }),
      ];
    case 'contradiction':
      return [
        layoutTitle(['The text contradicts itself', `lines ${item.lines.join(', ')}`], state, item),
        ...wrapSpans([styled(`${item.field} is ${item.values}.`, 'strong')], { width: columns }),
        ...layoutQuotes(context.text.quoteLines(item.lines), { context, columns }),
      ];
  }
}

function layoutKeyHelp(item: ReviewItem | undefined, columns: number): readonly ScreenLine[] {
  const keys = listKeys(item?.kind);
  const width = Math.max(...keys.map(({ key }) => key.length)) + 2;
  return keys.flatMap(({ key, long }) =>
    layoutPair(styled(key.padEnd(width), 'strong'), [styled(long)], columns),
  );
}

function layoutNotice(notices: readonly string[], columns: number): readonly ScreenLine[] {
  return [
    [styled('Before you go on', 'strong')],
    ...notices.flatMap((line) => wrapSpans([styled(line)], { width: columns, indent: 2 })),
    [],
    [styled('Return goes on.', 'dim')],
  ];
}

const MERGE_WORDS: Readonly<Record<string, string>> = { accepted: 'taken', rejected: 'left' };

function layoutTitle(
  parts: readonly string[],
  { content }: ReviewState,
  { kind, key }: ReviewItem,
): ScreenLine {
  const outcome = content.outcomes.get(key);
  const status = outcome?.status ?? 'open';
  const word = kind === 'merge' ? (MERGE_WORDS[status] ?? status) : status;
  const style = { accepted: 'good', rejected: 'bad', seen: 'good', open: 'warning' } as const;
  const reason = (outcome?.reason ?? '') === '' ? '' : `: ${outcome?.reason}`;
  return [
    styled(parts.join(', '), 'strong'),
    styled('  '),
    styled(`${word}${reason}`, style[status]),
  ];
}

interface LayoutOptions {
  readonly context: ScreenContext;
  readonly columns: number;
}

/** A proposal has the sentences of the facts about its thing, with the id that they have now. */
function layoutMerge(
  state: ReviewState,
  item: MergeItem,
  { context, columns }: LayoutOptions,
): readonly ScreenLine[] {
  const { kind, id, known, evidence, sources, values } = item.fields;
  const ids = [id, known];
  const about = [...context.views.facts.values()].filter(({ introduces, refersTo }) =>
    [...introduces, ...refersTo].some((thing) => ids.includes(thing.id)),
  );
  const sentences = [...new Set(about.flatMap((view) => view.sentences))];
  const fields = Object.entries({ id, known, evidence, sources, values });
  const given = fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return [
    layoutTitle([`A known ${formatFieldValue(kind)}`], state, item),
    ...wrapSpans([styled(item.sentence, 'strong')], { width: columns }),
    [],
    ...layoutFields(Object.fromEntries(given) as typeof item.fields, columns),
    ...(sentences.length === 0 ? [] : [[], [styled('Facts about it:', 'dim')]]),
    ...sentences.flatMap((one) => wrapSpans([styled(one)], { width: columns, indent: 2 })),
  ];
}

function layoutFact(
  state: ReviewState,
  item: Extract<ReviewItem, { readonly kind: 'fact' }>,
  { context, columns }: LayoutOptions,
): readonly ScreenLine[] {
  const fields = getFields(state.content, item);
  const view = context.views.facts.get(item.key);
  const ranges = view?.ranges ?? item.ranges;
  const sentences = view?.sentences ?? [];
  return [
    layoutTitle([getType(fields), formatPlaces(ranges, item.page)], state, item),
    ...sentences.flatMap((sentence) => wrapSpans([styled(sentence, 'strong')], { width: columns })),
    ...(view?.problems ?? []).flatMap((problem) =>
      wrapSpans([styled(`Problem: ${problem}`, 'bad')], { width: columns }),
    ),
    ...layoutQuotes(context.text.quote(ranges), { context, columns }),
    [],
    ...wrapSpans(describeOrigin(state, item), { width: columns }),
    ...layoutFields(fields, columns),
  ];
}

function describeOrigin(
  state: ReviewState,
  item: Extract<ReviewItem, { readonly kind: 'fact' }>,
): readonly StyledSpan[] {
  const { rule, confidence, isMade, key } = item;
  const origin = isMade
    ? 'You made it from a sentence'
    : `Rule: ${rule ?? 'none, it was written by hand'}`;
  const sure = confidence === null ? '' : `, confidence ${confidence.toFixed(2)}`;
  const isEdited = state.content.edits.has(key);
  return [
    styled(`${origin}${sure}`),
    ...(isDoubtful(state, item) ? [styled('  doubtful', 'warning')] : []),
    ...(isEdited ? [styled('  edited', 'warning')] : []),
    ...item.notes.map((note) => styled(`  ${note}`, 'warning')),
  ];
}

function layoutFields(
  fields: ReturnType<typeof getFields>,
  columns: number,
): readonly ScreenLine[] {
  const entries = Object.entries(fields).filter(([name]) => name !== 'type');
  const width = Math.min(16, Math.max(0, ...entries.map(([name]) => name.length)));
  return entries.flatMap(([name, value]) => {
    const field = findFactField(getType(fields), name);
    const label = styled(`  ${name.padEnd(width)}  `, 'dim');
    return layoutPair(label, [styled(formatFieldValue(value, field))], columns);
  });
}

/** Returns a label, and a text in a column beside it. */
function layoutPair(
  label: StyledSpan,
  text: readonly StyledSpan[],
  columns: number,
): readonly ScreenLine[] {
  const indent = Math.min(measureLine([label]), Math.floor(columns / 2));
  const [first = [], ...others] = wrapSpans(text, { width: columns - indent });
  const margin = styled(' '.repeat(indent));
  return [[label, ...first], ...others.map((line) => [margin, ...line])];
}

function layoutQuotes(
  quotes: readonly (readonly StyledSpan[])[],
  { context, columns }: LayoutOptions,
): readonly ScreenLine[] {
  return quotes.flatMap((quote) => {
    const spans = context.useColour ? quote : signMarks(quote);
    return [[], ...wrapSpans(spans, { width: columns - 1, indent: 2 })];
  });
}

function formatPlaces(ranges: readonly TextRange[], page: number | null = null): string {
  const lines = [...new Set(ranges.map(({ line }) => line))];
  if (lines.length === 0) return 'its words are not found';
  const pages = page === null ? '' : `page ${page}, `;
  return `${pages}${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
}
