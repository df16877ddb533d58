import { describe, expect, it } from 'vitest';
import { contractsAreInTheGlossary } from './glossary.ts';

const held = { path: 'packages/contracts/src/facts/meeting-held.v1.ts', text: '' };
const opened = { path: 'packages/contracts/src/record/writer-opened.v1.ts', text: '' };
const glossary = (text: string) => ({ path: 'docs/glossary.md', text });

describe('The glossary', () => {
  it('has every event as a heading or a bold term', () =>
    expect(
      contractsAreInTheGlossary([
        held,
        opened,
        glossary('### MeetingHeld\n\n- **`WriterOpened`**: …'),
      ]),
    ).toEqual([]));

  it('is not satisfied by a mention', () =>
    expect(
      contractsAreInTheGlossary([held, glossary('A MeetingHeld is… ## MeetingHeld, too')]),
    ).toEqual([
      {
        path: held.path,
        says: 'MeetingHeld is neither a heading nor a bold term of docs/glossary.md',
      },
    ]));

  it('names no event or command that is gone', () =>
    expect(
      contractsAreInTheGlossary([
        held,
        glossary('**`MeetingHeld`** **`RecordMeetingHeld`** **`MeetingMoved`**'),
      ]),
    ).toEqual([
      { path: 'docs/glossary.md', says: 'MeetingMoved is no event or command of the contracts' },
    ]));

  it('may explain other words', () =>
    expect(
      contractsAreInTheGlossary([
        held,
        glossary('**MeetingHeld** **CloudEvents** **the three forces**'),
      ]),
    ).toEqual([]));

  it('must be there', () => expect(contractsAreInTheGlossary([held])).toHaveLength(1));
});
