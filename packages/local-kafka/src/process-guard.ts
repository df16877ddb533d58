import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

// Reads process ids, one per line, until its input ends: with this process, even if that is killed.
// Then kills those that still have the cluster's folder among their arguments, since the system may
// have reused an id.
const SCRIPT = `
while read -r pid; do pids="$pids $pid"; done
for pid in $pids; do
  if ps -o args= -p "$pid" | grep -qF -- "$1"; then kill -9 "$pid"; fi
done
if [ -n "$2" ]; then rm -rf -- "$2"; fi
`;

/** Ensures that no node outlives the process that started it. */
export class ProcessGuard {
  readonly #shell: ChildProcess;

  /** `temporary` is a folder that is removed after all nodes have ended; '' for none. */
  constructor(folder: string, temporary: string) {
    // In its own session, so that Ctrl-C does not end it.
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

  /** Kills the nodes that still run. */
  async end(): Promise<void> {
    if (this.#shell.exitCode !== null) return;
    const exited = once(this.#shell, 'exit');
    this.#shell.ref();
    this.#shell.stdin?.end();
    await exited;
  }
}
