import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { Term } from '../shapes/ids.ts';

/** An authority designated an organization, for instance as banned. */
export const OrganizationDesignatedV1 = defineFact('OrganizationDesignated', 1, {
  group: 'bodies',
  doc: 'An authority designated an organization, for instance as banned.',
  identity: ['organization', 'by'],
  singleValued: ['status', 'occurredOn'],
  fields: {
    organization: ActorRef.describe('The organization designated'),
    by: ActorRef.describe('The authority that designates it: a state, body or court'),
    status: Term.describe('The designation: banned, terrorist-organization'),
    occurredOn: nullableField(DateValue).describe('The day of the designation'),
  },
  stream: (data) => `body-${data.organization.id}`,
});

export const example = OrganizationDesignatedV1.parse({
  organization: { id: 'example-group', kind: 'group', nameAsWritten: 'Example Group' },
  by: { id: 'RUS', kind: 'state', nameAsWritten: 'Russia' },
  status: 'banned',
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
