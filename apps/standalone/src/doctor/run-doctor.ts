import type { Settings } from '@rapporteur/platform';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { escapeControls } from '@rapporteur/platform/terminal-text';
import { formatReport } from './doctor-report.ts';
import { inspectInstallation } from './inspect-installation.ts';

/** Runs `doctor [--json]`, which `rapporteur doctor` starts. */
export async function runDoctor(settings: Settings, args: readonly string[]): Promise<void> {
  const report = await inspectInstallation(settings);
  const text = args.includes('--json')
    ? JSON.stringify(report, null, 2)
    : escapeControls(formatReport(report).join('\n'));
  const isRefused = report.findings.some(({ level }) => level === 'refuse');

  process.stdout.write(`${text}\n`, () => {
    process.exit(isRefused ? EXIT.verificationFailed : EXIT.success);
  });
}
