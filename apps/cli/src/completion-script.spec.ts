import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { captureTerminal } from './testing/captured-terminal.ts';

async function writeScript(shell: string): Promise<string> {
  const terminal = captureTerminal();
  expect(await runCli(['completion', shell], terminal)).toBe(0);
  return terminal.written.out();
}

/** Returns the words that bash offers for a line on Tab. */
function complete(script: string, line: string): string[] {
  const words = line.split(' ');
  const setup = [
    `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})`,
    `COMP_CWORD=${words.length - 1}`,
    '_rapporteur',
    `printf '%s\\n' "\${COMPREPLY[@]}"`,
  ];
  return execFileSync('bash', ['-c', `${script}\n${setup.join('; ')}`], { encoding: 'utf8' })
    .trim()
    .split('\n');
}

describe('The shell completion', () => {
  it('completes commands, subcommands and flags', async () => {
    const script = await writeScript('bash');
    expect(complete(script, 'rapporteur sta')).toEqual(['status']);
    expect(complete(script, 'rapporteur log ')).toEqual(
      expect.arrayContaining(['export', 'restore']),
    );
    expect(complete(script, 'rapporteur --json log restore --da')).toEqual(['--data']);
    expect(complete(script, 'rapporteur replay --fr')).toEqual(['--from']);
    expect(complete(script, 'rapporteur replay --ndj')).toEqual(['--ndjson']);
  });

  it('has a script for zsh and fish', async () => {
    expect(await writeScript('zsh')).toContain('bashcompinit');
    expect(await writeScript('fish')).toMatch(
      /^complete -c rapporteur -n '__fish_use_subcommand' -f -a \S+ -d /m,
    );
  });
});
