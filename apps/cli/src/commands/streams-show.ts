import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { z } from 'zod';
import { chooseCollection } from '../collection.ts';
import { defineCommand } from '../command-definition.ts';
import { formatLocalTime } from '@rapporteur/pages';
import type { CliSession } from '../session.ts';
import { formatTableLines, type TextColumn } from '../table.ts';

const StreamEventSchema = z.looseObject({
  streamversion: z.int(),
  pseq: z.int(),
  time: z.string(),
  type: z.string(),
  actor: z.string().optional(),
  id: z.string(),
});
type StreamEvent = z.output<typeof StreamEventSchema>;

interface StreamsShowFlags {
  readonly collection?: string;
}

const NEWLINE = Uint8Array.of(10);

const COLUMNS: readonly TextColumn<StreamEvent>[] = [
  { title: 'VERSION', text: ({ streamversion }) => String(streamversion), alignRight: true },
  { title: 'PSEQ', text: ({ pseq }) => String(pseq), alignRight: true },
  { title: 'RECORDED AT', text: ({ time }) => formatLocalTime(time) },
  { title: 'TYPE', text: ({ type }) => type.replace(/^org\.rapporteur\./, '') },
  { title: 'ACTOR', text: ({ actor }) => actor ?? '' },
  { title: 'EVENT', text: ({ id }) => id },
];

/** `streams show` */
export const addStreamsShow = defineCommand({
  name: 'show',
  description: 'show the events of one stream, oldest first; --ndjson writes their exact bytes',
  examples: [
    'rapporteur streams show meeting-sco-rats-council-44',
    'rapporteur streams show source-rats-council-44-note --ndjson',
  ],
  arguments: { '<stream>': 'such as meeting-sco-rats-council-44 or decision-…' },
  flags: { '--collection <id>': 'the collection (default: the only one)' },
  execute: showStream,
});

async function showStream(
  session: CliSession,
  stream: string,
  flags: StreamsShowFlags,
): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json', 'ndjson');
  const collection = await chooseCollection(session, flags.collection);
  const path = `/v1/streams/${encodeURIComponent(collection)}/${encodeURIComponent(stream)}`;
  const response = await session.queryApi.send(path);

  const out = session.openOutput();
  if (format === 'ndjson') {
    for await (const { bytes } of session.queryApi.readJsonLines(response, StreamEventSchema))
      await out.writeBytes(Buffer.concat([bytes, NEWLINE]));
  } else {
    const events: StreamEvent[] = [];
    for await (const { value } of session.queryApi.readJsonLines(response, StreamEventSchema))
      events.push(value);
    if (format === 'json') await out.writeJson({ schemaVersion: 1, collection, stream, events });
    else await out.writeLines(formatTableLines(COLUMNS, events, session.terminal.columns));
  }
  await out.close();
  return EXIT.success;
}
