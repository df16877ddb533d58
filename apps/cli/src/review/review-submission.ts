import { createInterface } from 'node:readline/promises';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { formatCount } from '../progress-display.ts';
import type { CliSession } from '../session.ts';
import { submitYamlFile } from '../submit-yaml-file.ts';
import { formatSubmittedFile } from '../submitted-file-text.ts';
import { writeText } from '../terminal.ts';

/** Options of {@link submitReviewed}. */
interface ReviewSubmitOptions {
  readonly actor?: string | undefined;
  readonly texts?: string | undefined;
  readonly collection?: string | undefined;
  /** False: what would be recorded is shown, and the person is asked. */
  readonly isAgreed: boolean;
}

/** Submits the result of a review. It shows the events first, and asks before it records them. */
export async function submitReviewed(
  session: CliSession,
  file: string,
  { isAgreed, ...options }: ReviewSubmitOptions,
): Promise<ExitCode> {
  const actor = options.actor;
  const send = (dryRun: boolean) => submitYamlFile(session, file, { ...options, actor, dryRun });
  const out = session.openOutput();
  if (!isAgreed) {
    const planned = await send(true);
    await out.writeLines(formatSubmittedFile(session, planned, true));
    const count = planned.sentences.length;
    if (count === 0) {
      await out.close();
      return EXIT.success;
    }
    if (!(await ask(session, `Record ${count === 1 ? 'it' : formatCount(count, 'event')}? y/N `))) {
      await out.close();
      const line = session.callLines.formatOther({ name: 'submit', words: [file] });
      await session.writeMessage(`Nothing is recorded. To record it later: ${line}`);
      return EXIT.success;
    }
  }
  const submitted = await send(false);
  await out.writeLines(formatSubmittedFile(session, submitted, false));
  await out.close();
  return EXIT.success;
}

/** Returns whether the person agrees. Without an answer, such as after Ctrl-C, the answer is no. */
async function ask({ terminal }: CliSession, question: string): Promise<boolean> {
  const lines = createInterface({ input: terminal.in, terminal: false });
  try {
    await writeText(terminal.out, question);
    const answer = await new Promise<string>((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(''));
      terminal.interrupt.signal.addEventListener('abort', () => resolve(''), { once: true });
    });
    return /^\s*(?:y|yes)\s*$/i.test(answer);
  } finally {
    lines.close();
    terminal.in.pause();
  }
}
