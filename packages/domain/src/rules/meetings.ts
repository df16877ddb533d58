import { createRejection } from '../rejection.ts';
import type { FactRule } from './rule.ts';

/** A delegation belongs to a state or a class of states; an organ attends as an organ. */
export const checkAttendeeKind: FactRule = (event) => {
  if (event.type === 'DelegationAttended') {
    const { id, kind } = event.data.state;
    if (kind === 'state' || kind === 'class') return [];

    return [
      createRejection('DOMAIN_ORGAN_NOT_DELEGATION', {
        message: `A delegation must belong to a state or a class, but \`${id}\` is of kind ${kind}.`,
        remedy: 'Record it as OrganAttended.',
        field: 'state.kind',
      }),
    ];
  }

  if (event.type === 'OrganAttended' && event.data.organ.kind === 'state') {
    return [
      createRejection('DOMAIN_STATE_NOT_ORGAN', {
        message: `The state \`${event.data.organ.id}\` cannot attend as an organ.`,
        remedy: 'Record it as DelegationAttended.',
        field: 'organ.kind',
      }),
    ];
  }

  return [];
};

/** The id of a meeting begins with the id of its body, so that two bodies never use one id. */
export const checkMeetingId: FactRule = (event) => {
  if (event.type !== 'MeetingHeld' && event.type !== 'MeetingAnnounced') return [];
  const { meeting, body, ordinal } = event.data;
  if (meeting.startsWith(`${body}-`)) return [];

  return [
    createRejection('DOMAIN_MEETING_ID_FORM', {
      message: `The meeting id \`${meeting}\` must begin with the id of its body, \`${body}\`.`,
      remedy: `Use \`${body}-${ordinal?.value ?? '{date}'}\`.`,
      field: 'meeting',
    }),
  ];
};
