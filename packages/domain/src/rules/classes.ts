import type { ActorRef } from '@rapporteur/contracts';
import { createRejection, type Rejection } from '../rejection.ts';
import type { FactRule } from './rule.ts';

function requireBodyOfClass(actor: ActorRef, field: string): readonly Rejection[] {
  if (actor.kind !== 'class' || actor.of !== null) return [];

  return [
    createRejection('DOMAIN_CLASS_WITHOUT_BODY', {
      message: `The class \`${actor.id}\` must belong to a body or state.`,
      remedy: 'Give the body or state in `of`.',
      field: `${field}.of`,
    }),
  ];
}

/**
 * A class that attends or condemns must belong to a body or state.
 * Otherwise its act could be attributed to any body.
 */
export const checkClassHasBody: FactRule = (event) => {
  if (event.type === 'DelegationAttended') return requireBodyOfClass(event.data.state, 'state');
  if (event.type === 'IncidentCondemned')
    return requireBodyOfClass(event.data.condemner, 'condemner');
  return [];
};
