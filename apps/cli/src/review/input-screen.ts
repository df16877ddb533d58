import {
  findFactField,
  getFields,
  getItem,
  getType,
  type LineInput,
  listChoices,
  type ReviewMode,
  type ReviewState,
} from '@rapporteur/review';
import stringWidth from 'string-width';
import type { ScreenSize } from './review-screen.ts';
import { createRule, styled, type ScreenLine, wrapSpans } from './styled-text.ts';

/** The screen while a person types or chooses. */
interface InputScreen {
  /** Undefined: the item stays on the screen. */
  readonly body: readonly ScreenLine[] | undefined;
  readonly foot: readonly ScreenLine[];
  /** The lines that the body is scrolled down. */
  readonly scroll: number;
  /** The column of the cursor in the last line. */
  readonly column: number;
}

/** Returns the screen of an input; undefined while the keys are commands. */
export function layoutInput(state: ReviewState, size: ScreenSize): InputScreen | undefined {
  const { mode } = state;
  if (mode.kind === 'line') return layoutLine(state, mode, size);
  if (mode.kind === 'choice') return layoutChoice(state, mode, size);
  return undefined;
}

type Mode<K extends ReviewMode['kind']> = Extract<ReviewMode, { readonly kind: K }>;

function layoutLine(
  state: ReviewState,
  { purpose, line }: Mode<'line'>,
  { columns, rows }: ScreenSize,
): InputScreen {
  const { label, help } = explainLine(state, purpose);
  const helpMax = Math.max(1, Math.floor(rows / 3));
  const typed = layoutTyped(label, line, columns);
  const foot = [
    createRule(columns),
    ...wrapSpans([styled(help, 'dim')], { width: columns }).slice(0, helpMax),
    ...layoutMessage(state, columns),
    [styled('Return', 'strong'), styled(' take  '), styled('Esc', 'strong'), styled(' leave')],
    typed.line,
  ];
  return { body: undefined, foot, scroll: state.scroll, column: typed.column };
}

function layoutMessage({ message }: ReviewState, columns: number): readonly ScreenLine[] {
  return message === null
    ? []
    : wrapSpans([styled(message, 'warning')], { width: columns }).slice(0, 3);
}

function explainLine(
  state: ReviewState,
  purpose: Mode<'line'>['purpose'],
): { readonly label: string; readonly help: string } {
  switch (purpose.kind) {
    case 'reason':
      return { label: 'Reason', help: 'Why the fact is rejected. It is kept with the review.' };
    case 'confidence':
      return {
        label: 'From',
        help: 'All open facts with at least this confidence, from 0 to 1, and without a problem are accepted.',
      };
    case 'field': {
      const item = getItem(state);
      const type = item?.kind === 'fact' ? getType(getFields(state.content, item)) : '';
      return {
        label: purpose.field,
        help: `${findHelp(type, purpose.field)} An empty line removes it.`,
      };
    }
    case 'make': {
      const type = getType(purpose.fields);
      const left = purpose.left.length === 0 ? 'the last one' : `${purpose.left.length} more`;
      return {
        label: purpose.field,
        help: `${type}, required, ${left}: ${findHelp(type, purpose.field)} An empty line leaves it out.`,
      };
    }
  }
}

function findHelp(type: string, name: string): string {
  const help = findFactField(type, name)?.help ?? '';
  return help === '' ? '' : `${help}.`;
}

/** The list keeps the chosen line on the screen, and its help below. */
function layoutChoice(
  state: ReviewState,
  mode: Mode<'choice'>,
  { columns, rows }: ScreenSize,
): InputScreen {
  const choices = listChoices(state, mode);
  const width = Math.min(26, Math.max(4, ...choices.map(({ name }) => name.length)));
  const body = choices.map(({ name, value }, index): ScreenLine => {
    const isChosen = index === mode.index;
    return [
      styled(isChosen ? '> ' : '  ', 'strong'),
      styled(name.padEnd(width), isChosen ? 'strong' : 'plain'),
      styled(value === '' ? '' : `  ${value}`, 'dim'),
    ];
  });
  const helpMax = Math.max(1, Math.floor(rows / 4));
  const help = choices[mode.index]?.help ?? 'Nothing has these letters.';
  const typed = layoutTyped('Search', mode.filter, columns);
  const foot = [
    createRule(columns),
    ...wrapSpans([styled(help, 'dim')], { width: columns }).slice(0, helpMax),
    ...layoutMessage(state, columns),
    [
      styled('↑ ↓', 'strong'),
      styled(' choose  '),
      styled('Return', 'strong'),
      styled(mode.purpose === 'type' ? ' take the type  ' : ' edit the field  '),
      styled('Esc', 'strong'),
      styled(' leave'),
    ],
    typed.line,
  ];
  const room = Math.max(1, rows - 2 - foot.length);
  return { body, foot, scroll: Math.max(0, mode.index - room + 2), column: typed.column };
}

/** Returns the typed line around its cursor, as much as fits. */
function layoutTyped(
  label: string,
  { text, cursor }: LineInput,
  columns: number,
): { readonly line: ScreenLine; readonly column: number } {
  const head = `${label}: `;
  const room = Math.max(4, columns - stringWidth(head) - 1);
  const characters = [...text].map((character) => styled(character).text);
  let start = 0;
  while (start < cursor && stringWidth(characters.slice(start, cursor).join('')) > room) start += 1;
  const before = characters.slice(start, cursor).join('');
  return {
    line: [styled(head, 'strong'), styled(before + characters.slice(cursor).join(''))],
    column: stringWidth(head) + stringWidth(before),
  };
}
