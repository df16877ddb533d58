import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { anchorSubmission } from './anchor-submission.ts';
import { parseSubmission } from './parse-submission.ts';
import { writeSampleSubmission } from './testing/sample-submission.ts';

const TEXT = 'The 😀 Council met.\nMalta chaired. The Council met\nagain: Malta, Malta.\n';
const sha256 = (words: string): string => createHash('sha256').update(words).digest('hex');

function anchor(yaml: string, text: string | undefined = TEXT) {
  const parsed = parseSubmission(yaml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return anchorSubmission(parsed.submission, () => text);
}

const chaired = (words: string): string =>
  `{ type: MeetingChaired, meeting: m, chairs: MLT, ${words} }`;

function passagesOf(words: string, text?: string) {
  const anchored = anchor(writeSampleSubmission({ facts: [chaired(words)] }), text);
  if (!anchored.ok) throw new Error(JSON.stringify(anchored.problems, null, 1));
  const body = anchored.command.body as { facts: { assertion: { passages: unknown[] } }[] };
  return body.facts[0]?.assertion.passages;
}

function problemOf(words: string, source = '', text: string | null = TEXT) {
  const parsed = parseSubmission(writeSampleSubmission({ source, facts: [chaired(words)] }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  const anchored = anchorSubmission(parsed.submission, () => text ?? undefined);
  if (anchored.ok) throw new Error('The submission must be rejected.');
  return anchored.problems[0];
}

describe('Anchoring a submission', () => {
  it('finds the offsets in code points, the line and the hash of the words', () =>
    expect(passagesOf('quote: Malta chaired')).toEqual([
      {
        document: 'note',
        documentSha256: sha256(TEXT),
        start: 19,
        end: 32,
        line: 2,
        sha256: sha256('Malta chaired'),
      },
    ]));

  it('uses the occurrence that nth gives', () =>
    expect(passagesOf('quote: Malta, nth: 3')).toMatchObject([{ start: 64, end: 69, line: 3 }]));

  it('accepts several quotes for one fact', () =>
    expect(passagesOf('quotes: [Malta chaired, { quote: Malta, nth: 2 }]')).toMatchObject([
      { start: 19 },
      { start: 57 },
    ]));

  it('records the words of the text if the quote is wrapped differently', () =>
    expect(passagesOf('quote: "Council met again: Malta"')).toMatchObject([
      { start: 38, sha256: sha256('Council met\nagain: Malta') },
    ]));

  it('computes the omitted fields of a passage by offsets', () =>
    expect(passagesOf('passage: { start: 19, end: 32 }')).toMatchObject([
      { line: 2, sha256: sha256('Malta chaired') },
    ]));

  it('accepts a complete passage by offsets without the text', () => {
    const known = `, sha256: ${sha256(TEXT)}`;
    const given = `passage: { start: 19, end: 32, line: 2, sha256: ${sha256('Malta chaired')} }`;
    const parsed = parseSubmission(
      writeSampleSubmission({ source: known, facts: [chaired(given)] }),
    );
    if (!parsed.ok) throw new Error('refused');
    const anchored = anchorSubmission(parsed.submission, () => undefined);
    const held = anchorSubmission(parsed.submission, () => TEXT);
    expect(anchored).toMatchObject({ ok: true, texts: [] });
    // Both passages must be equal, so that a second submission repeats the first.
    const factsOf = (result: typeof anchored) =>
      result.ok ? result.command.body['facts'] : result.problems;
    expect(factsOf(anchored)).toEqual(factsOf(held));
  });

  it('registers the hash and length of the text', () => {
    const anchored = anchor(writeSampleSubmission({}));
    expect(anchored).toMatchObject({
      ok: true,
      command: { body: { document: { sha256: sha256(TEXT), characters: 71 } } },
    });
  });

  it('returns the text only if it is redistributable', () => {
    expect(anchor(writeSampleSubmission({}))).toMatchObject({ texts: [] });
    expect(anchor(writeSampleSubmission({ source: ', redistributable: true' }))).toMatchObject({
      texts: [{ sha256: sha256(TEXT), text: TEXT }],
    });
  });

  it('finds the position of a field of the command in the YAML', () => {
    const anchored = anchor(writeSampleSubmission({ facts: [chaired('quote: chaired')] }));
    if (!anchored.ok) throw new Error('refused');
    expect(anchored.command.findPosition('facts.0.chairs.0.id')).toEqual({
      line: 6,
      column: 49,
    });
    expect(anchored.command.findPosition('facts.0.assertion.modality')).toEqual({
      line: 4,
      column: 23,
    });
    expect(anchored.command.findPosition('document.title')).toMatchObject({ line: 2 });
  });
});

describe('Anchoring rejects', () => {
  it('words that do not occur', () =>
    expect(problemOf('quote: Gozo')).toMatchObject({
      code: 'DRAFTING_QUOTE_NOT_FOUND',
      line: 6,
      message: 'fact 1 (MeetingChaired): The quote “Gozo” does not occur in the text.',
    }));

  it('words that occur several times, with their lines', () =>
    expect(problemOf('quote: Malta')).toMatchObject({
      code: 'DRAFTING_QUOTE_AMBIGUOUS',
      message: 'fact 1 (MeetingChaired): The quote “Malta” occurs 3 times, on lines 2, 3.',
      remedy: expect.stringContaining('1 to 3'),
    }));

  it('words that occur twice', () =>
    expect(problemOf('quote: met')?.message).toContain('“met” occurs 2 times, on lines 1, 2'));

  it('an nth that is too large', () =>
    expect(problemOf('quote: Malta, nth: 4')).toMatchObject({ code: 'DRAFTING_NTH_OUT_OF_RANGE' }));

  it('a long quote, showing only its beginning', () =>
    expect(problemOf(`quote: ${'words '.repeat(40)}`)?.message.length).toBeLessThan(140));

  it.each([
    ['past the end', 'passage: { start: 60, end: 700 }', /71 characters/],
    [
      'of another hash',
      `passage: { start: 19, end: 32, sha256: ${'0'.repeat(64)} }`,
      /with the SHA-256 \w{64}, not 0{64}/,
    ],
    ['on another line', 'passage: { start: 19, end: 32, line: 3 }', /line 2, not 3/],
  ])('a passage %s', (_, words, message) =>
    expect(problemOf(words)).toMatchObject({
      code: 'DRAFTING_PASSAGE_DIFFERS',
      message: expect.stringMatching(message),
    }),
  );

  it('a file that is another text, naming both hashes', () =>
    expect(problemOf('quote: Malta chaired', `, sha256: ${'0'.repeat(64)}`)).toMatchObject({
      code: 'DRAFTING_TEXT_DIFFERS',
      message: expect.stringMatching(new RegExp(`${sha256(TEXT)}.*${'0'.repeat(64)}`)),
    }));

  it('a wrong number of characters', () =>
    expect(problemOf('quote: Malta chaired', ', characters: 9')).toMatchObject({
      code: 'DRAFTING_TEXT_DIFFERS',
    }));

  it('a quote without the text', () => {
    expect(problemOf('quote: Malta', '', null)).toMatchObject({
      code: 'DRAFTING_TEXT_NOT_HELD',
      line: 2,
    });
    expect(problemOf('quote: Malta', `, sha256: ${'0'.repeat(64)}`, null)).toMatchObject({
      code: 'DRAFTING_TEXT_NOT_HELD',
      line: 6,
    });
  });

  it('offsets without line and hash if the text is not available', () =>
    expect(
      problemOf('passage: { start: 1, end: 2 }', `, sha256: ${'0'.repeat(64)}`, null),
    ).toMatchObject({
      code: 'DRAFTING_TEXT_NOT_HELD',
    }));

  it('an empty text', () =>
    expect(problemOf('quote: x', '', '')).toMatchObject({ code: 'DRAFTING_TEXT_DIFFERS' }));
});
