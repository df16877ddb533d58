import { readdir, readFile } from 'node:fs/promises';

/** The unit of processor time in `/proc/PID/stat`, on Linux. */
const TICKS_PER_SECOND = 100;

/** The memory and the processor time of a process, or of several. */
export interface ProcessStatistics {
  /** The resident memory without pages of files, in bytes. Shared memory is counted once. */
  readonly bytes: number;
  /** The processor time since the start, in seconds, with that of ended children. */
  readonly cpuSeconds: number;
}

/** Returns the statistics of a process. Throws an Error if it has ended. */
export async function readProcessStatistics(pid: number): Promise<ProcessStatistics> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const bytes = (readKilobytes(rollup, 'Pss_Anon') + readKilobytes(rollup, 'Pss_Shmem')) * 1024;
  const fields = await readStatFields(pid);
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { bytes, cpuSeconds: ticks / TICKS_PER_SECOND };
}

/** Returns the sum of the statistics of a process and its children. */
export async function readFamilyStatistics(pid: number): Promise<ProcessStatistics> {
  const pids = (await readdir('/proc')).map(Number).filter((other) => other > 0);
  let sum = await readProcessStatistics(pid);
  for (const other of pids) {
    // A process may end meanwhile.
    const fields = await readStatFields(other).catch(() => []);
    if (Number(fields[1]) !== pid) continue;
    const child = await readProcessStatistics(other).catch(() => ({ bytes: 0, cpuSeconds: 0 }));
    sum = { bytes: sum.bytes + child.bytes, cpuSeconds: sum.cpuSeconds + child.cpuSeconds };
  }
  return sum;
}

function readKilobytes(rollup: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1] ?? 0);
}

/** Returns the fields after the name of the program: the state, the parent, and so on. */
async function readStatFields(pid: number): Promise<readonly string[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}
