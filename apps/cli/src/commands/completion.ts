import { CliError } from '../cli-error.ts';
import {
  formatBashCompletion,
  formatFishCompletion,
  formatZshCompletion,
} from '../completion-script.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import type { AddCommand } from '../session.ts';

const SHELLS = {
  bash: formatBashCompletion,
  zsh: formatZshCompletion,
  fish: formatFishCompletion,
} as const;

/** `completion` */
export const addCompletion: AddCommand = (program, run) => {
  program
    .command('completion')
    .description('write a script that completes verbs and flags in a shell')
    .argument('<shell>', Object.keys(SHELLS).join(', '))
    .addHelpText(
      'before',
      'Examples:\n  source <(rapporteur completion bash)\n  rapporteur completion fish | source\n',
    )
    .action(
      run(async (session, shell: string) => {
        const script = Object.hasOwn(SHELLS, shell)
          ? SHELLS[shell as keyof typeof SHELLS]
          : undefined;
        if (script === undefined) {
          throw new CliError(
            EXIT.usage,
            `There is no completion for ${shell}.`,
            `Take ${Object.keys(SHELLS).join(', ')}.`,
          );
        }
        const out = session.openOutput();
        await out.write(script(program));
        await out.close();
        return EXIT.success;
      }),
    );
};
