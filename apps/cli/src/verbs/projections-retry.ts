import { EXIT, type ExitCode } from '../exit-code.ts';
import { type ParkedCommand, parkedLines } from '../parked-commands.ts';
import { formatCount } from '../progress.ts';
import { performTask } from '../projections-process.ts';
import type { AddCommand, Session } from '../session.ts';

const EXAMPLES = `Examples:
  rapporteur projections retry timeline
`;

interface Retried {
  readonly tried: number;
  readonly left: readonly ParkedCommand[];
}

/** `projections retry` */
export const addProjectionsRetry: AddCommand = (projections, run) => {
  projections
    .command('retry')
    .description('try again, by this release, what a read model could not show')
    .argument('<name>', 'timeline, participation or decisions')
    .addHelpText('before', EXAMPLES)
    .action(run((session, name: string) => retry(session, name)));
};

async function retry(session: Session, name: string): Promise<ExitCode> {
  const format = session.format('table', 'json');
  const end = await performTask<Retried>(session, { action: 'retry', name });
  if ('exit' in end) return end.exit;
  const { tried, left } = end.outcome;
  const out = session.output();
  if (format === 'json') await out.json({ schemaVersion: 1, tried, left });
  else if (left.length > 0)
    for (const line of parkedLines(left, session.terminal.columns)) await out.line(line);
  await out.close();
  await session.say(
    `Of ${formatCount(tried, 'parked command')} ${tried - left.length} are shown now, ${left.length} are not.`,
  );
  return left.length > 0 ? EXIT.incomplete : EXIT.done;
}
