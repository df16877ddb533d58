import type { ActorRef } from '@rapporteur/contracts';
import { createRejection } from '../rejection.ts';
import type { FactRule } from './rule.ts';

function mustBeOf(actor: ActorRef, field: string) {
  if (actor.kind !== 'class' || actor.of !== null) return [];
  const message = `the class ${actor.id} is of no body or state`;
  return [
    createRejection('DOMAIN_CLASS_WITHOUT_BODY', message, 'say in `of` whose members it means', {
      field: `${field}.of`,
    }),
  ];
}

/** Members who attend or condemn as a class are members of something: else what they did could be laid at any body's door. */
export const checkClassHasBody: FactRule = (event) => {
  if (event.type === 'DelegationAttended') return mustBeOf(event.data.state, 'state');
  if (event.type === 'IncidentCondemned') return mustBeOf(event.data.condemner, 'condemner');
  return [];
};
