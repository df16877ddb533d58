import { EXIT } from '@rapporteur/platform/exit-codes';
import { CliError } from './cli-error.ts';

/** The longest time that the server waits for a position. */
const WAIT_SECONDS_MAX = 30;

/** Parses `--wait`: the seconds that the server may wait for a position. */
export function parseWaitSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (seconds <= WAIT_SECONDS_MAX) return seconds;
  throw new CliError(
    EXIT.usage,
    `--wait \`${text}\` is not a number of seconds.`,
    `Use 0 to ${WAIT_SECONDS_MAX}.`,
  );
}
