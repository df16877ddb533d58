import { formatLocalTime } from '../local-time.ts';
import { chooseCollection } from '../collection.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import type { AddCommand, CliSession } from '../session.ts';
import { type TextColumn, formatTableLines } from '../table.ts';

interface StreamEvent {
  readonly streamversion: number;
  readonly pseq: number;
  readonly time: string;
  readonly type: string;
  readonly actor?: string;
  readonly id: string;
}

const EXAMPLES = `Examples:
  rapporteur streams show meeting-sco-rats-council-44
  rapporteur streams show source-rats-council-44-note --ndjson
`;

const COLUMNS: readonly TextColumn<StreamEvent>[] = [
  { title: 'VERSION', text: ({ streamversion }) => String(streamversion), alignRight: true },
  { title: 'PSEQ', text: ({ pseq }) => String(pseq), alignRight: true },
  { title: 'RECORDED AT', text: ({ time }) => formatLocalTime(time) },
  { title: 'TYPE', text: ({ type }) => type.replace(/^org\.rapporteur\./, '') },
  { title: 'ACTOR', text: ({ actor }) => actor ?? '' },
  { title: 'EVENT', text: ({ id }) => id },
];

/** `streams show` */
export const addStreamsShow: AddCommand = (streams, run) => {
  streams
    .command('show')
    .description('show the events of one stream, oldest first; --ndjson gives their very bytes')
    .argument('<stream>', 'such as meeting-sco-rats-council-44 or decision-…')
    .option('--collection <id>', 'which collection (default: the only one)')
    .addHelpText('before', EXAMPLES)
    .action(run(show));
};

async function show(
  session: CliSession,
  stream: string,
  flags: { readonly collection?: string },
): Promise<typeof EXIT.success> {
  const format = session.chooseFormat('table', 'json', 'ndjson');
  const collection = await chooseCollection(session, flags.collection);
  const response = await session.queryApi.send(
    `/v1/streams/${encodeURIComponent(collection)}/${encodeURIComponent(stream)}`,
  );
  const out = session.openOutput();
  if (format === 'ndjson') {
    for await (const chunk of session.queryApi.readChunks(response)) await out.write(chunk);
  } else {
    const events: StreamEvent[] = [];
    for await (const line of session.queryApi.readLines(response))
      events.push(JSON.parse(Buffer.from(line).toString()) as StreamEvent);
    if (format === 'json') await out.writeJson({ schemaVersion: 1, collection, stream, events });
    else
      for (const line of formatTableLines(COLUMNS, events, session.terminal.columns))
        await out.writeLine(line);
  }
  await out.close();
  return EXIT.success;
}
