import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { CliError } from '../cli-error.ts';
import { sendCommand } from '../command-client.ts';
import { defineCommand } from '../command-definition.ts';
import { type CliParkedCommand, fetchParkedCommands } from '../parked-commands.ts';
import type { CliSession } from '../session.ts';

interface SkipFlags {
  readonly reason: string;
  readonly collection?: string;
  readonly actor?: string;
}

/** `projections skip` */
export const addProjectionsSkip = defineCommand({
  name: 'skip',
  description:
    'record that a read model skips a parked command, so that every rebuild skips it too',
  examples: [
    'rapporteur projections skip timeline note-44 --reason "Recorded again as note-44-b."',
  ],
  arguments: {
    '<name>': 'timeline, participation or decisions',
    '<command>': 'the id of the command, as `projections parked` shows it',
  },
  requiredFlags: { '--reason <text>': 'the reason; it is recorded' },
  flags: {
    '--collection <collection>': 'needed if several collections have a command of that id',
    '--actor <id>': 'an opaque id of the person who records it',
  },
  records: true,
  execute: skipParkedCommand,
});

async function skipParkedCommand(
  session: CliSession,
  name: string,
  command: string,
  flags: SkipFlags,
): Promise<ExitCode> {
  session.chooseFormat('table');
  const result = await fetchParkedCommands(session, name);
  if ('exitCode' in result) return result.exitCode;

  const wanted = { name, command, collection: flags.collection };
  const { collection } = findParkedCommand(session, result.outcome, wanted);
  const body = { collection, projection: name, command, reason: flags.reason };
  const { position } = await sendCommand(session, 'SkipProjection', body, {
    dryRun: false,
    actor: flags.actor,
  });
  await session.writeMessage(
    `${name} now skips ${command}: recorded at ${position}. The command stays in the log.`,
  );
  return EXIT.success;
}

interface WantedCommand {
  readonly name: string;
  readonly command: string;
  readonly collection: string | undefined;
}

function findParkedCommand(
  { callLines }: CliSession,
  parked: readonly CliParkedCommand[],
  { name, command, collection }: WantedCommand,
): CliParkedCommand {
  const found = parked.filter(
    (one) =>
      one.commandId === command && (collection === undefined || one.collection === collection),
  );
  const [first, second] = found;
  if (first === undefined) {
    const list = callLines.formatOther({ name: 'projections parked', words: [name] });
    throw new CliError(
      EXIT.notFound,
      `No command \`${command}\` is parked in ${name}.`,
      `\`${list}\` lists the parked commands.`,
    );
  }
  if (second === undefined) return first;

  const collections = found.map((one) => one.collection).join(', ');
  throw new CliError(
    EXIT.usage,
    `Several collections have a command \`${command}\`: ${collections}.`,
    'Choose one with --collection.',
  );
}
