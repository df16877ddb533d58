import { describe, expect, it } from 'vitest';
import { parseDateFormat, readDate } from './date-format.ts';

function parse(name: string, century?: number, language = 'en') {
  const format = parseDateFormat(name, { languages: [language], century });
  if ('reason' in format) throw new Error(format.reason);
  return format;
}

const read = (text: string, ...names: readonly string[]): string => {
  const reading = readDate(
    text,
    names.map((name) => parse(name)),
  );
  return reading.ok ? reading.edtf : `no: ${reading.reason}`;
};

describe('A named format of dates', () => {
  it.each([
    ['2/16/1946', 'M/D/YYYY', '1946-02-16'],
    ['16.02.1946', 'D.M.YYYY', '1946-02-16'],
    ['4 May 2031', 'D MMMM YYYY', '2031-05-04'],
    ['Sept. 2031', 'MMM YYYY', '2031-09'],
    ['May 4, 2031', 'MMMM D, YYYY', '2031-05-04'],
    ['2031', 'YYYY', '2031'],
    ['2031-05-04 14:30', 'YYYY-MM-DD HH:mm', '2031-05-04'],
    ['44562', 'serial', '2022-01-01'],
    ['59', 'serial', '1900-02-28'],
    ['0042', 'YYYY', '0042'],
  ])('reads %s as %s', (text, format, edtf) => expect(read(text, format)).toBe(edtf));

  it.each([
    ['1999–2003', 'YYYY-YYYY', '1999/2003'],
    ['3-5 May 2031', 'D-D MMMM YYYY', '2031-05-03/2031-05-05'],
    ['30 April – 2 May 2031', 'D MMMM - D MMMM YYYY', '2031-04-30/2031-05-02'],
    ['May 3-5, 2031', 'MMMM D-D, YYYY', '2031-05-03/2031-05-05'],
    ['2013-', 'YYYY-..', '2013/..'],
    ['since 2013', "'since' YYYY..", '2013/..'],
  ])('reads the range %s', (text, format, edtf) => expect(read(text, format)).toBe(edtf));

  it('reads names of months in the language of the source', () => {
    const formats = [parse('D MMMM YYYY', undefined, 'fr'), parse('D MMMM YYYY', undefined, 'ru')];
    expect(readDate('4 août 2031', formats)).toMatchObject({ edtf: '2031-08-04' });
    expect(readDate('4 августа 2031', formats)).toMatchObject({ edtf: '2031-08-04' });
  });

  it('never guesses between day and month', () => {
    expect(read('5/4/2031', 'D/M/YYYY', 'M/D/YYYY')).toBe(
      'no: is 2031-04-05 as D/M/YYYY, and 2031-05-04 as M/D/YYYY',
    );
    expect(read('25/4/2031', 'D/M/YYYY', 'M/D/YYYY')).toBe('2031-04-25');
  });

  it('refuses days that do not exist, and other forms', () => {
    expect(read('31/4/2031', 'D/M/YYYY')).toMatch('is 2031-04-31, which must be a day');
    expect(read('4/2031', 'D/M/YYYY')).toBe('no: does not have the form D/M/YYYY');
    expect(read('60', 'serial')).toMatch('does not number a day');
    expect(read('2031-2029', 'YYYY-YYYY')).toMatch('must not end before it begins');
  });

  it('needs the century of two-digit years', () => {
    expect(() => parse('D/M/YY')).toThrow('name the century');
    expect(readDate('4/5/46', [parse('D/M/YY', 1900)])).toMatchObject({ edtf: '1946-05-04' });
  });
});
