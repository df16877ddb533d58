import {
  type CharacterRange,
  selectSentence,
  snapToWords,
  type TextUnits,
  type WordSelection,
} from './document-text.ts';

/** A key with its modifier. */
interface SelectionKey {
  readonly key: string;
  readonly shiftKey: boolean;
}

/** Returns the selection after a key; undefined if the key moves nothing. */
export function moveSelection(
  units: TextUnits,
  selection: WordSelection | undefined,
  { key, shiftKey }: SelectionKey,
): WordSelection | undefined {
  const last = units.words.length - 1;
  if (last < 0) return undefined;
  const from = selection ?? { anchor: 0, focus: 0 };
  const moveTo = (place: number): WordSelection => {
    const focus = Math.min(Math.max(place, 0), last);
    return { anchor: shiftKey ? from.anchor : focus, focus };
  };
  switch (key) {
    case 'ArrowRight':
      return moveTo(selection === undefined ? 0 : from.focus + 1);
    case 'ArrowLeft':
      return moveTo(from.focus - 1);
    case 'ArrowDown':
      return moveTo(from.focus + WORDS_OF_A_LINE);
    case 'ArrowUp':
      return moveTo(from.focus - WORDS_OF_A_LINE);
    case ']':
      return selectSentence(units, selection ?? { anchor: -1, focus: -1 }, 'next');
    case '[':
      return selectSentence(units, from, 'previous');
    default:
      return undefined;
  }
}

/** The words that an arrow up or down moves by: about those of a line. */
const WORDS_OF_A_LINE = 12;

/** Returns the words that the mouse has selected inside an element; undefined if it selected none. */
export function readPointerSelection(
  root: HTMLElement | null,
  units: TextUnits,
): WordSelection | undefined {
  const selected = globalThis.getSelection();
  if (root === null || selected === null || selected.isCollapsed || selected.rangeCount === 0)
    return undefined;
  const range = selected.getRangeAt(0);
  const start = readPoint(root, range.startContainer, range.startOffset);
  const end = readPoint(root, range.endContainer, range.endOffset);
  if (start === undefined || end === undefined) return undefined;
  const points: CharacterRange = { start, end };
  return snapToWords(units, points);
}

/** Returns the code point of a place in the page: each part of a line has that of its start. */
function readPoint(root: HTMLElement, node: Node, offset: number): number | undefined {
  if (!root.contains(node)) return undefined;
  const element = node instanceof HTMLElement ? node : node.parentElement;
  const part = element?.closest<HTMLElement>('[data-start]');
  if (part !== null && part !== undefined && node.nodeType === Node.TEXT_NODE)
    return (
      Number(part.dataset['start']) + Array.from(node.textContent?.slice(0, offset) ?? '').length
    );
  // The place lies between two parts: the next one has the offset.
  const parts = [...root.querySelectorAll<HTMLElement>('[data-start]')];
  const child = node.childNodes[offset] ?? node;
  const next = parts.find(
    (one) =>
      child === one ||
      child.contains(one) ||
      (child.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  return next === undefined ? undefined : Number(next.dataset['start']);
}
