/** Prints the measure of the repository's language and each violation of its rules; exits with 1 if there is one. */
import { formatMeasure, languageIsPlain, measureLanguage } from './language-rules.ts';
import { formatFinding, readRepository } from './repository.ts';

const files = readRepository();
const findings = languageIsPlain(files).map(formatFinding);
process.stdout.write([...findings, formatMeasure(measureLanguage(files)), ''].join('\n'));
if (findings.length > 0) process.exitCode = 1;
