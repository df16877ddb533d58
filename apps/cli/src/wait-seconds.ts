import { CliError } from './cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';

/** The longest time that the server lets a question wait for a position. */
const WAIT_SECONDS_MAX = 30;

/** Reads `--wait`: for how many seconds the read models may be waited for. */
export function parseWaitSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (seconds <= WAIT_SECONDS_MAX) return seconds;
  throw new CliError(
    EXIT.usage,
    `--wait ${text} is no time to wait.`,
    `Give 0 to ${WAIT_SECONDS_MAX} seconds.`,
  );
}
