import { parseTrustedEvent } from '@rapporteur/contracts';
import { type EventLog, formatLogPosition } from '@rapporteur/event-log';
import { Problem } from '@rapporteur/platform';
import { findEvent, TIMELINE } from '@rapporteur/read-models';
import { fieldColumns } from '../csv.ts';
import { defineQuery } from '../query.ts';
import { quotePassages } from '../fact-sources.ts';

async function envelopeAt(log: EventLog, partition: number, pseq: number): Promise<unknown> {
  const options = { follow: false, signal: new AbortController().signal };
  for await (const { events } of log.read(partition, pseq, options)) {
    const [first] = events;
    return first === undefined ? null : parseTrustedEvent(first.bytes);
  }
  return null;
}

/** One event, as it stands in the log, with all that became of it. */
export const EVENT = defineQuery({
  path: 'events/{event}',
  tag: 'record',
  doc: 'One event as it stands in the log: its words, its values over the time of the record, its corrections and conflicts.',
  projections: [TIMELINE],
  parameters: {},
  columns: fieldColumns(
    'event',
    'type',
    'standing',
    'sentence',
    'stream',
    'streamVersion',
    'recordedAt',
    'command',
    'actor',
  ),
  execute: async ({ database, at, log, texts, path }) => {
    const id = path['event'] ?? '';
    const found = await findEvent(database, at, id);
    if (found === null) {
      throw new Problem(404, 'EVENT_UNKNOWN', {
        title: 'The record has no such event.',
        detail: `No event is called ${id} up to ${formatLogPosition({ partition: at.partition, pseq: at.position })}.`,
      });
    }
    const passages = await quotePassages(texts, found.passages);
    const envelope = await envelopeAt(log, at.partition, found.pseq);
    const position = formatLogPosition({ partition: at.partition, pseq: found.pseq });
    return { data: { ...found, position, passages, envelope }, rows: [found] };
  },
});
