import { writeFile } from 'node:fs/promises';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { profileTable, proposeMapping } from '@rapporteur/tables';
import { CliError } from './cli-error.ts';
import { explainTableError, openTableFile } from './prepared-table.ts';
import type { CliSession } from './session.ts';

/** How a table is read for a proposal. */
interface ProposalFlags {
  readonly collection?: string | undefined;
  readonly language?: string | undefined;
  readonly encoding?: string | undefined;
  readonly sheet?: string | undefined;
}

/** Returns the choices that a proposal leaves to a person, in words: `2 choices for you`. */
export function countChoices(yaml: string): string {
  // The first line only explains the word.
  const count = yaml.split('CHOOSE').length - 2;
  return `${count} ${count === 1 ? 'choice' : 'choices'} for you`;
}

/** Returns the proposed mapping of a table, in YAML. Throws a CliError if it is not a table. */
export async function proposeTableMapping(
  session: CliSession,
  named: string,
  { collection, language = 'en', encoding = 'utf-8', sheet }: ProposalFlags,
): Promise<string> {
  checkLanguage(language);
  const file = await openTableFile(session, named);
  try {
    const profile = await profileTable(file, { encoding, sheet });
    return proposeMapping(profile, {
      file: named,
      collection: collection ?? session.settings.collection,
      language,
      encoding,
      sheet,
    });
  } catch (error) {
    throw await explainTableError(error, session, { file: named, isMapped: false });
  }
}

function checkLanguage(language: string): void {
  try {
    Intl.getCanonicalLocales(language);
  } catch {
    throw new CliError(
      EXIT.usage,
      `--language \`${language}\` is not the tag of a language.`,
      'Write for example en, fr or ru.',
    );
  }
}

/** Writes a mapping to a new file. A mapping that a person has changed is never replaced. */
export async function writeMapping(
  session: CliSession,
  named: string,
  yaml: string,
): Promise<void> {
  try {
    await writeFile(session.resolvePath(named), yaml, { flag: 'wx' });
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause) || cause.code !== 'EEXIST') throw cause;
    throw new CliError(
      EXIT.conflict,
      `\`${named}\` exists, and a mapping is never replaced.`,
      'Name another file with --out, or remove it.',
      { cause },
    );
  }
}
