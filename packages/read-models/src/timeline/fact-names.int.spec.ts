import { describe, expect, it } from 'vitest';
import { Aliases } from '../query/aliases.ts';
import type { EventSample } from '../testing/sample-event.ts';
import { FULL_PAGE, useReadModel } from '../testing/use-read-model.ts';
import { findEvent } from './event-queries.ts';
import { listFacts } from './fact-queries.ts';
import { TIMELINE } from './projection.ts';

const evidence = { note: 'See the minutes.' };
const person = (nameAsWritten: string) => ({ id: 'j-vella', kind: 'person', nameAsWritten });
const position = (nameAsWritten: string, summary: string): EventSample => [
  'PositionStated',
  { by: [person(nameAsWritten)], verb: 'said', topic: 'fees', summary },
];
const condemned = { id: 'council', kind: 'organ', nameAsWritten: 'the assembled' };

const RECORD: readonly EventSample[] = [
  ['BodyRegistered', { body: 'council', name: 'Port Council', kind: 'organ' }], // 1
  ['BodyRegistered', { body: 'council', name: 'Town Council', kind: 'organ' }, 'other'], // 2
  ['MeetingChaired', { meeting: 'council-7', chairs: [condemned] }], // 3
  ['MeetingChaired', { meeting: 'council-7', chairs: [condemned] }, 'other'], // 4
  position('Vella', 'Fees are high.'), // 5
  position('Joseph Vella', 'The fees are high.'), // 6
  position('Joseph Vella', 'The fees are too high.'), // 7
  ['IncidentRecorded', { incident: 'pier-fire', name: 'Attack on the pier' }], // 8
  [
    'IncidentCondemned',
    { condemner: condemned, strength: 'condemned', target: { incident: 'harbour-fire' } },
  ], // 9
  [
    'DocumentAdopted',
    { document: 'fees-declaration', title: 'Declaration on Fees', verb: 'dated', adoptedOn: null },
  ], // 10
  position('J. Vella', 'The fees stay.'), // 11
  [
    'DocumentAnnexed',
    { parent: 'fees-declaration', annex: 'fees-table', extent: 'full', titleAsWritten: null },
  ], // 12
  [
    'RecordsMerged',
    { kind: 'incident', merged: 'harbour-fire', into: 'pier-fire', reason: 'One fire.', evidence },
  ], // 13
];
const model = useReadModel(TIMELINE, RECORD);

const merged = new Aliases(
  ['other', 'sco'],
  [{ collection: 'sco', kind: 'incident', merged: 'harbour-fire', into: 'pier-fire' }],
);
const bothScope = () =>
  model.createScope({
    collections: ['other', 'sco'].map((collection) => ({
      collection,
      partition: 0,
      position: RECORD.length,
    })),
    aliases: merged,
  });

async function readSentences(type: string): Promise<readonly string[]> {
  const { rows } = await listFacts(model.database, bothScope(), { types: [type] }, FULL_PAGE);
  return rows.map(({ sentence }) => sentence).toSorted();
}

describe('The names in the sentences of facts', () => {
  it("are those of the fact's collection", async () => {
    expect(await readSentences('MeetingChaired')).toEqual([
      'The Port Council chaired the 7th meeting of the Port Council.',
      'The Town Council chaired the 7th meeting of the Town Council.',
    ]);
  });

  it('are those of the canonical id', async () => {
    expect(await readSentences('IncidentCondemned')).toEqual([
      'The Port Council condemned the attack on the pier, naming no perpetrator.',
    ]);
  });

  it('are registered ones, otherwise those of most facts', async () => {
    for (const sentence of await readSentences('PositionStated'))
      expect(sentence).toMatch(/^Joseph Vella said/);
    expect(await readSentences('DocumentAnnexed')).toEqual([
      'The document “Fees Table” is annexed in full to the Declaration on Fees.',
    ]);
  });

  it('are in the history of an event, too', async () => {
    const event = await findEvent(model.database, model.createScope(), 'c3.1');
    expect(event?.history.map(({ sentence }) => sentence)).toEqual([
      'The Port Council chaired the 7th meeting of the Port Council.',
    ]);
  });
});
