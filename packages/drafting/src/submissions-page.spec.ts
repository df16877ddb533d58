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
      'Meeting harbour-council-7 of harbour-council, the 7th, was held in Valletta, Malta (MLT) on 4 May 2023 — reported by The Harbour Council, line 2',
      'Malta (MLT) chaired meeting harbour-council-7 — reported by The Harbour Council, line 2',
      'Delegation of Malta (MLT) attended meeting harbour-council-7 — reported by The Harbour Council, line 3',
      'Delegation of Portugal (PRT) attended meeting harbour-council-7 — reported by The Harbour Council, line 3',
      'Decision breakwater-survey-2024: agreed a survey of the breakwaters at meeting harbour-council-7, by parties not stated, due in 2024 — decided by The Harbour Council, line 4',
      'J. Vella (Secretary, of harbour-secretariat) stated a position (called-for) on calm: The Secretary asked everybody to stay calm from 21 August 2023 to 31 August 2023 (“late August”, context) — attributed by The Harbour Council, said by J. Vella (Secretary, of harbour-secretariat), line 4',
    ]);
  });
});
