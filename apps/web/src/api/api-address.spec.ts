import { describe, expect, it } from 'vitest';
import { listAnswers, listBoardAnswers, parsePagePath, toThingPath } from './api-address.ts';

const NO_SEARCH = new URLSearchParams();

describe('The address of a page', () => {
  it('is the address of its query without /v1', () => {
    const thing = parsePagePath('/collections/sco/meetings/council-44');
    expect(thing).toEqual({ kind: 'thing', collection: 'sco', list: 'meetings', id: 'council-44' });
    if (thing === undefined) throw new Error('The path is that of a page.');
    expect(listAnswers(thing, new URLSearchParams('asOf=2025-10-01'))).toEqual([
      '/v1/collections/sco/meetings/council-44?names=true&asOf=2025-10-01',
    ]);
    const list = parsePagePath('/timeline');
    expect(list).toEqual({ kind: 'list', collection: null, list: 'timeline' });
  });

  it('keeps the parameters of the reader over those of the page', () => {
    const [answer] = listAnswers(
      { kind: 'list', collection: null, list: 'decisions' },
      new URLSearchParams('limit=5&due=2023&view=table'),
    );
    expect(answer).toBe('/v1/decisions?limit=5&names=true&due=2023');
  });

  it('of decisions is a board by status, unless the reader asks for a table or a status', () => {
    const address = { kind: 'list', collection: null, list: 'decisions' } as const;
    const search = new URLSearchParams('strength=agreed');
    const board = listBoardAnswers(address, search);
    expect(board).toHaveLength(8);
    expect(listAnswers(address, search)).toEqual(board.slice(0, 2));
    expect(board[0]).toBe(
      '/v1/decisions?limit=12&newestFirst=true&status=overdue&names=true&strength=agreed',
    );
    for (const table of ['view=table', 'status=open', 'cursor=x'])
      expect(listAnswers(address, new URLSearchParams(table))).toHaveLength(1);
  });

  it('may be that of a chair, or of two states', () => {
    const chair = parsePagePath('/collections/sco/bodies/council/chair');
    expect(chair).toEqual({ kind: 'chair', collection: 'sco', body: 'council' });
    const comparison = parsePagePath('/states/FRA/vs/GBR');
    if (comparison === undefined) throw new Error('The path is that of a page.');
    expect(listAnswers(comparison, NO_SEARCH)).toEqual(['/v1/states/FRA/vs/GBR?names=true']);
  });

  it('encodes ids, and decodes them again', () => {
    const path = toThingPath('decision', 'S/RES/1 (1946), para. 2', 'un');
    expect(path).toBe('/collections/un/decisions/S%2FRES%2F1%20(1946)%2C%20para.%202');
    expect(parsePagePath(path ?? '')).toMatchObject({ id: 'S/RES/1 (1946), para. 2' });
  });

  it('of a state is the same in all collections; an actor that is no state has no page', () => {
    expect(toThingPath('actor', 'UZB', 'sco')).toBe('/states/UZB');
    expect(toThingPath('actor', 'expert-groups', 'sco')).toBeNull();
  });

  it.each([
    '/secrets',
    '/collections',
    '/collections//bodies',
    '/bodies/a/b',
    '/chair/x',
    '/states/%E0%A4%A',
    '/bodies/council/chair',
    '/states/FRA/vs',
    '/states/FRA/vs/GBR/x',
  ])('is not %s', (path) => {
    expect(parsePagePath(path)).toBeUndefined();
  });

  it('of a page without answers of its own asks for those of its parts', () => {
    const answers = listAnswers({ kind: 'collection', collection: 'sco' }, NO_SEARCH);
    expect(answers.map((one) => one.split('?')[0])).toEqual([
      '/v1/collections/sco/bodies',
      '/v1/collections/sco/meetings',
      '/v1/collections/sco/next-meetings',
      '/v1/collections/sco/sources',
      '/v1/collections/sco/coverage',
      '/v1/collections/sco/facts',
    ]);
  });
});
