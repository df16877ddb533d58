import { describe, expect, it } from 'vitest';
import { parseCommandFile } from './parse-command-file.ts';
import { parseSubmission } from './parse-submission.ts';
import { parseYaml } from './parse-yaml.ts';

const createYaml = (ordinal: string): string => `collection: harbour
source: { document: note, docType: note, title: A note, language: en, file: note.txt }
facts:
  - { type: MeetingHeld, meeting: harbour-7, body: harbour, ordinal: ${ordinal}, modality: reported, quote: met }
`;

const findMessages = (yaml: string): readonly string[] => {
  const parsed = parseSubmission(yaml);
  return parsed.ok ? [] : parsed.problems.map(({ line, message }) => `${line}: ${message}`);
};

describe('A number that programs cannot keep', () => {
  it.each([
    '1234567890123456789',
    '9007199254740992',
    '7.0000000000000000001',
    '1e999',
    '.inf',
    '-0',
  ])('is refused in a submission: %s', (written) =>
    expect(findMessages(createYaml(written))).toEqual([
      `4: Programs cannot keep the number ${written} exactly.`,
    ]),
  );

  it('is refused as a quoted text where a number is expected', () => {
    expect(findMessages(createYaml('"7"'))).toEqual([]);
    for (const written of ['"1234567890123456789"', '"7.0000000000000000001"'])
      expect(findMessages(createYaml(written))).toEqual([expect.stringContaining('ordinal')]);
  });

  it('is refused in a command and in any other file', () => {
    const yaml =
      'command: RetractRecord\ntarget: { type: MeetingHeld, ordinal: 12345678901234567890 }\n';
    const { problems } = parseCommandFile(yaml, {
      answers: { findEvents: () => undefined, findText: () => undefined },
    });
    expect(problems).toMatchObject([{ code: 'DRAFTING_YAML_INVALID', line: 2 }]);
    expect(parseYaml('[0.12345678901234567890]')).toMatchObject({ value: undefined });
  });

  it('may be a text in quotation marks', () => {
    expect(parseYaml('["12345678901234567890", 1.10, 007, 2025]')).toEqual({
      value: ['12345678901234567890', 1.1, 7, 2025],
      problems: [],
    });
  });
});
