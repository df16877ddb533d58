import { CliError } from '../cli-error.ts';
import { sendCommand } from '../command-client.ts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { fetchParkedCommands, type CliParkedCommand } from '../parked-commands.ts';
import type { AddCommand, CliSession } from '../session.ts';

interface SkipFlags {
  readonly reason: string;
  readonly collection?: string;
  readonly actor?: string;
}

const EXAMPLES = `Examples:
  rapporteur projections skip timeline note-44 --reason "Recorded anew as note-44-b."
`;

/** `projections skip` */
export const addProjectionsSkip: AddCommand = (projections, run) => {
  projections
    .command('skip')
    .description(
      'record that a read model leaves a parked command out, so that every rebuild does too',
    )
    .argument('<name>', 'timeline, participation or decisions')
    .argument('<command>', 'the id of the command, as projections parked shows it')
    .requiredOption('--reason <text>', 'why; it is recorded')
    .option('--collection <collection>', 'where several collections have a command of that id')
    .option('--actor <id>', 'who records it: an opaque id')
    .addHelpText('before', EXAMPLES)
    .action(
      run((session, name: string, command: string, flags: SkipFlags) =>
        skip(session, name, command, flags),
      ),
    );
};

async function skip(
  session: CliSession,
  name: string,
  command: string,
  flags: SkipFlags,
): Promise<ExitCode> {
  session.chooseFormat('table');
  const end = await fetchParkedCommands(session, name);
  if ('exit' in end) return end.exit;
  const { collection } = oneParked(end.outcome, { name, command, collection: flags.collection });
  const body = { collection, projection: name, command, reason: flags.reason };
  const { position } = await sendCommand(session, 'SkipProjection', body, {
    dryRun: false,
    actor: flags.actor,
  });
  await session.writeMessage(
    `${name} leaves ${command} out from now on: recorded at ${position}. The record itself keeps it.`,
  );
  return EXIT.success;
}

function oneParked(
  parked: readonly CliParkedCommand[],
  asked: {
    readonly name: string;
    readonly command: string;
    readonly collection: string | undefined;
  },
): CliParkedCommand {
  const { name, command, collection } = asked;
  const found = parked.filter(
    (one) =>
      one.commandId === command && (collection === undefined || one.collection === collection),
  );
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (first === undefined) {
    const remedy = `\`rapporteur projections parked ${name}\` lists what is.`;
    throw new CliError(EXIT.notFound, `No command ${command} is parked in ${name}.`, remedy);
  }
  const collections = found.map((one) => one.collection).join(', ');
  throw new CliError(
    EXIT.usage,
    `Several collections have a command ${command}: ${collections}.`,
    'Say --collection.',
  );
}
