import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The text after an editor, or the reason why there is none. */
type EditedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** Opens a text in the editor of the person, VISUAL or EDITOR, and waits until it is closed. */
export function editText(text: string, env: NodeJS.ProcessEnv): EditedText {
  const editor = env['VISUAL'] || env['EDITOR'] || 'vi';
  const folder = mkdtempSync(join(env['TMPDIR'] || tmpdir(), 'rapporteur-review-'));
  try {
    const file = join(folder, 'fact.yaml');
    writeFileSync(file, text);
    // The setting may have arguments, such as `code --wait`.
    const { status, error } = spawnSync('sh', ['-c', `${editor} "$@"`, editor, file], {
      env,
      stdio: 'inherit',
    });
    if (error === undefined && status === 0) return { ok: true, text: readFileSync(file, 'utf8') };
    const cause = error?.message ?? `exit code ${status ?? 'unknown'}`;
    return {
      ok: false,
      message: `The editor \`${editor}\` failed (${cause}); nothing was changed. EDITOR names another one.`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
