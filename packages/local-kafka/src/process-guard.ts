import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

// Reads process ids, one a line, until its input ends: with this process, however it went. What it then ends is what
// still runs with the cluster's folder among its arguments, since an id may have been used again.
const SCRIPT = `
while read -r pid; do pids="$pids $pid"; done
for pid in $pids; do
  if ps -o args= -p "$pid" | grep -qF -- "$1"; then kill -9 "$pid"; fi
done
if [ -n "$2" ]; then rm -rf -- "$2"; fi
`;

/** Sees to it that no node outlives the process that started it. */
export class ProcessGuard {
  readonly #shell: ChildProcess;

  /** `temporary`: a folder that goes when everything has ended. */
  constructor(folder: string, temporary: string) {
    // In a session of its own: Ctrl-C is not for it.
    this.#shell = spawn('sh', ['-c', SCRIPT, 'guard', folder, temporary], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    this.#shell.unref();
    this.#shell.stdin?.on('error', () => undefined);
  }

  watch(pid: number): void {
    this.#shell.stdin?.write(`${pid}\n`);
  }

  /** Ends what still runs. */
  async end(): Promise<void> {
    if (this.#shell.exitCode !== null) return;
    const ended = once(this.#shell, 'exit');
    this.#shell.ref();
    this.#shell.stdin?.end();
    await ended;
  }
}
