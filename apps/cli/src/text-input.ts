/** The texts that the caller names. All of them are UTF-8: another encoding ends the call. */
import { readFile } from 'node:fs/promises';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { checkUtf8, decodeUtf8, EncodingError } from '@rapporteur/platform/utf8-text';
import { quoteForShell } from '@rapporteur/platform/shell-words';
import { CliError, createReadError } from './cli-error.ts';
import { splitLines, type StreamLine } from './stream-lines.ts';

/** The name of the standard input on the command line. */
export const STANDARD_INPUT = '-';

/** A text by the name that the caller knows, and its path if it is a file of another folder. */
interface InputName {
  readonly file: string;
  readonly path?: string;
}

/** Reads the bytes of a file. Throws a CliError if it cannot be read. */
export async function readInputBytes(path: string, file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw createReadError(file, cause);
  }
}

/**
 * Returns the text of bytes, by default without a byte order mark. Throws a CliError with the place
 * of the first byte that is not UTF-8, and the way to convert the text.
 */
export function decodeInput(
  bytes: Uint8Array,
  name: InputName,
  decode: (bytes: Uint8Array) => string = decodeUtf8,
): string {
  return explainEncoding(name, () => decode(bytes));
}

/** Runs a function. Throws a CliError with the name of the text in place of an EncodingError. */
export function explainEncoding<T>({ file, path = file }: InputName, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause;
    const isStream = file === STANDARD_INPUT;
    throw new CliError(
      EXIT.usage,
      `${isStream ? 'The standard input' : `\`${file}\``} ${cause.message}.`,
      cause.formatRemedy(isStream ? undefined : quoteForShell(path)),
      { cause },
    );
  }
}

/** Yields the lines of a stream. Throws a CliError at the first line that is not UTF-8. */
export async function* splitTextLines(
  chunks: AsyncIterable<Uint8Array>,
  name: InputName,
): AsyncGenerator<StreamLine> {
  let place = { offset: 0, line: 1 };
  for await (const line of splitLines(chunks)) {
    explainEncoding(name, () => checkUtf8(line.bytes, place));
    yield line;
    place = { offset: place.offset + line.bytes.length + 1, line: place.line + 1 };
  }
}
