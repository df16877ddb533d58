import { describe, expect, it } from 'vitest';
import { findName, listNamedPaths } from './named-paths.ts';

describe('A name in a sentence', () => {
  it('may begin with a small letter, and ends with a word', () => {
    const text = 'The Council condemned the attack on the pier.';
    expect(findName(text, 'Attack on the pier')).toEqual({ start: 26, end: 44 });
    expect(findName('A Russian ship', 'Russia')).toBeUndefined();
    expect(findName('the pier', 'Pier')).toBeUndefined();
  });

  it('is that of an incident, also if only its id says it, before that of a state in it', () => {
    const data = { collection: 'harbour', incident: 'strikes-on-malta-2031', states: ['MLT'] };
    const paths = listNamedPaths({ data, names: {} });
    const text = 'The Council condemned the strikes on Malta of June 2031.';
    const first = paths.find(({ name }) => findName(text, name) !== undefined);
    expect(first).toEqual({
      name: 'strikes on Malta',
      path: '/collections/harbour/incidents/strikes-on-malta-2031',
    });
  });
});
