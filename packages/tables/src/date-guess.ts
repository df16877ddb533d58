import { type DateFormat, type DateReading, parseDateFormat } from './date-format.ts';

/** The part of the different cells that must be days of the calendar. */
const DAYS_SHARE_MIN = 0.75;
/** The part of the different cells with the form of a date, if the header names one. */
const NAMED_SHARE_MIN = 0.5;

/** Forms in which only one order of day and month is usual. */
const PLAIN_FORMATS = [
  'YYYY-MM-DD',
  'YYYY-MM-DD HH:mm:ss',
  "YYYY-MM-DD'T'HH:mm:ss",
  'D.M.YYYY',
  'YYYY/M/D',
  'YYYYMMDD',
  'D MMMM YYYY',
  'D. MMMM YYYY',
  "D 'de' MMMM 'de' YYYY",
  "D MMMM YYYY 'г.'",
  'D-MMMM-YYYY',
  'MMMM D, YYYY',
  "YYYY'年'M'月'D'日'",
  'MMMM YYYY',
  'YYYY-MM',
  'D-D MMMM YYYY',
  "D 'and' D MMMM YYYY",
  "D-D MMMM YYYY 'г.'",
  'D MMMM - D MMMM YYYY',
  'D MMMM YYYY - D MMMM YYYY',
  'MMMM D-D, YYYY',
  'MMMM D - MMMM D, YYYY',
  'D-D.M.YYYY',
  'D.M.-D.M.YYYY',
  'D.M.YYYY - D.M.YYYY',
  'YYYY-YYYY',
  'YYYY-..',
  'YYYY',
];

/** Forms that are read in two orders. */
const ORDER_PAIRS = [
  ['D/M/YYYY', 'M/D/YYYY'],
  ['D-M-YYYY', 'M-D-YYYY'],
] as const;

/** The dates of a column, as its cells prove their formats. */
export type DateGuess =
  | {
      readonly kind: 'date';
      readonly formats: readonly string[];
      /** Cells without one of these forms. */
      readonly unread: readonly string[];
    }
  | {
      readonly kind: 'unproven-date';
      /** Two formats that give different dates. */
      readonly orders: readonly [string, string];
      /** Cells that only the first or only the second of them reads: the order changes. */
      readonly mixed: readonly [string, string] | undefined;
      /** The formats of the other cells. */
      readonly formats: readonly string[];
    };

interface FormatReadings {
  readonly name: string;
  readonly readings: ReadonlyMap<string, DateReading>;
}

/** Returns the formats of the different cells of a column; undefined if they are no dates. */
export function guessDate(
  words: readonly string[],
  { language, isNamed }: { readonly language: string; readonly isNamed: boolean },
): DateGuess | undefined {
  const read = (name: string): FormatReadings => readAll(name, words, language);
  const plain = PLAIN_FORMATS.map(read).filter(({ readings }) => readings.size > 0);
  const pairs = ORDER_PAIRS.map(([first, second]) => [read(first), read(second)] as const);
  const all = [...plain, ...pairs.flat()];
  const unread = words.filter((word) => !all.some(({ readings }) => readings.has(word)));
  const days = words.filter((word) => all.some(({ readings }) => readings.get(word)?.ok === true));
  const formShare = 1 - unread.length / words.length;
  if (formShare < (isNamed ? NAMED_SHARE_MIN : 1)) return undefined;
  if (days.length < (words.length - unread.length) * DAYS_SHARE_MIN) return undefined;

  const formats = chooseFormats(plain);
  for (const [first, second] of pairs) {
    const order = findOrder(first, second);
    if (order === undefined) continue;
    if ('mixed' in order)
      return {
        kind: 'unproven-date',
        orders: [first.name, second.name],
        mixed: order.mixed,
        formats,
      };
    formats.push(...order.names);
  }
  return { kind: 'date', formats, unread };
}

function readAll(name: string, words: readonly string[], language: string): FormatReadings {
  const format = parseDateFormat(name, { languages: [language, 'en'], century: undefined });
  if ('reason' in format) return { name, readings: new Map() };
  return { name, readings: new Map(words.flatMap((word) => readWord(format, word))) };
}

function readWord(format: DateFormat, word: string): readonly (readonly [string, DateReading])[] {
  const isYear = !/^\d{4}$/.test(word) || (word >= '1500' && word < '2200');
  const reading = isYear ? format.read(word) : undefined;
  return reading === undefined ? [] : [[word, reading]];
}

/** Returns formats that read each cell which one of them reads, those of most cells first. */
function chooseFormats(found: readonly FormatReadings[]): string[] {
  const rest = [...found];
  const names: string[] = [];
  const done = new Set<string>();
  for (;;) {
    const news = rest.map(({ readings }) => [...readings.keys()].filter((word) => !done.has(word)));
    const most = Math.max(0, ...news.map((list) => list.length));
    if (most === 0) return names;
    const [chosen] = rest.splice(
      news.findIndex((list) => list.length === most),
      1,
    );
    if (chosen === undefined) return names;
    names.push(chosen.name);
    for (const word of chosen.readings.keys()) done.add(word);
  }
}

/** Returns the formats of the cells, or that no cell proves one order; undefined without cells. */
function findOrder(first: FormatReadings, second: FormatReadings) {
  const words = [...first.readings.keys()];
  if (words.length === 0) return undefined;
  const dateOf = ({ readings }: FormatReadings, word: string): string | undefined => {
    const reading = readings.get(word);
    return reading?.ok === true ? reading.edtf : undefined;
  };
  const isOnly = (one: FormatReadings, other: FormatReadings) => (word: string) =>
    dateOf(one, word) !== undefined && dateOf(other, word) === undefined;
  const onlyFirst = words.find(isOnly(first, second));
  const onlySecond = words.find(isOnly(second, first));
  const isOpen = words.some(
    (word) =>
      dateOf(first, word) !== undefined &&
      dateOf(second, word) !== undefined &&
      dateOf(first, word) !== dateOf(second, word),
  );
  if (onlyFirst !== undefined && onlySecond !== undefined)
    return isOpen
      ? { mixed: [onlyFirst, onlySecond] as const }
      : { names: [first.name, second.name] };
  if (isOpen && onlyFirst === undefined && onlySecond === undefined) return { mixed: undefined };
  return { names: [onlySecond === undefined ? first.name : second.name] };
}
