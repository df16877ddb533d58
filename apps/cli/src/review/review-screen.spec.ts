import { previewSubmission, SourceText } from '@rapporteur/drafting';
import {
  beginReview,
  composeSubmission,
  countOutcomes,
  getFields,
  listFacts,
  pressKey,
  readDraft,
  resumeReview,
  type ReviewState,
  viewFacts,
} from '@rapporteur/review';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { layoutScreen, type ScreenContext } from './review-screen.ts';
import { paintLine } from './styled-text.ts';
import { TextContext } from './text-context.ts';

/** It clears the screen, sets the clipboard, and turns the direction of writing. */
const ATTACK = '\u001B[2J\u001B]52;c;eA==\u0007\u009B31m\u202E';

const LONG = 'The Harbour Council strongly condemned the theft of the bell. '.repeat(30);

function createReview(attack: string): { state: ReviewState; context: ScreenContext } {
  const note = `The Harbour Council${attack} met in Valletta. Malta chaired it, 港湾理事会.\n\n${LONG}\n\nA band played.\n`;
  const words = JSON.stringify(`The Harbour Council${attack} met in Valletta`);
  const end = [...note].length - 1;
  const yaml = `collection: harbours
source: { document: note, docType: note, title: Note, language: en, file: note.txt, redistributable: false, passage: 0-9 line 1 }
bodies:
  - { body: harbour-council, name: ${JSON.stringify(`Harbour Council${attack}`)}, kind: organ }
defaults: { meeting: harbour-council-7, modality: reported }
facts:
  - type: MeetingHeld # meeting-held, 0.95
    body: harbour-council
    ordinal: 7
    venue: ${JSON.stringify(`Pier Hall${attack}`)}
    quote: ${words}
  - { type: MeetingChaired, chairs: MLT, quote: "Malta chaired it" }
# Contradictions inside the text:
#   occurredOn: 2031 and 2032${attack.replaceAll('\u0007', '')} (lines 1 and 3)

# Sentences without a fact (1):
#   ${end - 14}-${end} line 5: A band played.
`;
  const text = new SourceText(note);
  const reading = readDraft(yaml, text, previewSubmission(yaml, text));
  const { content } = resumeReview(reading, undefined, { showRejected: false });
  const kept = listFacts(content).map((item) => ({ item, fields: getFields(content, item) }));
  const composed = composeSubmission(yaml, reading.facts, { kept, header: '' });
  const views = viewFacts(composed, previewSubmission(composed.yaml, text));
  const overview = {
    counts: countOutcomes(content),
    out: 'note.reviewed.yaml',
    missing: [`MeetingChaired${attack} needs a meeting`],
    problems: [`source: the text${attack} differs`],
  };
  const context = {
    file: `note${attack}.yaml`,
    views,
    text: new TextContext(text),
    overview,
    useColour: true,
  };
  return { state: beginReview(content, { notices: [`Changed${attack}.`] }), context };
}

const key = (name: string) => ({ name, text: name.length === 1 ? name : '', ctrl: false });
const press = (state: ReviewState, ...names: readonly string[]): ReviewState =>
  names.map(key).reduce(pressKey, state);

/** Every kind of screen of a review. */
function listStates(state: ReviewState): readonly ReviewState[] {
  const item = press(state, 'x');
  const sentence = press(item, 'end', 'b');
  return [
    state,
    item,
    press(item, 's'),
    press(item, '?'),
    press(item, '+'),
    press(item, 'R'),
    press(item, 'e'),
    press(item, 'e', 'return'),
    press(item, 'e', 'down', 'down', 'down', 'return'),
    press(item, 'end'),
    press(item, 'end', '?'),
    sentence,
    press(sentence, 'm'),
    press(sentence, 'm', 'return'),
    press(sentence, 'b'),
    press(item, 'down', 'down', 'down'),
  ];
}

const paint = (state: ReviewState, context: ScreenContext, columns: number, rows: number) => {
  const screen = layoutScreen(state, context, { columns, rows });
  return { ...screen, text: screen.lines.map((line) => paintLine(line, false)) };
};

describe.each([
  [80, 24],
  [40, 15],
  [20, 6],
  [200, 60],
])('A screen of %i columns and %i lines', (columns, rows) => {
  it('is never larger than the terminal, and has the keys', () => {
    const { state, context } = createReview('');
    for (const one of listStates(state)) {
      const { text, cursor } = paint(one, context, columns, rows);
      expect(text.length).toBeLessThanOrEqual(rows);
      for (const line of text) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      expect(text.slice(-4).join('\n'), text.join('\n')).toMatch(/\? all keys|Return/);
      expect(cursor?.column ?? 0).toBeLessThan(columns);
      expect(cursor?.row ?? text.length - 1).toBe(text.length - 1);
    }
  });

  it('shows the controls of the text, the draft and its file, and sends none', () => {
    const { state, context } = createReview(ATTACK);
    for (const one of listStates(state)) {
      const { text } = paint(one, context, columns, rows);
      expect(text.join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    }
  });
});

describe('The screen of a fact', () => {
  const { state, context } = createReview('');
  const fact = press(state, 'x');

  it('has its sentence, its words in their paragraph, its rule and its fields', () => {
    const { lines } = layoutScreen(fact, context, { columns: 80, rows: 24 });
    const text = lines.map((line) => paintLine(line, false)).join('\n');
    expect(text).toContain('The Harbour Council held its 7th meeting');
    expect(text).toContain('The Harbour Council met in Valletta. Malta chaired it, 港湾理事会.');
    expect(text).toContain('Rule: meeting-held, confidence 0.95');
    expect(text).toMatch(/ordinal +7/);
    const marked = lines.flat().filter(({ style }) => style === 'mark');
    expect(marked.map((span) => span.text).join('')).toBe('The Harbour Council met in Valletta');
  });

  it('marks the words without colours', () => {
    const { text } = paint(fact, { ...context, useColour: false }, 80, 24);
    expect(text.join('\n')).toContain('>>The Harbour Council met in Valletta<<. Malta');
  });

  it('tells how many lines are below, and scrolls to them', () => {
    const small = paint(fact, context, 40, 15).text.join('\n');
    expect(small).toMatch(/↓ \d+ more lines/);
    const scrolled = press(fact, ...Array.from({ length: 30 }, () => 'down'));
    expect(paint(scrolled, context, 40, 15).text.join('\n')).toContain('quote');
  });

  it('keeps the chosen entry of a long list on the screen', () => {
    const list = press(press(fact, 'end', 'b'), 'm', ...Array.from({ length: 25 }, () => 'down'));
    expect(paint(list, context, 40, 15).text.join('\n')).toMatch(/^> \w/m);
  });

  it('keeps the cursor of a long line on the screen', () => {
    const typed = press(fact, 'R', ...'a long reason that does not fit'.repeat(4));
    const { text, cursor } = paint(typed, context, 40, 15);
    expect(text.at(-1)).toContain('does not fit');
    expect(cursor?.column).toBeLessThan(40);
  });
});
