import type { Writable } from 'node:stream';
import { EXIT, FAILURE_EXITS } from '@rapporteur/platform/exit-codes';
import { escapeControls } from '@rapporteur/platform/terminal-text';
import { explainFailure } from '@rapporteur/resilience';
import pc from 'picocolors';
import { CliError } from './cli-error.ts';
import { OutputFile } from './output-file.ts';
import { type Terminal, writeExactly, writeText } from './terminal.ts';

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

/** A line with a look. */
interface StyledLine {
  readonly style: 'bold' | 'dim';
  readonly text: string;
}

/** A line of text for people. */
export type OutputLine = string | StyledLine;

export interface OutputOptions {
  /** Undefined: the standard output. */
  readonly file: string | undefined;
  readonly useColour: boolean;
  /** True: writing to a standard output that is closed or full is no error. */
  readonly mayBeLost?: boolean;
}

/**
 * The destination of the data: the standard output, or a file. Texts are written with their controls
 * as visible escapes. Bytes are exact in files and pipes, but not on a terminal.
 */
export class Output {
  readonly #stream: Writable;
  readonly #file: OutputFile | undefined;
  readonly #mayBeLost: boolean;
  readonly #colours: ReturnType<typeof pc.createColors>;
  /** Decodes bytes for a terminal, also where a chunk ends within a character. */
  readonly #decoder: InstanceType<typeof TextDecoder> | undefined;

  private constructor(
    stream: Writable,
    {
      file,
      useColour = false,
      isTty = false,
      mayBeLost = false,
    }: { file?: OutputFile; useColour?: boolean; isTty?: boolean; mayBeLost?: boolean },
  ) {
    this.#mayBeLost = mayBeLost;
    this.#stream = stream;
    this.#file = file;
    this.#colours = pc.createColors(useColour);
    this.#decoder = isTty ? new TextDecoder() : undefined;
  }

  /** Opens the file, or the standard output without a file. */
  static open(
    terminal: Terminal,
    { file: path, useColour, mayBeLost = false }: OutputOptions,
  ): Output {
    if (path === undefined)
      return new Output(terminal.out, { useColour, isTty: terminal.outIsTty, mayBeLost });
    try {
      const file = new OutputFile(path);
      return new Output(file.stream, { file });
    } catch (cause) {
      throw createWriteError(path, cause);
    }
  }

  /** Writes bytes of the server. */
  async writeBytes(chunk: Uint8Array): Promise<void> {
    const decoder = this.#decoder;
    if (decoder === undefined) await this.#explainErrors(() => writeExactly(this.#stream, chunk));
    else await this.writeText(decoder.decode(chunk, { stream: true }));
  }

  async writeText(text: string): Promise<void> {
    await this.#explainErrors(() => writeText(this.#stream, text));
  }

  async writeLine(line: OutputLine): Promise<void> {
    if (typeof line === 'string') return this.writeText(`${line}\n`);
    const styled = this.#colours[line.style](escapeControls(line.text));
    await this.#explainErrors(() => writeExactly(this.#stream, `${styled}\n`));
  }

  async writeLines(lines: readonly OutputLine[]): Promise<void> {
    for (const line of lines) await this.writeLine(line);
  }

  /** Writes one indented JSON document. */
  async writeJson(document: unknown): Promise<void> {
    await this.writeLine(JSON.stringify(document, null, 2));
  }

  /** Gives the file its new content. Until then it has the old one. */
  async close(): Promise<void> {
    await this.#explainErrors(async () => this.#file?.complete());
  }

  /** Leaves the file as it was, unless it was closed. */
  discard(): void {
    this.#file?.discard();
  }

  async #explainErrors(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (cause) {
      if (this.#file !== undefined) throw createWriteError(this.#file.path, cause);
      if (!this.#mayBeLost) throw cause;
    }
  }
}

function createWriteError(path: string, cause: unknown): CliError {
  const name = `Cannot write \`${path}\`: it`;
  const failure = explainFailure(cause, { name, setting: '--output', area: 'files' });
  if (failure === undefined) throw cause;
  return new CliError(FAILURE_EXITS[failure.kind], failure.message, null, { cause });
}
