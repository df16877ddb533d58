import { suggestName } from '@rapporteur/contracts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { CliError } from '../cli-error.ts';
import { defineCommand } from '../command-definition.ts';
import {
  formatBashCompletion,
  formatFishCompletion,
  formatZshCompletion,
} from '../completion-script.ts';
import type { CliSession } from '../session.ts';

const SHELLS = new Map([
  ['bash', formatBashCompletion],
  ['zsh', formatZshCompletion],
  ['fish', formatFishCompletion],
]);
const SHELL_NAMES = [...SHELLS.keys()].join(', ');

/** `completion` */
export const addCompletion = defineCommand({
  name: 'completion',
  description: 'write a script that completes commands and flags in a shell',
  examples: ['source <(rapporteur completion bash)', 'rapporteur completion fish | source'],
  arguments: { '<shell>': SHELL_NAMES },
  execute: writeCompletion,
});

async function writeCompletion(session: CliSession, shell: string): Promise<ExitCode> {
  const formatScript = SHELLS.get(shell);
  if (formatScript === undefined) {
    throw new CliError(
      EXIT.usage,
      `No completion is available for the shell \`${shell}\`.`,
      suggestName(shell, [...SHELLS.keys()]),
    );
  }

  const out = session.openOutput();
  await out.writeText(formatScript(session.program));
  await out.close();
  return EXIT.success;
}
