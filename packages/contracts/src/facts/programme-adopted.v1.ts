import { defineFact, ifStated } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { DateValue } from '../shapes/date-value.ts';
import { DecisionId, MeetingId } from '../shapes/ids.ts';
import { verbFields } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A programme or strategy was adopted. */
export const ProgrammeAdoptedV1 = defineFact('ProgrammeAdopted', 1, {
  group: 'decisions',
  doc: 'A programme or strategy was adopted.',
  identity: ['decision'],
  singleValued: ['period', 'adoptedOn'],
  introduces: [{ referent: 'decision', field: 'decision' }],
  fields: {
    decision: DecisionId,
    meeting: ifStated(MeetingId),
    /** The occasion, where the meeting itself is not in the record. */
    at: ifStated(text(300)),
    name: text(300),
    period: ifStated(DateValue),
    adoptedOn: ifStated(DateValue),
    ...verbFields,
  },
  stream: (data) => `decision-${data.decision}`,
});

export const example = ProgrammeAdoptedV1.parse({
  decision: 'cooperation-programme-2025-2027',
  name: 'Cooperation programme',
  period: { edtf: '2025/2027', basis: 'stated' },
  verb: 'approved',
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
