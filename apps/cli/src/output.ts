import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { CliError } from './cli-error.ts';
import { type Terminal, write } from './terminal.ts';

/** The form of the data: a table for people, the others for programs. */
export type OutputFormat = 'table' | 'json' | 'csv' | 'ndjson';

export interface FormatFlags {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly ndjson?: boolean;
}

/** Returns the format that the flags select. Throws if it is not offered, or not the only one. */
export function parseFormatFlags(
  flags: FormatFlags,
  offered: readonly OutputFormat[],
): OutputFormat {
  const selected = (['json', 'csv', 'ndjson'] as const).filter((format) => flags[format] === true);
  const [format = 'table', second] = selected;
  if (second !== undefined)
    throw new CliError(
      EXIT.usage,
      `--${format} and --${second} cannot be combined.`,
      'Use one of them.',
    );
  if (offered.includes(format)) return format;

  const others = offered.filter((other) => other !== 'table').map((other) => `--${other}`);
  throw new CliError(
    EXIT.usage,
    `This command does not support --${format}.`,
    others.length === 0 ? 'Omit it.' : `Use ${others.join(' or ')}, or omit it.`,
  );
}

/** The destination of the data: the standard output, or a file. */
export class Output {
  readonly #stream: Writable;
  readonly #file: string | undefined;

  private constructor(stream: Writable, file?: string) {
    this.#stream = stream;
    this.#file = file;
  }

  /** Opens the file, or the standard output without a file. */
  static open(terminal: Terminal, file: string | undefined): Output {
    return file === undefined
      ? new Output(terminal.out)
      : new Output(createWriteStream(file), file);
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    await this.#explainErrors(() => write(this.#stream, chunk));
  }

  async writeLine(text: string): Promise<void> {
    await this.write(`${text}\n`);
  }

  async writeLines(lines: readonly string[]): Promise<void> {
    for (const line of lines) await this.writeLine(line);
  }

  /** Writes one indented JSON document. */
  async writeJson(document: unknown): Promise<void> {
    await this.writeLine(JSON.stringify(document, null, 2));
  }

  async close(): Promise<void> {
    if (this.#file === undefined) return;
    await this.#explainErrors(async () => {
      this.#stream.end();
      await finished(this.#stream);
    });
  }

  async #explainErrors(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (cause) {
      if (this.#file === undefined) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new CliError(
        EXIT.usage,
        `Cannot write \`${this.#file}\`: ${reason}.`,
        'Name another file with --output.',
        { cause },
      );
    }
  }
}
