import { type Rejection, createRejection } from '../rejection.ts';
import type { FactRule } from './rule.ts';

/** A delegation is a state's, or a class of states'; an organ takes part as an organ. */
export const checkAttendeeKind: FactRule = (event) => {
  if (
    event.type === 'DelegationAttended' &&
    event.data.state.kind !== 'state' &&
    event.data.state.kind !== 'class'
  ) {
    const { id, kind } = event.data.state;
    return [
      createRejection(
        'DOMAIN_ORGAN_NOT_DELEGATION',
        `${id} is a ${kind}, not a state`,
        'record it as OrganAttended',
        {
          field: 'state.kind',
        },
      ),
    ];
  }
  if (event.type === 'OrganAttended' && event.data.organ.kind === 'state') {
    return [
      createRejection(
        'DOMAIN_STATE_NOT_ORGAN',
        `${event.data.organ.id} is a state, not an organ`,
        'record it as DelegationAttended',
        { field: 'organ.kind' },
      ),
    ];
  }
  return [];
};

/** A meeting's id begins with its body's, so that it can be guessed and never clashes with another body's. */
export const checkMeetingId: FactRule = (event): readonly Rejection[] => {
  if (event.type !== 'MeetingHeld' && event.type !== 'MeetingAnnounced') return [];
  const { meeting, body, ordinal } = event.data;
  if (meeting.startsWith(`${body}-`)) return [];
  return [
    createRejection(
      'DOMAIN_MEETING_ID_FORM',
      `${meeting} does not begin with the id of its body`,
      `call it ${body}-${ordinal?.value ?? '{date}'}`,
      {
        field: 'meeting',
      },
    ),
  ];
};
