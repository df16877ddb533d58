import chardet from 'chardet';

/** The bytes around a fault that a guess is based on. */
const SAMPLE_BYTES_MAX = 65_536;
/** Texts in UTF-16 have at least their spaces and newlines in two bytes, one of them NUL. */
const NUL_SHARE_MIN = 0.02;
/** Below it, a guess by frequent letters is no better than the most usual encoding. */
const CONFIDENCE_MIN = 10;
const USUAL_ENCODING = 'windows-1252';

const BYTE_ORDER_MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['UTF-32LE', [0xff, 0xfe, 0, 0]],
  ['UTF-32BE', [0, 0, 0xfe, 0xff]],
  ['UTF-16LE', [0xff, 0xfe]],
  ['UTF-16BE', [0xfe, 0xff]],
];

/** Controls that no text has; tabs, line and page breaks are others. */
// eslint-disable-next-line no-control-regex
const BINARY = /[\0-\u0008\u000E-\u001A\u001C-\u001F]/;

/**
 * Returns the likely encoding of bytes that are not UTF-8, by a name that `iconv` knows. `mixed`:
 * mostly UTF-8. `binary`: no text at all. `fault` is the offset of the first wrong byte.
 */
export function guessEncoding(bytes: Uint8Array, fault: number): string {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, n) => bytes[n] === byte));
  if (marked !== undefined) return marked[0];

  // A start at a multiple of four keeps the order of the bytes of each character.
  const start = Math.max(0, fault - SAMPLE_BYTES_MAX / 2) & ~3;
  const sample = bytes.subarray(start, start + SAMPLE_BYTES_MAX);
  const wide = findWideEncoding(sample);
  if (wide !== undefined) return wide;

  const text = Buffer.from(sample).toString('latin1');
  if (BINARY.test(text)) return 'binary';
  if (isMostlyUtf8(sample)) return 'mixed';
  const best = chardet.analyse(sample).find(({ name }) => !/^(ASCII|UTF-)/.test(name));
  if (best === undefined || best.confidence < CONFIDENCE_MIN) return USUAL_ENCODING;
  // It has the characters of Latin-1 and more, and is used far more often.
  return best.name === 'ISO-8859-1' ? USUAL_ENCODING : best.name;
}

/** Finds UTF-16 and UTF-32 by the places of their NULs. */
function findWideEncoding(sample: Uint8Array): string | undefined {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (const [n, byte] of sample.entries()) if (byte === 0) counts[(n % 4) as 0 | 1 | 2 | 3] += 1;
  const [first, second, third, fourth] = counts;
  const even = first + third;
  const odd = second + fourth;
  if (even + odd < Math.max(2, sample.length * NUL_SHARE_MIN)) return undefined;

  const quarter = Math.floor(sample.length / 4);
  if (fourth >= quarter && third >= quarter && first === 0) return 'UTF-32LE';
  if (first >= quarter && second >= quarter && fourth === 0) return 'UTF-32BE';
  if (even === 0) return 'UTF-16LE';
  return odd === 0 ? 'UTF-16BE' : undefined;
}

// Another encoding hardly ever makes a character of UTF-8 by chance.
function isMostlyUtf8(sample: Uint8Array): boolean {
  const text = new TextDecoder().decode(sample);
  const wrong = text.match(/\uFFFD/g)?.length ?? 0;
  const right = text.match(/[^\0-\u007F\uFFFD]/gu)?.length ?? 0;
  return right > wrong;
}
