import { describe, expect, it } from 'vitest';
import { pinPosition } from './page-moment.ts';

describe('A permanent link', () => {
  it('pins the position of the record', () => {
    expect(pinPosition('https://a.example/states/MLT?asOf=2031-05-04', '0:42,3:17')).toBe(
      'https://a.example/states/MLT?asOf=2031-05-04&asOfRecorded=0:42,3:17',
    );
  });

  it('keeps the moment that the reader has chosen, and the place on the page', () => {
    expect(pinPosition('https://a.example/x?asOfRecorded=2031-01-01#passage-1-2', '0:42')).toBe(
      'https://a.example/x?asOfRecorded=2031-01-01#passage-1-2',
    );
  });

  it('of a page without answers is its address', () =>
    expect(pinPosition('https://a.example/', null)).toBe('https://a.example/'));
});
