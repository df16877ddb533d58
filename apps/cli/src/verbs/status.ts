import { EXIT } from '../exit-code.ts';
import type { AddVerb } from '../session.ts';

/** `status` */
export const addStatus: AddVerb = (program, run) => {
  program
    .command('status')
    .description('say where the log and the read models stand')
    .addHelpText('before', 'Examples:\n  rapporteur status\n  rapporteur status --json\n')
    .action(
      run(async (session) => {
        session.format('table', 'json');
        const out = session.output();
        await out.json(await session.api.json('/v1/status'));
        await out.close();
        return EXIT.done;
      }),
    );
};
