import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { formatLogPosition } from '@rapporteur/event-log';
import { isCommandFile } from '@rapporteur/drafting';
import { ApiClient } from './api-client.ts';
import { quoteForShell } from '@rapporteur/platform/shell-words';
import { demonstrateDrafts, DRAFTS_COLLECTION } from './demonstrated-drafts.ts';
import type { DemoServer } from './demo-server.ts';
import type { OutputLine } from './output.ts';
import { fetchPartitionOpenings, findPartitionOpening } from './partition-openings.ts';
import { REPOSITORY } from './repository.ts';
import type { CliSession } from './session.ts';
import { readYaml } from './submission-file.ts';
import { getLastPosition } from './send-prepared-file.ts';
import { submitYamlFile } from './submit-yaml-file.ts';
import { formatRecorded } from './submitted-file-text.ts';
import { formatTableLines } from './table.ts';

const EXAMPLES = join(REPOSITORY, 'examples');
/** The types in the timeline of the demo. Without this filter, each delegation has its own row. */
const TIMELINE_TYPES = [
  'BodyDescribed:established',
  'MeetingHeld',
  'ChairmanshipTransferred',
  'ProgrammeAdopted',
  'DecisionStatusReported',
  'MandateChangeReported',
  'AgreementReached',
  'NextMeetingAgreed',
];
const SUBMIT_OPTIONS = { dryRun: false, actor: 'demo' };

/** An example file that was sent. */
interface SentFile {
  readonly file: string;
  /** The name of the process that received it. */
  readonly receiver: string;
  readonly position: string;
  /** False: everything in it was recorded before. */
  readonly isNew: boolean;
}

/** Records the examples and queries them, by the same commands that a person would type. */
export class Demonstration {
  readonly #session: CliSession;
  readonly #server: DemoServer;
  readonly #sent: SentFile[] = [];
  /** The position before the last file, which is the correction. */
  #positionBefore = '';
  /** The position after the last file. */
  #position = '';

  constructor(session: CliSession, server: DemoServer) {
    const isDefault = server.url === session.settings.url;
    const callLines = isDefault ? session.callLines : session.callLines.at(server.url);
    this.#session = { ...session, callLines, queryApi: createClient(session, server.url) };
    this.#server = server;
  }

  /** Records the documents, then the correction. */
  async recordExamples(): Promise<void> {
    const { documents, corrections } = await listExamples();
    await this.#printTitle('Recording examples/, one command per document');
    for (const file of [...documents, ...corrections]) await this.#submit(file);
    const [partition, pseq] = this.#position.split(':').map(Number);
    this.#positionBefore = formatLogPosition({
      partition: partition ?? 0,
      pseq: (pseq ?? 0) - 1,
    });
  }

  /** Prints the processes of a distributed deployment, and which of them wrote each file. */
  async printDeployment(): Promise<void> {
    const { deployment, dataFolder } = this.#server;
    if (deployment === undefined) return;

    const { processes, kafka, log } = deployment;
    await this.#printTitle(`Processes: ${processes.length}, on ${kafka}`);
    await this.#printTable(
      ['PROCESS', 'PID', 'ADDRESS'],
      processes.map(({ name, pid, url }) => [name, String(pid), url]),
    );
    await this.#print(`  log          ${log}`);
    await this.#print(`  data         ${dataFolder}`);

    const { partition, openings } = await fetchPartitionOpenings(this.#session, this.#position);
    await this.#printTitle(
      `Writers: collection sco is in partition ${partition}; the log names the partition owner`,
    );
    await this.#printTable(
      ['DOCUMENT', 'SENT TO', 'WRITTEN BY'],
      this.#sent.map(({ file, receiver, position, isNew }) => {
        const { owner, term } = findPartitionOpening(openings, position);
        const forwarded = isNew && owner !== receiver ? ' (forwarded)' : '';
        return [file, receiver, `${owner}, in term ${term}${forwarded}`];
      }),
    );
  }

  /** Runs the queries. Each is printed as the line that a person would type. */
  async runQueries(): Promise<void> {
    await this.#runExample(
      'The timeline of SCO RATS and its organs, in the order of events, with the modality',
      `timeline --body sco-rats --organs true --type ${TIMELINE_TYPES.join(',')}`,
    );
    await this.#runExample('Everything recorded of one meeting', 'meeting sco-rats-council-44');
    await this.#runExample(
      'Participants in the meetings of its Council',
      'participation --body sco-rats-council',
    );
    await this.#runExample(
      'The decisions of its 44th meeting, and their strength',
      'decisions --meeting sco-rats-council-44 --columns type,decision_name,verb,strength,due_on,status',
    );
    const programme =
      'decisions --type ProgrammeAdopted --columns date,name,verb,status --as-of-recorded';
    await this.#runExample(
      'The approval of the programme for 2025-2027, as recorded before its correction',
      `${programme} ${this.#positionBefore}`,
    );
    await this.#runExample('The same, after its correction', `${programme} ${this.#position}`);
    await this.#runExample(
      'The correction, with its author and evidence',
      'corrections --columns actor,field,old_value,new_value,evidence',
    );
  }

  /** Drafts invented notes, shows what the rules propose, and records it. */
  async draftNotes(): Promise<void> {
    await this.#printTitle(
      'Drafting two invented notes about one meeting: rules propose the facts, a person decides',
    );
    const { commandsUrls, url, dataFolder } = this.#server;
    const commandApi = createClient(this.#session, commandsUrls[0] ?? url);
    const position = await demonstrateDrafts(
      { ...this.#session, commandApi },
      {
        notesFolder: join(EXAMPLES, 'notes'),
        dataFolder,
        print: (line) => this.#print(line),
      },
    );
    await this.#runQuery(
      'The conflict of the two notes: both values stay, with their sources',
      'conflicts --columns field,told',
      { collection: DRAFTS_COLLECTION, position },
    );
  }

  /** Records invented votes, which the pages of decisions and of two states show. */
  async recordVotes(): Promise<void> {
    await this.#printTitle(
      `Recording invented votes: ${this.#server.url}/states/MLT/vs/PRT compares two states`,
    );
    await this.#submit(join('notes', 'harbour-votes.yaml'));
  }

  /** Prints the addresses and folders of the server. */
  async printLocations(): Promise<void> {
    const { url, commandsUrls, dataFolder, databaseFolder } = this.#server;
    await this.#printTitle('Addresses and folders');
    await this.#print(`  API            ${url} (documentation: ${url}/docs)`);
    if (!commandsUrls.includes(url))
      await this.#print(`  commands       ${commandsUrls.join(' or ')} (RAPPORTEUR_COMMANDS_URL)`);
    await this.#print(`  data           ${dataFolder}`);
    // Postgres may run as another account, which cannot read the data folder.
    if (databaseFolder !== null && !databaseFolder.startsWith(dataFolder))
      await this.#print(`  database       ${databaseFolder}`);
    await this.#print(
      '  The texts of the two documents are not included: passages show offsets and hashes.',
    );
    await this.#print('  If you have the texts, attach them:');
    await this.#print(`    ${this.#formatCommandCall('sources attach --collection sco FILE …')}`);
    await this.#print(
      '  or start with RAPPORTEUR_TEXTS=FOLDER. Files are found by their SHA-256, under any name.',
    );
  }

  async #submit(file: string): Promise<void> {
    const { commandsUrls, deployment } = this.#server;
    // Round robin: a process that does not own the partition forwards the command to its owner.
    const url = commandsUrls[this.#sent.length % commandsUrls.length] ?? this.#server.url;
    const session = { ...this.#session, commandApi: createClient(this.#session, url) };
    const submitted = await submitYamlFile(session, join(EXAMPLES, file), {
      ...SUBMIT_OPTIONS,
      minPosition: this.#position === '' ? undefined : this.#position,
    });

    this.#position = getLastPosition(submitted) ?? this.#position;
    this.#sent.push({
      file,
      receiver: deployment?.processes.find((process) => process.url === url)?.name ?? url,
      position: this.#position,
      isNew: submitted.commands.some(({ answer }) => !answer.repeated),
    });
    await this.#print(`  ${file}: ${formatRecorded(this.#session, submitted)}`);
  }

  async #printTable(
    titles: readonly string[],
    rows: readonly (readonly string[])[],
  ): Promise<void> {
    const columns = titles.map((title, n) => ({
      title,
      text: (row: readonly string[]) => row[n] ?? '',
    }));
    const width = this.#session.terminal.columns;
    for (const line of formatTableLines(columns, rows, width)) await this.#print(`  ${line}`);
  }

  /** Runs a query on one collection: the record of the demo has that of the drafts, too. */
  async #runQuery(
    title: string,
    query: string,
    { collection, position }: { readonly collection: string; readonly position: string },
  ): Promise<void> {
    const line = `query ${query} --collections ${collection}`;
    await this.#printTitle(title);
    await this.#print({ style: 'dim', text: `$ ${this.#formatCall(line)}` });
    const words = line.split(' ');
    await this.#session.runCli([...words, '--position', position, '--url', this.#server.url]);
  }

  #runExample(title: string, query: string): Promise<void> {
    return this.#runQuery(title, query, { collection: 'sco', position: this.#position });
  }

  /** Returns the line that a person would type, with the address unless it is the default. */
  #formatCall(line: string): string {
    const { url } = this.#server;
    const isDefault = url === this.#session.settings.url;
    const setting = isDefault ? '' : `RAPPORTEUR_URL=${quoteForShell(url)} `;
    return `${setting}npx rapporteur ${line}`;
  }

  /** Returns the same for a line that sends to a command service. */
  #formatCommandCall(line: string): string {
    const { url, commandsUrls } = this.#server;
    const [commandsUrl = url] = commandsUrls;
    const setting = commandsUrls.includes(url)
      ? ''
      : `RAPPORTEUR_COMMANDS_URL=${quoteForShell(commandsUrl)} `;
    return `${setting}${this.#formatCall(line)}`;
  }

  async #printTitle(title: string): Promise<void> {
    await this.#print('');
    await this.#print({ style: 'bold', text: title });
  }

  async #print(line: OutputLine): Promise<void> {
    await this.#session.openOutput().writeLine(line);
  }
}

function createClient({ terminal }: CliSession, url: string): ApiClient {
  return new ApiClient(url, terminal.interrupt.signal);
}

async function listExamples(): Promise<{
  readonly documents: readonly string[];
  readonly corrections: readonly string[];
}> {
  const files = (await readdir(EXAMPLES)).filter((file) => file.endsWith('.yaml')).toSorted();
  const corrections: string[] = [];
  for (const file of files) {
    const { yaml } = await readYaml(join(EXAMPLES, file), file);
    if (isCommandFile(yaml)) corrections.push(file);
  }
  return { documents: files.filter((file) => !corrections.includes(file)), corrections };
}
