import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchmarkWork, Measurement } from './measure.ts';
import type { TargetInputConfig } from './target-input.ts';
import type { TargetName } from './target.ts';

const MAIN = fileURLToPath(new URL('./target.main.js', import.meta.url));

/** A target, and the URL of its log or database. */
export interface TargetConfig {
  readonly name: TargetName;
  readonly url: string;
  /** By default the sample. */
  readonly input?: TargetInputConfig;
  /** The folder of its state, as RAPPORTEUR_DATA names it; by default a temporary one. */
  readonly dataFolder?: string;
}

/**
 * A target in its own process. In one process, garbage collection scans the heaps of all targets,
 * and a baseline becomes slower with the data that others have recorded.
 */
export class TargetProcess {
  readonly name: TargetName;
  readonly #child: ChildProcess;
  readonly #temporaryFolder: string | undefined;

  private constructor(name: TargetName, child: ChildProcess, temporaryFolder?: string) {
    this.name = name;
    this.#child = child;
    this.#temporaryFolder = temporaryFolder;
  }

  /** Starts the process. Resolves when the target is open. */
  static async open({ name, url, input, dataFolder }: TargetConfig): Promise<TargetProcess> {
    const args = [name, url, JSON.stringify(input ?? { kind: 'sample' })];
    const temporary = dataFolder === undefined ? await createTemporaryFolder() : undefined;
    const env = { ...process.env, RAPPORTEUR_DATA: dataFolder ?? temporary };
    const target = new TargetProcess(name, fork(MAIN, args, { env }), temporary);
    await target.#receive();
    return target;
  }

  async measure(work: BenchmarkWork): Promise<Measurement> {
    this.#child.send(work);
    return (await this.#receive()) as Measurement;
  }

  async close(): Promise<void> {
    if (this.#child.connected) {
      const exited = once(this.#child, 'exit');
      this.#child.disconnect();
      await exited;
    }
    if (this.#temporaryFolder !== undefined)
      await rm(this.#temporaryFolder, { recursive: true, force: true });
  }

  async #receive(): Promise<unknown> {
    const received = new AbortController();
    const { signal } = received;
    const exited = once(this.#child, 'exit', { signal }).then(() => {
      throw new Error(`${this.name} ended before it responded.`);
    });

    try {
      const [message] = (await Promise.race([
        once(this.#child, 'message', { signal }),
        exited,
      ])) as unknown[];
      return message;
    } finally {
      received.abort();
      exited.catch(() => undefined);
    }
  }
}

/** Creates a folder that the caller removes. */
export function createTemporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
}

/** Opens the targets one after another, and closes all open ones when `work` ends. */
export async function withTargetProcesses<T>(
  configs: readonly TargetConfig[],
  work: (targets: readonly TargetProcess[]) => Promise<T>,
): Promise<T> {
  const targets: TargetProcess[] = [];
  try {
    for (const config of configs) targets.push(await TargetProcess.open(config));
    return await work(targets);
  } finally {
    for (const target of targets) await target.close();
  }
}
