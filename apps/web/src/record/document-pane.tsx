import {
  type KeyboardEvent,
  memo,
  type RefObject,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { formatRecordMessage } from './record-messages.ts';
import {
  type CharacterRange,
  type DocumentLine,
  listLines,
  listUnits,
  type NamedRange,
  splitLine,
  type TextUnits,
  toRange,
  type WordSelection,
} from './document-text.ts';
import { moveSelection, readPointerSelection } from './word-selection.ts';

/** The passage of an item, and the state of the item. */
export interface ShownPassage extends NamedRange {
  readonly status: 'open' | 'accepted' | 'rejected' | 'uncovered';
}

interface DocumentPaneProps {
  readonly text: string;
  readonly language: string;
  readonly passages: readonly ShownPassage[];
  /** The name of the passages of the present item. */
  readonly current: string | undefined;
  /** The names of passages that light up. */
  readonly lit: ReadonlySet<string>;
  readonly onLight: (names: ReadonlySet<string>) => void;
  readonly onOpen: (name: string) => void;
  readonly onMake: (range: CharacterRange) => void;
}

const NONE: ReadonlySet<string> = new Set();
/** The name of the selected words. */
const SELECTED = ' selected';

/** The text of the document with the passages of facts. Words are selected by mouse or by keys. */
export function DocumentPane(props: DocumentPaneProps) {
  const { text, language, passages, current, lit, onLight, onMake } = props;
  const pane = useRef<HTMLDivElement>(null);
  const help = useId();
  const lines = useMemo(() => listLines(text), [text]);
  const units = useMemo(() => listUnits(lines, language), [lines, language]);
  const words = useWordSelection({ ...props, pane, units });
  const { range } = words;

  useEffect(() => {
    scrollTo(pane.current, '.is-current');
  }, [current]);
  useEffect(() => {
    if (range !== undefined) scrollTo(pane.current, '.is-selected');
  }, [range?.start, range?.end]);

  return (
    <section className="record-document" aria-label={formatRecordMessage('document')}>
      <p id={help} className="quiet record-hint">
        {formatRecordMessage('document.help')}
      </p>
      <div
        ref={pane}
        className="record-text"
        role="group"
        tabIndex={0}
        lang={language}
        aria-label={formatRecordMessage('document.text')}
        aria-describedby={help}
        onKeyDown={words.press}
        onMouseUp={words.readPointer}
      >
        {lines.map((line) => (
          <TextLine
            key={line.number}
            line={line}
            ranges={rangesOf(line, passages, range)}
            current={current}
            lit={lit}
            onLight={onLight}
            onOpen={props.onOpen}
          />
        ))}
      </div>
      <p className="hidden" role="status">
        {range === undefined ? '' : readWords(lines, range)}
      </p>
      {range !== undefined && (
        <div className="record-selection">
          <q>{readWords(lines, range)}</q>
          <button type="button" className="primary" onClick={() => onMake(range)}>
            {formatRecordMessage('document.make')} <kbd>Enter</kbd>
          </button>
          <button type="button" onClick={() => words.select(undefined)}>
            {formatRecordMessage('cancel')} <kbd>Esc</kbd>
          </button>
        </div>
      )}
    </section>
  );
}

interface WordSelectionParts extends DocumentPaneProps {
  readonly pane: RefObject<HTMLDivElement | null>;
  readonly units: TextUnits;
}

/** The selected words, and the keys and the mouse that select them. */
function useWordSelection(parts: WordSelectionParts) {
  const { pane, units, passages, current, onLight, onMake } = parts;
  const [selection, setSelection] = useState<WordSelection>();
  const range = selection === undefined ? undefined : toRange(units, selection);
  const select = (next: WordSelection | undefined): void => {
    setSelection(next);
    const place = next === undefined ? undefined : units.words[next.focus];
    onLight(place === undefined ? NONE : findNames(passages, place));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && range !== undefined) onMake(range);
    else if (event.key === 'Escape' && selection !== undefined) select(undefined);
    else {
      const from = selection ?? findStart(passages, current, units.words);
      const moved = moveSelection(units, from, event);
      if (moved === undefined) return;
      select(moved);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const readPointer = (): void => {
    const pointed = readPointerSelection(pane.current, units);
    if (pointed === undefined) return;
    select(pointed);
    globalThis.getSelection()?.removeAllRanges();
  };
  return { range, select, press, readPointer };
}

interface TextLineProps extends Pick<DocumentPaneProps, 'current' | 'lit' | 'onLight' | 'onOpen'> {
  readonly line: DocumentLine;
  readonly ranges: readonly LineRange[];
}

interface LineRange extends NamedRange {
  readonly status: ShownPassage['status'] | 'selected';
}

const TextLine = memo(function TextLine(props: TextLineProps) {
  const { line, ranges, current, lit, onLight, onOpen } = props;
  const statuses = new Map(ranges.map(({ name, status }) => [name, status]));
  return (
    <div className="record-line">
      <span className="record-number" aria-hidden="true">
        {line.number}
      </span>
      <p>
        {splitLine(line, ranges).map(({ start, words, names }) => {
          const owned = names.filter((name) => name !== SELECTED);
          const isSelected = names.includes(SELECTED);
          if (names.length === 0)
            return (
              <span key={start} data-start={start}>
                {words}
              </span>
            );
          const marks = [
            ...owned.map((name) => `is-${statuses.get(name) ?? 'open'}`),
            ...(owned.includes(current ?? '') ? ['is-current'] : []),
            ...(owned.some((name) => lit.has(name)) ? ['is-lit'] : []),
            ...(isSelected ? ['is-selected'] : []),
          ];
          const [first] = owned;
          return (
            <mark
              key={start}
              data-start={start}
              className={[...new Set(marks)].join(' ')}
              onMouseEnter={() => onLight(new Set(owned))}
              onMouseLeave={() => onLight(NONE)}
              onClick={() => {
                if (first !== undefined && globalThis.getSelection()?.isCollapsed !== false)
                  onOpen(owned.includes(current ?? '') ? (current ?? first) : first);
              }}
            >
              {words}
            </mark>
          );
        })}
      </p>
    </div>
  );
}, isSameLine);

/** A line is drawn again only if something of its own changed: a text may have thousands. */
function isSameLine(before: TextLineProps, after: TextLineProps): boolean {
  if (before.line !== after.line) return false;
  const describe = ({ ranges, current, lit }: TextLineProps): string =>
    ranges
      .map(
        ({ name, start, end, status }) =>
          `${name} ${start} ${end} ${status} ${name === current} ${lit.has(name)}`,
      )
      .join('\n');
  return describe(before) === describe(after);
}

function rangesOf(
  line: DocumentLine,
  passages: readonly ShownPassage[],
  selected: CharacterRange | undefined,
): readonly LineRange[] {
  const inside = ({ start, end }: CharacterRange): boolean => start < line.end && end > line.start;
  const own: readonly LineRange[] = passages.filter(inside);
  return selected !== undefined && inside(selected)
    ? [...own, { ...selected, name: SELECTED, status: 'selected' }]
    : own;
}

function findNames(
  passages: readonly ShownPassage[],
  { start, end }: CharacterRange,
): ReadonlySet<string> {
  return new Set(
    passages.filter((one) => one.start < end && one.end > start).map(({ name }) => name),
  );
}

/** The first key begins at the words of the present item. */
function findStart(
  passages: readonly ShownPassage[],
  current: string | undefined,
  words: readonly CharacterRange[],
): WordSelection | undefined {
  const passage = passages.find(({ name }) => name === current);
  if (passage === undefined) return undefined;
  const word = words.findIndex(({ end }) => end > passage.start);
  return word < 0 ? undefined : { anchor: word, focus: word };
}

function readWords(lines: readonly DocumentLine[], { start, end }: CharacterRange): string {
  return lines
    .filter((line) => start < line.end && end > line.start)
    .map((line) =>
      line.characters.slice(Math.max(0, start - line.start), end - line.start).join(''),
    )
    .join(' ');
}

function scrollTo(pane: HTMLElement | null, selector: string): void {
  const element = pane?.querySelector(selector);
  if (pane === null || element === null || element === undefined) return;
  const [outer, inner] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
  pane.scrollTop += inner.top - outer.top - outer.height / 3;
}
