import type { Settings } from '@rapporteur/platform';
import { examinationLines } from './examination.ts';
import { examine } from './examine.ts';

/** What is refused: nothing of it would start. */
const REFUSED = 3;

/** `doctor [--json]`: what `rapporteur doctor` starts. */
export async function runDoctor(settings: Settings, words: readonly string[]): Promise<void> {
  const json = words.includes('--json');
  const examination = await examine(settings);
  const text = json
    ? JSON.stringify(examination, null, 2)
    : examinationLines(examination).join('\n');
  process.stdout.write(`${text}\n`, () => {
    process.exit(examination.findings.some(({ level }) => level === 'refuse') ? REFUSED : 0);
  });
}
