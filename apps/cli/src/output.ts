import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { CliError } from './cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { type Terminal, write } from './terminal.ts';

/** How data are shown: a table for people, the others for programs. */
export type OutputFormat = 'table' | 'json' | 'csv' | 'ndjson';

export interface FormatFlags {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly ndjson?: boolean;
}

/** The one format that was asked for. */
export function parseFormatFlags(
  flags: FormatFlags,
  offered: readonly OutputFormat[],
): OutputFormat {
  const asked = (['json', 'csv', 'ndjson'] as const).filter((format) => flags[format] === true);
  const [format = 'table', second] = asked;
  if (second !== undefined)
    throw new CliError(
      EXIT.usage,
      `--${format} and --${second} exclude each other.`,
      'Keep one of them.',
    );
  if (offered.includes(format)) return format;
  const others = offered.filter((other) => other !== 'table').map((other) => `--${other}`);
  throw new CliError(
    EXIT.usage,
    `This cannot be written as --${format}.`,
    others.length === 0 ? 'Leave it out.' : `Take ${others.join(' or ')}, or leave it out.`,
  );
}

/** Where data go: the standard output, or a file. */
export class Output {
  readonly #stream: Writable;
  readonly #file: string | undefined;

  private constructor(stream: Writable, file?: string) {
    this.#stream = stream;
    this.#file = file;
  }

  /** No file: the standard output. */
  static open(terminal: Terminal, file: string | undefined): Output {
    return file === undefined
      ? new Output(terminal.out)
      : new Output(createWriteStream(file), file);
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    await this.#guard(() => write(this.#stream, chunk));
  }

  async writeLine(text: string): Promise<void> {
    await this.write(`${text}\n`);
  }

  /** One JSON document, readable. */
  async writeJson(document: unknown): Promise<void> {
    await this.writeLine(JSON.stringify(document, null, 2));
  }

  async close(): Promise<void> {
    if (this.#file === undefined) return;
    await this.#guard(async () => {
      this.#stream.end();
      await finished(this.#stream);
    });
  }

  async #guard(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (cause) {
      if (this.#file === undefined) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new CliError(
        EXIT.usage,
        `${this.#file} cannot be written: ${reason}.`,
        'Name another file with --output.',
        { cause },
      );
    }
  }
}
