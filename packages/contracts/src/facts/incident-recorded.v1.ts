import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { IncidentId } from '../shapes/ids.ts';
import { Identifier } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** Something happened that bodies speak of: an attack, a strike, a seizure. */
export const IncidentRecordedV1 = defineFact('IncidentRecorded', 1, {
  group: 'incidents',
  doc: 'Something happened that bodies speak of: an attack, a strike, a seizure.',
  coding: 'A country only where the words name it, or their context does.',
  identity: ['incident'],
  singleValued: ['occurredOn'],
  introduces: [{ referent: 'incident', field: 'incident' }],
  fields: {
    incident: IncidentId.describe("The incident's id"),
    name: text(300).describe('What it is called, in our words'),
    otherNames: listField(text(300)).describe(
      'Other names and spellings under which sources speak of it',
    ),
    occurredOn: nullableField(DateValue).describe('When it happened'),
    places: listField(Place).describe('Where it happened'),
    region: nullableField(text(200)).describe('The region, as written'),
    identifiers: listField(Identifier).describe('What others call it'),
  },
  stream: (data) => `incident-${data.incident}`,
});

export const example = IncidentRecordedV1.parse({
  incident: 'pahalgam-2025',
  name: 'Attacks in Pahalgam',
  occurredOn: { edtf: '2025-04-22', basis: 'stated' },
  places: [{ name: 'Pahalgam' }],
  assertion: { passages: [examplePassage], modality: 'stated' },
});
