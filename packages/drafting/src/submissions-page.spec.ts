import { readFileSync } from 'node:fs';
import { COMMANDS } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { anchorSubmission } from './anchor-submission.ts';
import { describeEvents } from './describe-events.ts';
import { parseSubmission } from './parse-submission.ts';

const page = readFileSync(new URL('../../../docs/submissions.md', import.meta.url), 'utf8');
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';

function anchorExample() {
  const parsed = parseSubmission(block('yaml'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const anchored = anchorSubmission(parsed.submission, ({ file }) =>
    file === 'harbour-note.txt' ? block('text') : undefined,
  );
  if (!anchored.ok) throw new Error(JSON.stringify(anchored.problems));
  return anchored;
}

describe('The example of docs/submissions.md', () => {
  it('gives the command that the page describes', () => {
    const { command, texts } = anchorExample();
    expect(command.name).toBe('RecordMeeting');
    expect(texts).toEqual([]);
    expect(COMMANDS.get(command.name)?.parse(command.body)).toMatchObject({
      ok: true,
      command: { opening: { collection: 'harbour', title: 'Harbour Union' } },
    });
  });

  it('is described in the words of its text', () => {
    const { command } = anchorExample();
    const parsed = COMMANDS.get('RecordMeeting')?.parse(command.body);
    if (parsed?.ok !== true || parsed.command.kind !== 'facts') throw new Error('refused');
    expect(describeEvents(parsed.command.facts).slice(3)).toEqual([
      'The Harbour Council held its 7th meeting in Valletta, Malta, on 4 May 2023. [reported by the Harbour Council, line 2]',
      'Malta chaired the 7th meeting of the Harbour Council. [reported by the Harbour Council, line 2]',
      'A delegation from Malta attended the 7th meeting of the Harbour Council. [reported by the Harbour Council, line 3]',
      'A delegation from Portugal attended the 7th meeting of the Harbour Council. [reported by the Harbour Council, line 3]',
      'Agreement was reached at the 7th meeting of the Harbour Council on a survey of the breakwaters, due in 2024. [decided by the Harbour Council, line 4]',
      'In late August 2023 (from context), Secretary J. Vella called for the following: The Secretary asked everybody to stay calm. [attributed by the Harbour Council, said by Secretary J. Vella, line 4]',
    ]);
  });
});
