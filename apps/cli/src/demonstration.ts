import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApiClient } from './api-client.ts';
import { parseCommandFile } from './command-file.ts';
import type { DemoServer } from './demo-server.ts';
import { loadAndSubmit } from './submit-path.ts';
import { formatLogPosition } from '@rapporteur/event-log';
import { fetchPartitionOpenings, findPartitionOpening } from './partition-openings.ts';
import type { CliSession } from './session.ts';
import { readYaml } from './submission-file.ts';
import { positionAfter } from './submit-file.ts';
import { formatTableLines } from './table.ts';
import { formatRecorded } from './commands/submit.ts';

const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url));
/** What a timeline of a body tells first; without it, every delegation has a row of its own. */
const TOLD = [
  'BodyDescribed:established',
  'MeetingHeld',
  'ChairmanshipTransferred',
  'ProgrammeAdopted',
  'DecisionStatusReported',
  'MandateChangeReported',
  'AgreementReached',
  'NextMeetingAgreed',
];
const RECORDER = { dryRun: false, actor: 'demo' };

/** A file of the examples that was sent. */
interface SentFile {
  readonly file: string;
  /** The process, by name. */
  readonly receiver: string;
  readonly position: string;
  /** False: all of it was recorded before. */
  readonly isNew: boolean;
}

/** The first record, recorded and asked about, as a person would do it line by line. */
export class Demonstration {
  readonly #session: CliSession;
  readonly #server: DemoServer;
  /** What was sent where, and where the record stood afterwards. */
  readonly #sent: SentFile[] = [];
  /** Where the record stood before the last of them, the correction, and after it. */
  #before = '';
  #after = '';

  constructor(session: CliSession, server: DemoServer) {
    this.#session = { ...session, queryApi: this.#apiAt(session, server.url) };
    this.#server = server;
  }

  /** Records the documents, then the correction. */
  async recordExamples(): Promise<void> {
    const { documents, corrections } = await listExamples();
    await this.#title('Recording examples/, one command a document');
    for (const file of [...documents, ...corrections]) await this.#submit(file);
    const [partition, pseq] = this.#after.split(':').map(Number);
    this.#before = formatLogPosition({ partition: partition ?? 0, pseq: (pseq ?? 0) - 1 });
  }

  /** Of the full shape: which process answers where, and who wrote what was sent to whom. */
  async printDeployment(): Promise<void> {
    const { deployment: shape, dataFolder } = this.#server;
    if (shape === undefined) return;
    await this.#title(`Who runs: ${shape.processes.length} processes, on ${shape.kafka}`);
    await this.#rows(
      ['PROCESS', 'PID', 'ANSWERS AT'],
      shape.processes.map(({ name, pid, url }) => [name, String(pid), url]),
    );
    await this.#say(`  log          ${shape.log}`);
    await this.#say(`  data         ${dataFolder}`);
    const { partition, openings } = await fetchPartitionOpenings(this.#session, this.#after);
    await this.#title(
      `Who wrote: collection sco lies in partition ${partition}, and the log says who opened it`,
    );
    await this.#rows(
      ['DOCUMENT', 'SENT TO', 'WRITTEN BY'],
      this.#sent.map(({ file, receiver: to, position, isNew: fresh }) => {
        const { owner, term } = findPartitionOpening(openings, position);
        return [file, to, `${owner}, in term ${term}${fresh && owner !== to ? ': passed on' : ''}`];
      }),
    );
  }

  /** Asks, each time showing the line that does it. */
  async runQueries(): Promise<void> {
    await this.#ask(
      'The timeline of SCO RATS with its organs: in the order of the world, with how it is told',
      `timeline --body sco-rats --organs true --type ${TOLD.join(',')}`,
    );
    await this.#ask(
      'Who took part in the meetings of its Council',
      'participation --body sco-rats-council',
    );
    await this.#ask(
      'What its 44th meeting decided, and how strongly',
      'decisions --meeting sco-rats-council-44 --columns type,decision,verb,strength,due_on,status',
    );
    const programme =
      'decisions --type ProgrammeAdopted --columns date,decision,verb,status --as-of-recorded';
    await this.#ask(
      'When the programme for 2025-2027 was approved, as the record had it before it was corrected',
      `${programme} ${this.#before}`,
    );
    await this.#ask('The same, after it was corrected', `${programme} ${this.#after}`);
    await this.#ask(
      'Who corrected it, and on what evidence',
      'corrections --columns actor,field,old_value,new_value,evidence',
    );
  }

  /** Says where everything lies and answers. */
  async printLocations(): Promise<void> {
    const { url, commandsUrls, dataFolder, databaseFolder } = this.#server;
    await this.#title('Where things are');
    await this.#say(`  The API answers at ${url}; ${url}/docs describes it.`);
    if (!commandsUrls.includes(url))
      await this.#say(
        `  Commands go to ${commandsUrls.join(' or ')}, whichever: RAPPORTEUR_COMMANDS_URL.`,
      );
    await this.#say(`  The data lie in ${dataFolder}.`);
    if (databaseFolder !== null && !databaseFolder.startsWith(dataFolder)) {
      await this.#say(
        `  Its database lies in ${databaseFolder}, where the account that Postgres runs as can enter.`,
      );
    }
    await this.#say(
      '  The texts of the two documents are not shipped, so passages show by place and hash. If you hold them:',
    );
    await this.#say(`    ${this.#commandLine('sources attach FILE …')}`);
    await this.#say(
      '  or start with RAPPORTEUR_TEXTS=FOLDER: they are known by their SHA-256, whatever the files are called.',
    );
  }

  async #submit(file: string): Promise<void> {
    const after = this.#after === '' ? undefined : this.#after;
    const { commandsUrls, deployment: shape } = this.#server;
    // In turn: whichever gets a command passes it on to the one that writes.
    const url = commandsUrls[this.#sent.length % commandsUrls.length] ?? this.#server.url;
    const session = { ...this.#session, commands: this.#apiAt(this.#session, url) };
    const submitted = await loadAndSubmit(session, join(EXAMPLES, file), {
      ...RECORDER,
      minPosition: after,
    });
    this.#after = positionAfter(submitted) ?? this.#after;
    const to = shape?.processes.find((process) => process.url === url)?.name ?? url;
    const fresh = submitted.commands.some(({ answer }) => !answer.repeated);
    this.#sent.push({ file, receiver: to, position: this.#after, isNew: fresh });
    await this.#say(`  ${file}: ${formatRecorded(submitted)}`);
  }

  #apiAt({ terminal }: CliSession, url: string): ApiClient {
    return new ApiClient(url, terminal.interrupt.signal);
  }

  async #rows(titles: readonly string[], rows: readonly (readonly string[])[]): Promise<void> {
    const columns = titles.map((title, n) => ({
      title,
      text: (row: readonly string[]) => row[n] ?? '',
    }));
    const width = this.#session.terminal.columns;
    for (const line of formatTableLines(columns, rows, width)) await this.#say(`  ${line}`);
  }

  async #ask(title: string, line: string): Promise<void> {
    await this.#title(title);
    await this.#say(this.#session.colours.dim(`$ ${this.#line(`query ${line}`)}`));
    await this.#session.runCli([
      'query',
      ...line.split(' '),
      '--position',
      this.#after,
      '--url',
      this.#server.url,
    ]);
  }

  /** What a person would type: where the server answers elsewhere than it is looked for, that too. */
  #line(line: string): string {
    const { url } = this.#server;
    return `${url === this.#session.settings.url ? '' : `RAPPORTEUR_URL=${url} `}npx pnpm rapporteur ${line}`;
  }

  /** The same for what goes to a command service. */
  #commandLine(line: string): string {
    const { url, commandsUrls } = this.#server;
    return `${commandsUrls.includes(url) ? '' : `RAPPORTEUR_COMMANDS_URL=${commandsUrls[0]} `}${this.#line(line)}`;
  }

  async #title(title: string): Promise<void> {
    await this.#say(`\n${this.#session.colours.bold(title)}`);
  }

  async #say(line: string): Promise<void> {
    await this.#session.openOutput().writeLine(line);
  }
}

async function listExamples(): Promise<{
  readonly documents: readonly string[];
  readonly corrections: readonly string[];
}> {
  const files = (await readdir(EXAMPLES)).filter((file) => file.endsWith('.yaml')).toSorted();
  const corrections: string[] = [];
  for (const file of files) {
    if (parseCommandFile(await readYaml(join(EXAMPLES, file), file)) !== undefined)
      corrections.push(file);
  }
  return { documents: files.filter((file) => !corrections.includes(file)), corrections };
}
