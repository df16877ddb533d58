import type { Settings } from '@rapporteur/platform';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { formatReport } from './doctor-report.ts';
import { inspectInstallation } from './inspect-installation.ts';

/** `doctor [--json]`: what `rapporteur doctor` starts. */
export async function runDoctor(settings: Settings, words: readonly string[]): Promise<void> {
  const json = words.includes('--json');
  const examination = await inspectInstallation(settings);
  const text = json ? JSON.stringify(examination, null, 2) : formatReport(examination).join('\n');
  process.stdout.write(`${text}\n`, () => {
    process.exit(
      examination.findings.some(({ level }) => level === 'refuse')
        ? EXIT.verificationFailed
        : EXIT.success,
    );
  });
}
