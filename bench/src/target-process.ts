import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TargetName } from './target.ts';
import type { Measurement, BenchmarkWork } from './measure.ts';

const MAIN = fileURLToPath(new URL('./candidate.main.js', import.meta.url));

/** Who takes part in a comparison, and where it records. */
export interface TargetConfig {
  readonly name: TargetName;
  readonly url: string;
}

/**
 * A candidate in a process of its own. In one process the garbage of each is collected from the heaps of all, and a
 * floor grows slower with what others have recorded.
 */
export class TargetProcess {
  readonly name: TargetName;
  readonly #child: ChildProcess;

  private constructor(name: TargetName, child: ChildProcess) {
    this.name = name;
    this.#child = child;
  }

  /** Resolves when it is ready to record. */
  static async open({ name, url }: TargetConfig): Promise<TargetProcess> {
    const isolated = new TargetProcess(name, fork(MAIN, [name, url]));
    await isolated.#answer();
    return isolated;
  }

  async measure(work: BenchmarkWork): Promise<Measurement> {
    this.#child.send(work);
    return (await this.#answer()) as Measurement;
  }

  async close(): Promise<void> {
    if (!this.#child.connected) return;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }

  async #answer(): Promise<unknown> {
    const answered = new AbortController();
    const { signal } = answered;
    const gone = once(this.#child, 'exit', { signal }).then(() => {
      throw new Error(`${this.name} ended before it answered`);
    });
    try {
      const [answer] = (await Promise.race([
        once(this.#child, 'message', { signal }),
        gone,
      ])) as unknown[];
      return answer;
    } finally {
      answered.abort();
      gone.catch(() => undefined);
    }
  }
}

/** Opens them one after another; closes whoever is open when `work` ends. */
export async function withTargetProcesses<T>(
  contestants: readonly TargetConfig[],
  work: (opened: readonly TargetProcess[]) => Promise<T>,
): Promise<T> {
  const opened: TargetProcess[] = [];
  try {
    for (const contestant of contestants) opened.push(await TargetProcess.open(contestant));
    return await work(opened);
  } finally {
    for (const candidate of opened) await candidate.close();
  }
}
