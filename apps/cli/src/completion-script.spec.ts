import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { captureTerminal } from './testing/captured-terminal.ts';
import { runCli } from './run-cli.ts';

async function scriptFor(shell: string): Promise<string> {
  const terminal = captureTerminal();
  expect(await runCli(['completion', shell], terminal)).toBe(0);
  return terminal.written.out();
}

/** What bash offers for a line, as it would on Tab. */
function offered(script: string, line: string): string[] {
  const words = line.split(' ');
  const setup = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _rapporteur; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', `${script}\n${setup}`], { encoding: 'utf8' })
    .trim()
    .split('\n');
}

describe('The completion', () => {
  it('knows the verbs, those of a noun, and the flags', async () => {
    const script = await scriptFor('bash');
    expect(offered(script, 'rapporteur sta')).toEqual(['status']);
    expect(offered(script, 'rapporteur log ')).toEqual(
      expect.arrayContaining(['export', 'restore']),
    );
    expect(offered(script, 'rapporteur --json log restore --da')).toEqual(['--data']);
    expect(offered(script, 'rapporteur replay --fr')).toEqual(['--from']);
    expect(offered(script, 'rapporteur replay --ndj')).toEqual(['--ndjson']);
  });

  it('is a script that zsh and fish could read too', async () => {
    expect(await scriptFor('zsh')).toContain('bashcompinit');
    expect(await scriptFor('fish')).toMatch(
      /^complete -c rapporteur -n '__fish_use_subcommand' -f -a \S+ -d /m,
    );
  });
});
