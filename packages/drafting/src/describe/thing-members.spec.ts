import { describe, expect, it } from 'vitest';
import { listMentions } from './thing-members.ts';

describe('The things that data mention', () => {
  it('have the kind of the member that names them, and the collection of their row', () => {
    const data = {
      collection: 'harbour',
      meeting: 'council-7',
      about: 'the 7th meeting',
      facts: [{ data: { bodies: ['council', 'board'] } }],
      elsewhere: { collection: 'reef', document: 'log' },
    };
    expect(listMentions(data)).toEqual([
      { kind: 'meeting', id: 'council-7', collection: 'harbour' },
      { kind: 'body', id: 'council', collection: 'harbour' },
      { kind: 'body', id: 'board', collection: 'harbour' },
      { kind: 'document', id: 'log', collection: 'reef' },
    ]);
  });

  it('are those that an object refers to by kind and id; an actor is none', () => {
    const conflict = {
      collection: 'harbour',
      thing: { kind: 'meeting', id: 'council-7' },
      by: { kind: 'state', id: 'MLT' },
    };
    expect(listMentions(conflict)).toEqual([
      { kind: 'meeting', id: 'council-7', collection: 'harbour' },
    ]);
  });

  it('are none in the words about the agreement of sources', () => {
    expect(listMentions({ meeting: 'council-7', agreement: { meeting: 'one source' } })).toEqual([
      { kind: 'meeting', id: 'council-7', collection: null },
    ]);
  });

  it('have no collection without a row that names one', () => {
    expect(listMentions([{ body: 'council' }, { body: null }, 'council'])).toEqual([
      { kind: 'body', id: 'council', collection: null },
    ]);
  });
});
