import { describe, expect, it } from 'vitest';
import { draftDocument } from './draft-document.ts';
import { readLanguages } from './testing/language-fixture.ts';

const languages = readLanguages();
const OPENING = [
  'Press release on the 7th meeting of the Harbour Council',
  'The 7th meeting of the Harbour Council was held in Valletta, Malta, on 4 May 2031.',
];
const SUMMIT = 'Statement of the Reef Committee';

const draft = (...lines: readonly string[]) =>
  draftDocument(lines.join('\n'), languages, { file: 'note.txt' });

const listUnplaced = (...lines: readonly string[]) =>
  draft(...lines).unplaced.map(({ words }) => words);

describe('A draft has only what the words state', () => {
  it.each([
    'Malta currently holds the chairmanship.',
    'Portugal will exercise the presidency in 2032.',
    'The chairmanship passed from Malta to Portugal.',
    'Norway hosted the exercise in 2031.',
    'The meeting was followed by a dinner hosted by the Government of Cyprus.',
    'At the invitation of the Government of Chile, experts visited the ports.',
    'The next meeting of ministers will be held in Paris in 2032.',
    'The 3rd summit was held in Paris on 3 March 2030.',
    'A working group under the chairmanship of Norway prepared the manual.',
    'This led to civilian casualties.',
    'As set out in the Harbour Declaration, ports are open.',
  ])('leaves the sentence unplaced: %s', (sentence) => {
    const { facts, unplaced } = draft(...OPENING, sentence);
    expect(facts.map(({ type }) => type)).toEqual(['MeetingHeld']);
    expect(facts[0]?.fields['host']).toBeUndefined();
    expect(unplaced.map(({ words }) => words)).toEqual([sentence]);
  });

  it('gives a chair the body that its words name, also by the end of its name', () => {
    const { facts } = draft(
      'Press release of the Council of the Basin Authority',
      'The 7th meeting of the Council of the Basin Authority was held in Suva on 4 May 2031.',
      'Malta took over the chairmanship of the Council.',
      'Cyprus will exercise the presidency of the Authority in 2032.',
    );
    const chaired = facts.filter(({ type }) => type.startsWith('Chairmanship'));
    expect(chaired.map(({ fields }) => fields['body'])).toEqual([
      'council-of-the-basin-authority',
      'basin-authority',
    ]);
  });

  it('gives a meeting no day or place of the matter that it discussed', () => {
    const [haiti] = draft(SUMMIT, 'The Reef Committee met on 5 May 2031 to discuss Haiti.').facts;
    expect(haiti?.fields).toMatchObject({ occurredOn: '2031-05-05' });
    expect(haiti?.fields['places']).toBeUndefined();
    const [held] = draft(
      SUMMIT,
      'Following the attack of 3 May 2031 in Osh, the Reef Committee held its 4th meeting on 5 May 2031 in Suva.',
    ).facts;
    expect(held?.fields).toMatchObject({ occurredOn: '2031-05-05', places: [{ name: 'Suva' }] });
    const [attack] = draft(
      SUMMIT,
      'The Reef Committee held its 4th meeting to discuss the attack of 3 May 2031 in Osh.',
    ).facts;
    expect(Object.keys(attack?.fields ?? {})).toEqual(['meeting', 'body', 'ordinal']);
  });

  it('takes the host from a sentence that names the meeting, and counts it as placed', () => {
    const { facts, unplaced } = draft(...OPENING, 'Norway hosted the meeting.');
    expect(facts[0]?.fields['host']).toEqual({ NOR: 'Norway' });
    expect(unplaced).toEqual([]);
  });

  it.each([
    'Cyprus supported the proposal of Malta to hold a joint exercise in Gozo in May 2032.',
    'The Council supported the old proposal to hold a joint exercise in Gozo in May 2032.',
  ])('plans no event of a proposal that somebody supports: %s', (sentence) => {
    const types = draft(...OPENING, sentence).facts.map(({ type }) => type);
    expect(types).toEqual(['MeetingHeld', 'PositionStated']);
  });

  it('gives two attacks of one kind, place and year two ids', () => {
    const { facts } = draft(
      ...OPENING,
      'The Council condemned the attack in Durres on 3 March 2031.',
      'The Council condemned the attack in Durres on 9 April 2031.',
      'Cyprus condemned the attack in Durres on 3 March 2031.',
    );
    const incidents = facts.filter(({ type }) => type === 'IncidentRecorded');
    expect(incidents.map(({ fields }) => fields['incident'])).toEqual([
      'attack-durres-2031',
      'attack-durres-2031-04-09',
    ]);
    const targets = facts.flatMap(({ fields }) => fields['target'] ?? []);
    expect(targets).toMatchObject([
      { incident: 'attack-durres-2031' },
      { incident: 'attack-durres-2031-04-09' },
      { incident: 'attack-durres-2031' },
    ]);
  });

  it('flags a number of delegations that their list does not have', () => {
    const list = 'Delegations of Malta, Cyprus and Greece took part in the meeting.';
    const flag = (sentence: string) =>
      draft(...OPENING, list, 'Albania attended as an observer.', sentence).contradictions;
    expect(flag('In all, five delegations attended the meeting.')).toMatchObject([
      { field: 'delegations', values: ['5', '3'] },
    ]);
    expect(flag('In all, three delegations attended the meeting.')).toEqual([]);
    expect(flag('In all, four delegations attended the meeting.')).toEqual([]);
    expect(flag('A number of delegations attended the meeting.')).toEqual([]);
  });

  it('lists the sentences whose facts lack what they need', () => {
    const note = ['Readout of talks', 'The sides discussed the rescue of trawlers.'];
    expect(listUnplaced(...note)).toEqual(note.slice(1));
    const [unplaced] = draft(...note).unplaced;
    expect(unplaced?.reason).toBe('incomplete');
  });
});
