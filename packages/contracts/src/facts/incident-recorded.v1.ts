import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { IncidentId } from '../shapes/ids.ts';
import { Identifier } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** An incident happened that bodies refer to: an attack, a strike, a seizure. */
export const IncidentRecordedV1 = defineFact('IncidentRecorded', 1, {
  group: 'incidents',
  doc: 'An incident happened that bodies refer to: an attack, a strike, a seizure.',
  coding: 'Give a country only if the words or their context name it.',
  identity: ['incident'],
  singleValued: ['occurredOn', 'places'],
  introduces: [{ referent: 'incident', field: 'incident' }],
  fields: {
    incident: IncidentId.describe("The incident's id"),
    name: text(300).describe('Its name, in the words of the recorder'),
    otherNames: listField(text(300)).describe('Other names and spellings in the sources'),
    occurredOn: nullableField(DateValue).describe('The date of the incident'),
    places: listField(Place).describe('The places of the incident'),
    region: nullableField(text(200)).describe('The region, as written'),
    identifiers: listField(Identifier).describe('Its ids in external schemes'),
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
