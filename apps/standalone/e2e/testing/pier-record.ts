/** A sample collection: two texts that are held, which date one meeting differently. */
import { createHash } from 'node:crypto';
import type { RunningRapporteur } from './record-fixture.ts';

/** The minutes of the meeting. */
const MINUTES = [
  'Minutes of the Pier Board',
  'The Pier Board held its third meeting in Lindau on 4 May 2031.',
  'Malta chaired the meeting.',
  'Gulls were seen above the pier.',
  '',
].join('\n');
const LETTER = 'Dear reader,\nthe Pier Board met in Lindau on 5 May 2031.\n';

/** A text that is longer than what a page shows at once. */
const LOG = [
  ...Array.from({ length: 1_500 }, (_, day) => `Day ${day + 1}: the tide was as usual.`),
  'Then the Pier Board inspected the harbour light.',
  '',
].join('\n');

interface SentCommand {
  readonly position: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function createPassage(document: string, text: string, words: string) {
  const start = text.indexOf(words);
  const line = text.slice(0, start).split('\n').length;
  return {
    document,
    documentSha256: hash(text),
    start,
    end: start + words.length,
    line,
    sha256: hash(words),
  };
}

function createMeetingHeld(day: string, passage: object) {
  return {
    type: 'MeetingHeld',
    meeting: 'pier-board-3',
    body: 'pier-board',
    ordinal: { value: 3 },
    occurredOn: { edtf: day, basis: 'stated' },
    places: [{ name: 'Lindau', country: null }],
    assertion: { modality: 'reported', passages: [passage] },
  };
}

function createDocument(document: string, title: string, text: string) {
  return {
    document,
    docType: 'note',
    title,
    language: 'en',
    sha256: hash(text),
    characters: text.length,
    redistributable: true,
    assertion: { modality: 'metadata' },
  };
}

/** The record of the piers. */
export class PierRecord {
  readonly #rapporteur: RunningRapporteur;
  /** The event of the meeting in the minutes. */
  readonly held: string;
  /** The position after both documents. */
  readonly position: string;
  readonly sha256 = hash(MINUTES);

  private constructor(rapporteur: RunningRapporteur, held: string, position: string) {
    this.#rapporteur = rapporteur;
    this.held = held;
    this.position = position;
  }

  static async create(rapporteur: RunningRapporteur): Promise<PierRecord> {
    for (const text of [MINUTES, LETTER, LOG]) await putText(rapporteur, text);
    const minutes = await send(rapporteur, 'RecordDocument', {
      collection: 'piers',
      opening: {
        title: 'Union of Piers',
        rootBody: { body: 'pier-board', name: 'Pier Board', kind: 'organization' },
      },
      document: createDocument('pier-minutes', 'Minutes of the Pier Board', MINUTES),
      facts: [
        createMeetingHeld(
          '2031-05-04',
          createPassage('pier-minutes', MINUTES, 'third meeting in Lindau on 4 May 2031'),
        ),
        {
          type: 'MeetingChaired',
          meeting: 'pier-board-3',
          chairs: [{ id: 'MLT', kind: 'state', nameAsWritten: 'Malta' }],
          assertion: {
            modality: 'reported',
            passages: [createPassage('pier-minutes', MINUTES, 'Malta chaired the meeting')],
          },
        },
      ],
    });
    await send(rapporteur, 'RecordDocument', {
      collection: 'piers',
      document: createDocument('pier-letter', 'Letter about the pier', LETTER),
      facts: [
        createMeetingHeld(
          '2031-05-05',
          createPassage('pier-letter', LETTER, 'met in Lindau on 5 May 2031'),
        ),
      ],
    });
    const log = await send(rapporteur, 'RecordDocument', {
      collection: 'piers',
      document: createDocument('pier-log', 'Log of the pier', LOG),
      facts: [
        {
          type: 'BodyDescribed',
          body: 'pier-board',
          aspect: 'function',
          what: 'inspects harbour lights',
          assertion: {
            modality: 'narrated',
            passages: [createPassage('pier-log', LOG, 'inspected the harbour light')],
          },
        },
      ],
    });
    const held = minutes.events.find(({ type }) => type.includes('meeting-held'));
    if (held === undefined) throw new Error('The minutes have the fact of a meeting.');
    await waitFor(rapporteur, log.position);
    return new PierRecord(rapporteur, held.id, log.position);
  }

  /** Corrects the venue of the meeting. Returns the position. */
  async correctVenue(venue: string): Promise<string> {
    const { position } = await send(this.#rapporteur, 'CorrectRecord', {
      collection: 'piers',
      target: this.held,
      field: 'venue',
      oldValue: null,
      newValue: venue,
      reason: 'The letter names the house.',
      evidence: { note: 'A second letter.' },
    });
    await waitFor(this.#rapporteur, position);
    return position;
  }
}

async function putText({ commandsUrls: [url] }: RunningRapporteur, text: string): Promise<void> {
  const response = await fetch(`${url}/v1/texts/${hash(text)}`, {
    method: 'PUT',
    headers: { 'content-type': 'text/plain' },
    body: text,
  });
  if (!response.ok) throw new Error(await response.text());
}

async function send(
  { commandsUrls: [url] }: RunningRapporteur,
  name: string,
  body: object,
): Promise<SentCommand> {
  const response = await fetch(`${url}/v1/commands/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'rapporteur-actor': 'recorder-7' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as SentCommand;
}

/** Waits until the read models include a position. */
async function waitFor({ url }: RunningRapporteur, position: string): Promise<void> {
  const response = await fetch(`${url}/v1/status?position=${position}`, {
    headers: { prefer: 'wait=30' },
  });
  if (!response.ok) throw new Error(await response.text());
}
