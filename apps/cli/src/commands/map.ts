import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { defineCommand } from '../command-definition.ts';
import type { CliSession } from '../session.ts';

interface MapFlags {
  readonly collection?: string;
  readonly language?: string;
  readonly encoding?: string;
  readonly sheet?: string;
  readonly out?: string;
}

/** `map` */
export const addMap = defineCommand({
  name: 'map',
  description: 'propose the mapping of a table from its headers and cells (docs/tables.md)',
  examples: [
    'rapporteur map vetoes.csv',
    'rapporteur map members.xlsx --sheet Members --collection harbour',
    'rapporteur map votes.csv --encoding windows-1252 --out - | less',
  ],
  arguments: { '<file>': 'a table: CSV, TSV, XLSX or ODS' },
  flags: {
    '--collection <id>': 'the collection of the mapping (default: RAPPORTEUR_COLLECTION)',
    '--language <tag>': 'the language of the names in the table (default: en)',
    '--encoding <name>': 'the encoding of a text, such as windows-1252 (default: utf-8)',
    '--sheet <name>': 'the sheet of a workbook (default: the only one)',
    '--out <file>':
      'the file of the mapping, which must be new; - is the standard output (default: NAME.map.yaml)',
  },
  execute: mapTable,
});

async function mapTable(session: CliSession, file: string, flags: MapFlags): Promise<ExitCode> {
  // The parser of tables loads slowly, and only this command needs it.
  const { countChoices, proposeTableMapping, writeMapping } =
    await import('../proposed-mapping.ts');
  const format = session.chooseFormat('table', 'json');
  const yaml = await proposeTableMapping(session, file, flags);
  const named = flags.out ?? `${file.replace(/\.[^./\\]+$/, '')}.map.yaml`;
  if (named !== '-') await writeMapping(session, named, yaml);

  const out = session.openOutput();
  if (format === 'json') await out.writeJson({ schemaVersion: 1, file, mapping: named, yaml });
  else if (named === '-') await out.writeLine(yaml.trimEnd());
  else await out.writeLine(`${file}: ${named}, with ${countChoices(yaml)}`);
  await out.close();
  return EXIT.success;
}
