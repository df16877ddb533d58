import { readFileSync } from 'node:fs';
import { COMMANDS } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { anchorSubmission } from './anchor-submission.ts';
import { describeEvents } from './describe-events.ts';
import { parseSubmission } from './parse-submission.ts';

const page = readFileSync(new URL('../../../docs/submissions.md', import.meta.url), 'utf8');
const blocks = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(
    ([, text = '']) => text,
  );
const block = (language: string): string => blocks(language)[0] ?? '';

/** Returns the YAML block that begins with these words. */
function findYaml(start: string): string {
  const found = blocks('yaml').find((text) => text.startsWith(start));
  if (found === undefined) throw new Error(`The page must have a YAML block that begins: ${start}`);
  return found;
}

/** Returns the example of the page with other facts. */
function withFacts(facts: string): string {
  const [head = ''] = block('yaml').split('facts:\n');
  return `${head}facts:\n${facts}`;
}

function anchorExample(yaml = block('yaml')) {
  const parsed = parseSubmission(yaml);
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

describe('Groups and lists of docs/submissions.md', () => {
  const factsOf = (facts: string) => anchorExample(withFacts(facts)).command.body['facts'];

  it('record one fact for each name of a sentence, as the long form does', () => {
    const listed = factsOf(findYaml('- { type: DelegationAttended, basis: named, states'));
    expect(listed).toEqual(factsOf(findYaml('- { type: DelegationAttended, basis: named, state:')));
    expect(listed).toHaveLength(2);
  });

  it('give the words of a group to its facts', () => {
    const facts = factsOf(findYaml('- quote: The Harbour Council met')) as readonly {
      readonly assertion: { readonly passages: readonly { start: number; end: number }[] };
    }[];
    const words = facts.flatMap(({ assertion }) =>
      assertion.passages.map(({ start, end }) => block('text').slice(start, end)),
    );
    const sentence = 'The Harbour Council met in Valletta, Malta, on 4 May 2023, chaired by Malta';
    expect(words).toEqual([sentence, 'by Malta']);
  });

  it('name an actor as `actors` writes it', () => {
    const yaml = block('yaml').replace('actors:', findYaml('actors:\n  harbour-council').trimEnd());
    const facts = anchorExample(yaml).command.body['facts'];
    expect(JSON.stringify(facts)).toContain('"nameAsWritten":"the said Council"');
  });

  it('give a meeting its id', () => {
    const rows = [...page.matchAll(/^\| `(body: .*)` \| `(.*)` \|$/gm)];
    expect(rows.length).toBeGreaterThan(3);
    for (const [, fields = '', id] of rows) {
      const fact = `- { type: MeetingHeld, ${fields}, quote: chaired by Malta }`;
      const named = withFacts(fact).replace(/^ {2}meeting: .*\n/m, '');
      expect(anchorExample(named).command.body['facts']).toMatchObject([{ meeting: id }]);
    }
  });
});
