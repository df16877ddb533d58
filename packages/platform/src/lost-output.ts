/**
 * Lets the process continue when nobody reads its output any more, or when the disk of its output is
 * full: a server records what it acknowledged, whatever happens to its messages.
 */
export function continueWithoutOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
